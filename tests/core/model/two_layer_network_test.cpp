#include "core/model/two_layer_network.h"

#include <gtest/gtest.h>

#include <cmath>

namespace featurescope {
namespace {

TEST(OutputWeights, AreHalfPositiveHalfNegativeWithUnitNorm) {
    const Vector<double> a = paperOutputWeights<double>(6);
    for (Eigen::Index j = 0; j < 6; ++j) EXPECT_EQ(a[j], (j < 3 ? 1 : -1) / std::sqrt(6.0));
}

TEST(OutputWeights, OfAnOddCountEndWithZero) {
    const Vector<double> a = paperOutputWeights<double>(5);
    EXPECT_GT(a[1], 0);
    EXPECT_LT(a[3], 0);
    EXPECT_EQ(a[4], 0);
    EXPECT_EQ(paperOutputWeights<double>(1)[0], 0);
}

TEST(Network, StartsWithTheRequestedVariance) {
    const auto network = drawNetwork<double>({.neurons = 400, .initVariance = 0.04}, 50, 3, {});
    const double variance = network.weights.array().square().mean();
    EXPECT_NEAR(variance, 0.04, 5 * 0.04 * std::sqrt(2.0 / 20000));
    EXPECT_NEAR(network.weights.mean(), 0, 5 * 0.2 / std::sqrt(20000.0));
}

TEST(Network, SymmetricStartCopiesTheFirstHalf) {
    const auto network =
        drawNetwork<float>({.neurons = 8, .initVariance = 1, .start = Start::symmetric}, 5, 3, {});
    EXPECT_EQ(network.weights.topRows(4), network.weights.bottomRows(4));
    EXPECT_NE(network.weights.row(0), network.weights.row(1));
}

TEST(Network, MoreNeuronsKeepTheFirstOnes) {
    const auto few = drawNetwork<double>({.neurons = 3, .initVariance = 1}, 7, 9, {});
    const auto many = drawNetwork<double>({.neurons = 30, .initVariance = 1}, 7, 9, {});
    EXPECT_EQ(few.weights, many.weights.topRows(3));
}

}  // namespace
}  // namespace featurescope
