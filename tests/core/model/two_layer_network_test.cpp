#include "core/model/two_layer_network.h"

#include <gtest/gtest.h>

#include <cmath>

namespace featurescope {
namespace {

TEST(OutputWeights, AreHalfPositiveHalfNegativeWithUnitNorm) {
    const Vector<double> a = startOutputWeights<double>({.neurons = 6}, 1);
    for (Eigen::Index j = 0; j < 6; ++j) EXPECT_EQ(a[j], (j < 3 ? 1 : -1) / std::sqrt(6.0));
}

TEST(OutputWeights, OfAnOddCountEndWithZero) {
    const Vector<double> a = startOutputWeights<double>({.neurons = 5}, 1);
    EXPECT_GT(a[1], 0);
    EXPECT_LT(a[3], 0);
    EXPECT_EQ(a[4], 0);
    EXPECT_EQ(startOutputWeights<double>({.neurons = 1}, 1)[0], 0);
}

TEST(OutputWeights, FollowTheirPatternAndScaling) {
    NetworkSettings settings{.neurons = 16, .outputWeights = OutputWeights::ones};
    EXPECT_EQ(startOutputWeights<double>(settings, 1), Vector<double>::Constant(16, 0.25));
    settings.outputScaling = OutputScaling::mean;
    settings.outputScale = 8;
    EXPECT_EQ(startOutputWeights<double>(settings, 1), Vector<double>::Ones(16));
    EXPECT_EQ(outputFactor(settings), 0.5);
    settings.outputWeights = OutputWeights::zero;
    EXPECT_EQ(startOutputWeights<double>(settings, 1), Vector<double>::Zero(16));
}

TEST(OutputWeights, AreGaussianOfTheirVarianceFromAStreamOfTheirOwn) {
    NetworkSettings settings{.neurons = 20000, .outputWeights = OutputWeights::gaussian};
    settings.outputScaling = OutputScaling::mean;
    settings.outputVariance = 4;
    const Vector<double> b = startOutputWeights<double>(settings, 7);
    EXPECT_NEAR(b.mean(), 0, 5 * 2 / std::sqrt(20000.0));
    EXPECT_NEAR(b.squaredNorm() / 20000, 4, 5 * 4 * std::sqrt(2.0 / 20000));
    EXPECT_NE(b, startOutputWeights<double>(settings, 8));
    settings.start = Start::symmetric;
    const Vector<double> mirrored = startOutputWeights<double>(settings, 7);
    EXPECT_EQ(mirrored.head(10000), b.head(10000));
    EXPECT_EQ(mirrored.tail(10000), -b.head(10000));
    // W does not notice.
    settings.neurons = 6;
    const auto random = drawNetwork<double>(settings, 5, 7, {});
    settings.outputWeights = OutputWeights::ones;
    settings.outputVariance = 1;
    EXPECT_EQ(random.weights, drawNetwork<double>(settings, 5, 7, {}).weights);
}

TEST(Network, WithABiasHasOneMoreColumnOfTheSameVariance) {
    NetworkSettings settings{.neurons = 4000, .initVariance = 0.04};
    settings.bias = true;
    const auto network = drawNetwork<double>(settings, 3, 2, {});
    ASSERT_EQ(network.weights.cols(), 4);
    EXPECT_NEAR(network.weights.col(3).squaredNorm() / 4000, 0.04, 5 * 0.04 * std::sqrt(2.0 / 4000));
}

TEST(Network, IdentityStartIsTheUnitMatrixWithoutBiases) {
    NetworkSettings settings{.neurons = 3, .start = Start::identity};
    EXPECT_EQ(drawNetwork<float>(settings, 3, 2, {}).weights, WeightMatrix<float>::Identity(3, 3));
    settings.bias = true;
    EXPECT_EQ(drawNetwork<float>(settings, 3, 2, {}).weights, WeightMatrix<float>::Identity(3, 4));
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
