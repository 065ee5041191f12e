#include "core/math/statistics.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/math/stable_math.h"

namespace featurescope {
namespace {

TEST(Median, OfAnOddCountIsTheMiddleValue) { EXPECT_EQ(median({5, 1, 3}), 3); }
TEST(Median, OfAnEvenCountIsTheMeanOfTheTwoMiddleValues) { EXPECT_EQ(median({4, 1, 3, 2}), 2.5); }
TEST(Median, OfNothingIsUndefined) { EXPECT_TRUE(std::isnan(median({}))); }
TEST(Mean, AddsUp) { EXPECT_EQ(mean({1, 2, 6}), 3); }
TEST(Mean, OfNothingIsUndefined) { EXPECT_TRUE(std::isnan(mean({}))); }
TEST(ShareAbove, CountsStrictlyLargerValues) { EXPECT_EQ(shareAbove({0.9, 0.91, 0.5, 1.0}, 0.9), 0.5); }
TEST(Quantile, EndsAreTheExtremes) {
    EXPECT_EQ(quantile({3, 1, 2}, 0), 1);
    EXPECT_EQ(quantile({3, 1, 2}, 1), 3);
}

TEST(StableMath, Log1pExpIsExactWhereTheNaiveFormulaOverflowsOrCancels) {
    EXPECT_EQ(log1pExp(1000.0), 1000.0);
    EXPECT_NEAR(log1pExp(-50.0) / std::exp(-50.0), 1, 1e-15);
    EXPECT_NEAR(log1pExp(0.0), std::log(2.0), 1e-16);
    for (double z = -20; z < 20; z += 0.37) EXPECT_NEAR(log1pExp(z), std::log(1 + std::exp(z)), 1e-14);
}

TEST(StableMath, SigmoidNeverOverflowsAndIsSymmetric) {
    EXPECT_EQ(sigmoid(1e300), 1.0);
    EXPECT_EQ(sigmoid(-1e300), 0.0);
    for (double z = -30; z < 30; z += 0.41) EXPECT_NEAR(sigmoid(z) + sigmoid(-z), 1, 1e-15);
}

}  // namespace
}  // namespace featurescope
