#include "core/math/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <vector>

namespace featurescope {
namespace {

struct Moments {
    double mean = 0, variance = 0, fourth = 0;
};

Moments momentsOf(const std::vector<double>& values) {
    Moments moments;
    const auto count = static_cast<double>(values.size());
    moments.mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    for (const double value : values) {
        const double centred = value - moments.mean;
        moments.variance += centred * centred / count;
        moments.fourth += centred * centred * centred * centred / count;
    }
    return moments;
}

constexpr std::size_t kDraws = 200000;
// Five standard errors of a mean, a variance and a fourth moment of unit-variance draws.
const double kMeanTolerance = 5 / std::sqrt(static_cast<double>(kDraws));
const double kVarianceTolerance = 12 / std::sqrt(static_cast<double>(kDraws));

TEST(OpenUnit, IsNeverZeroOrOne) {
    EXPECT_EQ(openUnit(0), 0x1.0p-54);
    EXPECT_EQ(openUnit(~std::uint64_t{0}), 1 - 0x1.0p-53);
    EXPECT_EQ(openUnit(~std::uint64_t{0} - 2048), 1 - 0x1.0p-52) << "only the last cell is moved";
    EXPECT_EQ(openUnit(std::uint64_t{1} << 63), 0.5);
}

TEST(RandomStream, MatchesTheKnownAnswerOfPhilox) {
    // Random123's kat_vectors: philox4x32-10, counter 0, key 0 -> 6627e8d5 e169c58d bc57ac4c 9b00dbd8.
    // Our stream number sits in the third counter word, so stream 0 with seed 0 is exactly that case.
    const RandomStream random(0, static_cast<Stream>(0));
    EXPECT_EQ(random.bits(0), 0xe169c58d6627e8d5ULL);
    EXPECT_EQ(random.bits(1), 0x9b00dbd8bc57ac4cULL);
}

TEST(RandomStream, ADrawDependsOnlyOnSeedStreamAndIndex) {
    const RandomStream random(7, Stream::weights);
    std::vector<double> all(100);
    random.normals(0, all);
    std::vector<double> part(9);
    random.normals(40, part);
    for (std::size_t i = 0; i < part.size(); ++i) EXPECT_EQ(part[i], all[40 + i]);
}

TEST(RandomStream, SeedsAndStreamsGiveUnrelatedDraws) {
    std::set<std::uint64_t> seen;
    for (std::int64_t seed : {0LL, 1LL, 4294967296LL, 9007199254740991LL}) {
        for (Stream stream : {Stream::trainInputs, Stream::testInputs, Stream::weights}) {
            for (std::uint64_t i = 0; i < 100; ++i) seen.insert(RandomStream(seed, stream).bits(i));
        }
    }
    EXPECT_EQ(seen.size(), 4U * 3U * 100U);
}

TEST(RandomStream, NormalsHaveTheMomentsOfAStandardNormal) {
    std::vector<double> values(kDraws);
    RandomStream(3, Stream::trainInputs).normals(0, values);
    const Moments moments = momentsOf(values);
    EXPECT_NEAR(moments.mean, 0, kMeanTolerance);
    EXPECT_NEAR(moments.variance, 1, kVarianceTolerance);
    EXPECT_NEAR(moments.fourth, 3, 0.15);
}

TEST(RandomStream, LaplaceHasUnitVarianceAndFourthMomentSix) {
    const RandomStream random(5, Stream::trainInputs);
    std::vector<double> values(kDraws);
    for (std::size_t i = 0; i < kDraws; ++i) values[i] = random.laplace(i);
    const Moments moments = momentsOf(values);
    EXPECT_NEAR(moments.mean, 0, kMeanTolerance);
    EXPECT_NEAR(moments.variance, 1, 2 * kVarianceTolerance);
    EXPECT_NEAR(moments.fourth, 6, 1.0);
}

TEST(RandomStream, UniformDrawsLieStrictlyInsideTheUnitIntervalAndFillIt) {
    const RandomStream random(11, Stream::trainLabels);
    std::vector<int> bins(20);
    for (std::size_t i = 0; i < kDraws; ++i) {
        const double u = random.uniform(i);
        ASSERT_GT(u, 0.0);
        ASSERT_LT(u, 1.0);
        ++bins[static_cast<std::size_t>(u * 20)];
    }
    const double expected = static_cast<double>(kDraws) / 20;
    for (const int count : bins) EXPECT_NEAR(count, expected, 5 * std::sqrt(expected));
}

TEST(RandomStream, PermutationsHoldEveryNumberOnceAndMixThem) {
    const RandomStream random(2, Stream::trainClusters);
    std::vector<int> firstPlace(10);
    for (std::uint64_t trial = 0; trial < 5000; ++trial) {
        std::vector<std::int64_t> order = random.permutation(trial * 10, 10);
        ++firstPlace[static_cast<std::size_t>(order.front())];
        std::sort(order.begin(), order.end());
        for (std::int64_t i = 0; i < 10; ++i) ASSERT_EQ(order[static_cast<std::size_t>(i)], i);
    }
    for (const int count : firstPlace) EXPECT_NEAR(count, 500, 5 * std::sqrt(450.0));
    EXPECT_TRUE(random.permutation(0, 0).empty());
}

}  // namespace
}  // namespace featurescope
