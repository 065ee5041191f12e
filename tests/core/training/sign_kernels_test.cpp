#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "core/training/aligned_vector.h"
#include "core/training/kernels/kernels.h"
#include "tests/support/kernel_twins.h"

namespace featurescope {
namespace {

// The kernels for signs against plain loops, for every instruction set of this machine. Integers: exactly
// equal.

class SignKernelTwins : public testing::Test {
  protected:
    template <typename Check>
    static void forEverySet(const Check& check) {
        forEveryInstructionSet([&](InstructionSet set) { check(signKernelsOf(set)); });
    }

    /// `count` integers of absolute value up to `most`.
    AlignedVector<std::int16_t> randomIntegers(std::ptrdiff_t count, int most) {
        AlignedVector<std::int16_t> integers(static_cast<std::size_t>(count));
        std::uniform_int_distribution<int> uniform(-most, most);
        for (std::int16_t& integer : integers) integer = static_cast<std::int16_t>(uniform(random_));
        return integers;
    }

    std::mt19937_64 random_{17};
};

std::size_t at(std::ptrdiff_t index) { return static_cast<std::size_t>(index); }

/// 64 columns of 2 `pairs` integers in panels of `width`.
AlignedVector<std::int16_t> packed(const AlignedVector<std::int16_t>& columns, std::ptrdiff_t pairs,
                                   std::ptrdiff_t width) {
    AlignedVector<std::int16_t> panels(columns.size());
    for (std::ptrdiff_t c = 0; c < 64; ++c) {
        for (std::ptrdiff_t k = 0; k < 2 * pairs; ++k) {
            const std::ptrdiff_t panel = c / width * width * 2 * pairs;
            panels[at(panel + (k / 2 * width + c % width) * 2 + k % 2)] = columns[at(c * 2 * pairs + k)];
        }
    }
    return panels;
}

TEST_F(SignKernelTwins, SignsAreThoseOfTheDotProducts) {
    for (const std::ptrdiff_t pairs : {1, 2, 7, 150}) {
        for (const std::ptrdiff_t count : {1, 4, 13, 29}) {
            const int most = pairs > 7 ? 2000 : 10000;
            auto rows = this->randomIntegers(count * 2 * pairs, most);
            auto columns = this->randomIntegers(64 * 2 * pairs, most);
            std::fill_n(rows.begin(), 2 * pairs, std::int16_t{0});
            AlignedVector<std::int32_t> rowSlack(at(count), 1 << 20), columnSlack(64, 1 << 18);
            rowSlack[0] = 0;
            constexpr std::uint64_t isThere = ~std::uint64_t{0x90};
            forEverySet([&](const SignKernels& kernels) {
                const auto panels = packed(columns, pairs, kernels.panelWidth);
                AlignedVector<std::uint64_t> activity(at(count), 5), doubts(at(count), 9);
                const std::ptrdiff_t found =
                    kernels.signs({rows.data(), count, pairs, panels.data(), rowSlack.data(),
                                   columnSlack.data(), isThere, activity.data(), doubts.data()});
                std::ptrdiff_t expected = 0;
                for (std::ptrdiff_t j = 0; j < count; ++j) {
                    for (std::ptrdiff_t i = 0; i < 64; ++i) {
                        std::int64_t dot = 0;
                        for (std::ptrdiff_t k = 0; k < 2 * pairs; ++k) {
                            dot += std::int64_t{rows[at(j * 2 * pairs + k)]} * columns[at(i * 2 * pairs + k)];
                        }
                        const std::int64_t slack = rowSlack[at(j)] + columnSlack[at(i)];
                        const bool isOpen = dot <= slack && dot > -slack && j != 0 && (isThere >> i & 1) != 0;
                        EXPECT_EQ((activity[at(j)] >> i & 1) != 0, dot > slack) << j << " " << i;
                        EXPECT_EQ((doubts[at(j)] >> i & 1) != 0, isOpen) << j << " " << i;
                        expected += isOpen ? 1 : 0;
                    }
                }
                EXPECT_EQ(found, expected);
            });
        }
    }
}

TEST_F(SignKernelTwins, SumsMayWrapAroundOnTheWay) {
    // 32767^2 twice is nearly 2^31, and so are the next two pairs, of the other sign.
    constexpr std::int16_t most = 32767;
    const AlignedVector<std::int16_t> row{most, most, most, most, most, most, most, -most};
    AlignedVector<std::int16_t> columns(64 * 8);
    for (std::size_t i = 0; i < 64; ++i) {
        const std::int16_t column[] = {most, most, most, most, -most, -most, -most, most};
        std::copy_n(column, 8, columns.begin() + static_cast<std::ptrdiff_t>(8 * i));
        columns[8 * i] = static_cast<std::int16_t>(i % 2 == 0 ? most : most - 1);
    }
    const AlignedVector<std::int32_t> rowSlack(1, 1), columnSlack(64, 0);
    forEverySet([&](const SignKernels& kernels) {
        const auto panels = packed(columns, 4, kernels.panelWidth);
        std::uint64_t activity = 0, doubts = 0;
        // The dot product is 0, or -32767 where the column has one unit less.
        EXPECT_EQ(kernels.signs({row.data(), 1, 4, panels.data(), rowSlack.data(), columnSlack.data(),
                                 ~std::uint64_t{0}, &activity, &doubts}),
                  32);
        EXPECT_EQ(activity, 0U);
        EXPECT_EQ(doubts, 0x5555555555555555U);
    });
}

TEST_F(SignKernelTwins, BitsAreTransposed) {
    for (const std::ptrdiff_t count : {0, 1, 37, 64}) {
        std::vector<std::uint64_t> rows(64);
        for (std::uint64_t& row : rows) row = random_();
        forEverySet([&](const SignKernels& kernels) {
            std::vector<std::uint64_t> columns(64, 3);
            kernels.transposeBits(rows.data(), count, columns.data());
            for (std::ptrdiff_t i = 0; i < 64; ++i) {
                std::uint64_t expected = 0;
                for (std::ptrdiff_t j = 0; j < count; ++j) expected |= (rows[at(j)] >> i & 1) << j;
                EXPECT_EQ(columns[at(i)], expected) << i;
            }
        });
    }
}

template <typename Scalar>
class SignForwardKernels : public KernelTwins<Scalar> {};

using SignPrecisions = testing::Types<float, double>;
TYPED_TEST_SUITE(SignForwardKernels, SignPrecisions);

TYPED_TEST(SignForwardKernels, TableDotsMultiplyWhatTheActiveSourcesAddUpTo) {
    for (const std::ptrdiff_t sources : {1, 12, 37, 60, 64}) {
        for (const int bits : {4, 5, 6}) {
            constexpr std::ptrdiff_t count = 9;
            const auto weights = this->randomNumbers(sources * 40);
            const auto coefficients = this->randomNumbers(sources);
            const auto activity = this->randomWords(count, sources);
            this->forEverySet([&](const KernelTable<TypeParam>& kernels) {
                for (std::ptrdiff_t columns = 1; columns <= kernels.panelWidth; ++columns) {
                    const std::ptrdiff_t width = columns > kernels.lanes ? kernels.panelWidth : kernels.lanes;
                    auto rows = this->randomNumbers(count * width);
                    for (std::ptrdiff_t at = 0; at < count * width; ++at) {
                        if (at % width >= columns) rows[static_cast<std::size_t>(at)] = 0;
                    }
                    AlignedVector<TypeParam> dots(static_cast<std::size_t>(count), TypeParam(3));
                    kernels.tableDots({dots.data(),
                                       count,
                                       activity.data(),
                                       rows.data(),
                                       {weights.data(), 40, sources, coefficients.data(), columns, bits}});
                    std::vector<double> expected;
                    for (std::ptrdiff_t i = 0; i < count; ++i) {
                        double dot = 3;
                        for (std::ptrdiff_t j = 0; j < sources; ++j) {
                            if ((activity[static_cast<std::size_t>(i)] >> j & 1) == 0) continue;
                            for (std::ptrdiff_t k = 0; k < columns; ++k) {
                                dot += this->at(coefficients, j) * this->at(weights, j * 40 + k) *
                                       this->at(rows, i * width + k);
                            }
                        }
                        expected.push_back(dot);
                    }
                    for (std::size_t i = 0; i < expected.size(); ++i) {
                        // Sums of up to 64 sources may cancel.
                        EXPECT_NEAR(static_cast<double>(dots[i]), expected[i],
                                    20 * kKernelTolerance<TypeParam>);
                    }
                }
            });
        }
    }
}

TYPED_TEST(SignForwardKernels, DoubtsAreSettledByTheDotProduct) {
    constexpr std::ptrdiff_t count = 5;
    for (const std::ptrdiff_t depth : {1, 7, 33, 150}) {
        auto weights = this->randomNumbers(count * depth);
        const auto inputs = this->randomNumbers(kBlockSize * depth);
        std::fill_n(weights.begin(), depth, TypeParam(0));
        const auto doubts = this->randomWords(count);
        auto before = this->randomWords(count);
        for (std::size_t j = 0; j < before.size(); ++j) before[j] &= ~doubts[j];
        this->forEverySet([&](const KernelTable<TypeParam>& kernels) {
            auto activity = before;
            kernels.settleSigns(
                {weights.data(), count, depth, inputs.data(), doubts.data(), activity.data()});
            for (std::ptrdiff_t j = 0; j < count; ++j) {
                const auto word = static_cast<std::size_t>(j);
                EXPECT_EQ(activity[word] & ~doubts[word], before[word]);
                for (std::ptrdiff_t i = 0; i < kBlockSize; ++i) {
                    double z = 0;
                    for (std::ptrdiff_t k = 0; k < depth; ++k) {
                        z += this->at(weights, j * depth + k) * this->at(inputs, i * depth + k);
                    }
                    if ((doubts[word] >> i & 1) == 0 || (std::abs(z) < 1e-3 && z != 0)) continue;
                    EXPECT_EQ((activity[word] >> i & 1) != 0, z > 0) << j << " " << i;
                }
            }
        });
    }
}

}  // namespace
}  // namespace featurescope
