#include "core/theory/bayes_error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/core/theory/naive_simulation.h"

namespace featurescope {
namespace {

TEST(BayesError, HasTheTabulatedValues) {
    const double table[][2] = {{5, 4.1e-4}, {4, .00467},   {3.33, .0183}, {2.5, .0741},
                               {2, .1449},  {1.43, .2636}, {1, .3645}};
    for (const auto& row : table) EXPECT_NEAR(bayesErrorClean(1 / row[0]), row[1], 0.01 * row[1]) << row[0];
    EXPECT_EQ(bayesErrorClean(0), 0);
}

TEST(BayesError, IsWhatTheIdealRuleScoresOnFreshSamples) {
    std::mt19937_64 bits(3);
    constexpr Eigen::Index kSamples = 200000;
    for (const double sigma : {0.25, 0.5, 1.0}) {
        const XorSetting setting{.dimension = 2, .sigma = sigma, .labelNoise = 0.2};
        const SampleSet<double> samples = naive::drawClusters(setting, kSamples, bits);
        double clean = 0, noisy = 0;
        for (Eigen::Index i = 0; i < kSamples; ++i) {
            const int guess = std::abs(samples.inputs(0, i)) > std::abs(samples.inputs(1, i)) ? 1 : -1;
            clean += guess != samples.cleanLabels[static_cast<std::size_t>(i)] ? 1.0 / kSamples : 0;
            noisy += guess != samples.labels[static_cast<std::size_t>(i)] ? 1.0 / kSamples : 0;
        }
        const double fiveStandardErrors = 5 * 0.5 / std::sqrt(static_cast<double>(kSamples));
        EXPECT_NEAR(bayesErrorClean(sigma), clean, fiveStandardErrors);
        EXPECT_NEAR(bayesErrorNoisy(sigma, 0.2), noisy, fiveStandardErrors);
    }
}

TEST(BayesError, IsTheSameWhenAllLabelsAreRenamed) {
    EXPECT_DOUBLE_EQ(bayesErrorNoisy(0.4, 0.3), bayesErrorNoisy(0.4, 0.7));
    EXPECT_DOUBLE_EQ(bayesErrorNoisy(0.4, 0.5), 0.5);
}

TEST(BestHalfSpace, HasTheTabulatedErrors) {
    const double table[][2] = {{1, .4483}, {2, .3586}, {3, .2964}, {4, .2659}, {5, .2544}, {6.67, .2503}};
    for (const auto& row : table) EXPECT_NEAR(bestHalfSpace(1 / row[0]).error, row[1], 6e-5) << row[0];
    EXPECT_NEAR(bestHalfSpace(0.01).error, 0.25, 1e-12);
    EXPECT_TRUE(std::isfinite(bestHalfSpace(0.001).bias));
    EXPECT_EQ(bestHalfSpace(0).error, 0.25);
}

TEST(BestHalfSpace, IsNotBeatenByAnyOtherHalfSpace) {
    // For a unit vector at this angle the four projections are N(+-cos, sigma^2) and N(+-sin, sigma^2).
    const auto error = [](double sigma, double angle, double bias) {
        const auto miss = [&](double centre) {
            return 0.5 * std::erfc((centre + bias) / (sigma * std::sqrt(2.0)));
        };
        const double c = std::cos(angle), s = std::sin(angle);
        return 0.25 * (miss(c) + miss(-c) + (1 - miss(s)) + (1 - miss(-s)));
    };
    for (const double sigma : {0.15, 0.25, 0.5, 1.0}) {
        const HalfSpace best = bestHalfSpace(sigma);
        EXPECT_NEAR(best.error, error(sigma, 0, best.bias), 1e-12);
        double least = 1;
        for (double angle = 0; angle < 3.2; angle += 0.02) {
            for (double bias = -4; bias <= 4; bias += 0.01)
                least = std::min(least, error(sigma, angle, bias));
        }
        EXPECT_LE(best.error, least + 1e-9) << sigma;
    }
}

}  // namespace
}  // namespace featurescope
