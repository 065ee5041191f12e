#include "core/theory/flow_field.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/core/theory/naive_simulation.h"

namespace featurescope {
namespace {

// Every arrow against one step on very many samples, for neurons put on the grid by hand. All neurons come in
// pairs with opposite a_j, so that f = 0.
TEST(FlowField, IsTheStepThatManySamplesWouldMake) {
    std::mt19937_64 bits(3);
    XorSetting setting = naive::setting(5, 1000, 2 * 16, 0.3, 1.0);
    constexpr double kPerpendicular = 0.02;
    const SampleSet<double> samples = naive::drawClusters(setting, 200000, bits);
    const auto positive = flowField(setting, 1, kPerpendicular, 0.05, 4);
    const auto negative = flowField(setting, -1, kPerpendicular, 0.05, 4);
    ASSERT_EQ(positive.size(), 16U);
    TwoLayerNetwork<double> network{WeightMatrix<double>::Zero(32, 5), Vector<double>(32)};
    for (Eigen::Index j = 0; j < 32; ++j) {
        const FlowArrow& arrow = positive[static_cast<std::size_t>(j % 16)];
        network.weights.row(j) << arrow.alongMu1, arrow.alongMu2, kPerpendicular, 0, 0;
        network.outputWeights[j] = (j < 16 ? 1 : -1) / std::sqrt(32.0);
    }
    TwoLayerNetwork<double> after = network;
    naive::step(after, samples, setting.stepSize);
    const double noise = 5 * setting.stepSize / std::sqrt(32.0) * 0.5 / std::sqrt(200000.0);
    for (Eigen::Index j = 0; j < 32; ++j) {
        const FlowArrow& arrow = (j < 16 ? positive : negative)[static_cast<std::size_t>(j % 16)];
        EXPECT_NEAR(arrow.moveMu1, after.weights(j, 0) - network.weights(j, 0), noise) << j;
        EXPECT_NEAR(arrow.moveMu2, after.weights(j, 1) - network.weights(j, 1), noise) << j;
    }
}

TEST(FlowField, CoversTheSquareRowByRow) {
    const auto arrows = flowField(naive::settingP2(), 1, 0.1, 2, 3);
    EXPECT_NEAR(arrows[0].alongMu1, -4.0 / 3, 1e-12);
    EXPECT_NEAR(arrows[0].alongMu2, -4.0 / 3, 1e-12);
    EXPECT_NEAR(arrows[4].alongMu1, 0, 1e-12);
    EXPECT_NEAR(arrows[5].alongMu1, 4.0 / 3, 1e-12);
}

TEST(TypicalPerpendicular, IsTheLengthOfDrawnNeurons) {
    std::mt19937_64 bits(4);
    const XorSetting setting = naive::settingP9(400);
    const TwoLayerNetwork<double> start = naive::drawNetwork(setting, bits);
    EXPECT_NEAR(start.weights.rightCols(98).rowwise().norm().mean() / typicalPerpendicular(setting), 1, 0.02);
    EXPECT_EQ(typicalPerpendicular({.dimension = 2}), 0);
}

}  // namespace
}  // namespace featurescope
