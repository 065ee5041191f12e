#include "core/theory/population_gradient.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/core/theory/naive_simulation.h"

namespace featurescope {
namespace {

TEST(PopulationGradient, IsTheMeanOverManySamples) {
    constexpr Eigen::Index kSamples = 200000;
    for (const int d : {2, 5, 20}) {
        std::mt19937_64 bits(static_cast<std::uint64_t>(d));
        const XorSetting setting{.dimension = d, .sigma = 0.4, .labelNoise = 0};
        const SampleSet<double> samples = naive::drawClusters(setting, kSamples, bits);
        Vector<double> w(d);
        for (double& entry : w) entry = naive::normal(bits);
        Vector<double> mean = Vector<double>::Zero(d);
        for (Eigen::Index i = 0; i < kSamples; ++i) {
            const auto x = samples.inputs.col(i);
            if (w.dot(x) > 0) mean += samples.cleanLabels[static_cast<std::size_t>(i)] * x / kSamples;
        }
        const double across = w.tail(d - 2).norm();
        const PlanePull pull =
            populationPull(0.4, {.alongMu1 = w[0], .alongMu2 = w[1], .perpendicular = across});
        // Each coordinate of y x 1{...} has a standard deviation below 1.
        const double tolerance = 5 / std::sqrt(static_cast<double>(kSamples));
        EXPECT_NEAR(pull.alongMu1, mean[0], tolerance);
        EXPECT_NEAR(pull.alongMu2, mean[1], tolerance);
        if (d > 2) {
            EXPECT_NEAR(pull.perpendicular, w.tail(d - 2).dot(mean.tail(d - 2)) / across, tolerance);
        }
    }
}

TEST(PopulationGradient, TurnsRoundWithTheNeuronAndTheClasses) {
    const PlanePull pull = populationPull(0.3, {.alongMu1 = 0.4, .alongMu2 = -0.7, .perpendicular = 1.5});
    const PlanePull mirrored =
        populationPull(0.3, {.alongMu1 = -0.4, .alongMu2 = -0.7, .perpendicular = 1.5});
    const PlanePull swapped = populationPull(0.3, {.alongMu1 = -0.7, .alongMu2 = 0.4, .perpendicular = 1.5});
    EXPECT_DOUBLE_EQ(mirrored.alongMu1, -pull.alongMu1);
    EXPECT_DOUBLE_EQ(mirrored.alongMu2, pull.alongMu2);
    EXPECT_DOUBLE_EQ(swapped.alongMu1, -pull.alongMu2);
    EXPECT_DOUBLE_EQ(swapped.perpendicular, -pull.perpendicular);
}

TEST(PopulationGradient, HasTheNoiselessLimit) {
    const ProjectedNeuron neuron{.alongMu1 = 0.1, .alongMu2 = -0.2, .perpendicular = 1};
    const PlanePull limit = populationPull(0, neuron), near = populationPull(1e-3, neuron);
    EXPECT_NEAR(limit.alongMu1, near.alongMu1, 1e-9);
    EXPECT_NEAR(limit.alongMu2, near.alongMu2, 1e-9);
    EXPECT_EQ(populationPull(0.3, {}).alongMu1, 0);
}

TEST(StartStep, IsOneStepOfGradientDescentOnManySamples) {
    std::mt19937_64 bits(8);
    const XorSetting setting{
        .dimension = 6, .neurons = 4, .sigma = 0.3, .labelNoise = 0.2, .stepSize = 0.5, .initScale = 1e-4};
    const SampleSet<double> samples = naive::drawClusters(setting, 200000, bits);
    const TwoLayerNetwork<double> start = naive::drawNetwork(setting, bits);
    TwoLayerNetwork<double> after = start;
    naive::step(after, samples, setting.stepSize);
    for (Eigen::Index j = 0; j < 4; ++j) {
        const ProjectedNeuron neuron{start.weights(j, 0), start.weights(j, 1),
                                     start.weights.row(j).tail(4).norm()};
        const PlanePull step = startStep(setting, neuron, start.outputWeights[j]);
        const double tolerance = 5 * 0.25 * 0.5 / std::sqrt(200000.0);
        EXPECT_NEAR(step.alongMu1, after.weights(j, 0) - start.weights(j, 0), tolerance);
        EXPECT_NEAR(step.alongMu2, after.weights(j, 1) - start.weights(j, 1), tolerance);
    }
}

}  // namespace
}  // namespace featurescope
