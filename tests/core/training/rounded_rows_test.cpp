#include "core/training/rounded_rows.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

namespace featurescope {
namespace {

using Integers = std::vector<std::int16_t>;

template <typename Scalar>
std::int64_t dot(const std::vector<Scalar>& a, const std::vector<Scalar>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), std::int64_t{0});
}

long double exactDot(const std::vector<double>& a, const std::vector<double>& b) {
    long double sum = 0;
    for (std::size_t k = 0; k < a.size(); ++k) sum += static_cast<long double>(a[k]) * b[k];
    return sum;
}

class RoundedRows : public testing::Test {
  protected:
    /// Normal numbers, some with a few large entries, some with nearly one direction.
    std::vector<double> randomRow(std::size_t length, unsigned kind) {
        std::vector<double> row(length);
        for (double& value : row) {
            value = normal_(random_);
            if (kind % 3 == 1) value = value * value * value * value * value;
            if (kind % 3 == 2) value = 1 + 1e-3 * value;
        }
        return row;
    }

    std::mt19937_64 random_{23};
    std::normal_distribution<double> normal_;
};

TEST_F(RoundedRows, AProvenSignIsTheSignOfTheDotProduct) {
    int proven = 0, all = 0;
    for (unsigned trial = 0; trial < 4000; ++trial) {
        const std::size_t length = 1 + random_() % 300;
        const std::vector<double> a = randomRow(length, trial), b = randomRow(length, trial / 3);
        // Take most of a out of b, so that the dot product is close to what rounding can change.
        const double share = static_cast<double>(exactDot(a, b) / exactDot(a, a));
        const double kept = trial % 4 == 0 ? 1 : std::pow(10.0, -static_cast<double>(trial % 7));
        std::vector<double> c = b;
        for (std::size_t k = 0; k < length; ++k) c[k] -= (1 - kept) * share * a[k];
        Integers rounded(length), other(length);
        const auto slack = roundRow(a.data(), static_cast<std::ptrdiff_t>(length), rounded.data());
        const auto otherSlack = roundRow(c.data(), static_cast<std::ptrdiff_t>(length), other.data());
        ASSERT_TRUE(slack && (otherSlack || length == 1));
        if (!otherSlack) continue;
        const std::int64_t product = dot(rounded, other), bound = *slack + *otherSlack;
        ASSERT_LT(std::abs(product), std::int64_t{1} << 31);
        ++all;
        if (std::abs(product) <= bound) continue;
        ++proven;
        ASSERT_EQ(product > 0, exactDot(a, c) > 0) << trial;
    }
    EXPECT_GT(proven, all / 2);
}

TEST_F(RoundedRows, SlackBoundsWhatRoundingMoves) {
    for (unsigned trial = 0; trial < 300; ++trial) {
        const std::size_t length = 1 + random_() % 200;
        const std::vector<double> a = randomRow(length, trial), b = randomRow(length, trial / 3);
        Integers p(length), q(length);
        const double slack = *roundRow(a.data(), static_cast<std::ptrdiff_t>(length), p.data()) +
                             *roundRow(b.data(), static_cast<std::ptrdiff_t>(length), q.data());
        const auto sizeOf = [](const std::vector<double>& row) {
            double largest = 0;
            for (const double value : row) largest = std::max(largest, std::abs(value));
            return std::min(32767 / largest, 46000 / static_cast<double>(std::sqrt(exactDot(row, row))));
        };
        const long double scaled = exactDot(a, b) * sizeOf(a) * sizeOf(b);
        EXPECT_LT(std::abs(static_cast<double>(scaled - dot(p, q))), slack) << trial;
    }
}

TEST_F(RoundedRows, TheLargestDotProductFitsInto32Bits) {
    for (const std::size_t length : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{1000},
                                     static_cast<std::size_t>(kLongestRoundedRow)}) {
        // All are rounded in the same direction.
        const std::vector<double> row(length, 1);
        Integers integers(length);
        ASSERT_TRUE(roundRow(row.data(), static_cast<std::ptrdiff_t>(length), integers.data()));
        EXPECT_LT(dot(integers, integers), std::int64_t{1} << 31) << length;
    }
}

TEST_F(RoundedRows, ZerosHaveNoSlack) {
    const std::vector<float> row(5);
    Integers integers(5, 1);
    EXPECT_EQ(roundRow(row.data(), 5, integers.data()), 0);
    EXPECT_EQ(integers, Integers(5));
    const float one = -1e-30F;
    EXPECT_GT(roundRow(&one, 1, integers.data()), 0);
    EXPECT_EQ(integers[0], -32767);
}

TEST_F(RoundedRows, WhatCannotBeMeasuredIsRefused) {
    Integers integers(3);
    const auto refuses = [&](double value) {
        const double row[] = {1, value, 0};
        return !roundRow(row, 3, integers.data());
    };
    EXPECT_FALSE(refuses(1e-300));
    EXPECT_TRUE(refuses(std::numeric_limits<double>::infinity()));
    EXPECT_TRUE(refuses(-std::numeric_limits<double>::infinity()));
    EXPECT_TRUE(refuses(std::numeric_limits<double>::quiet_NaN()));
    EXPECT_TRUE(refuses(1e200));
    const double tiny[] = {1e-200, 1e-310, 0};
    EXPECT_FALSE(roundRow(tiny, 3, integers.data()));
}

}  // namespace
}  // namespace featurescope
