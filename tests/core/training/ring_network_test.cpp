#include "core/training/ring_network.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "core/training/kernels/kernels.h"
#include "tests/support/instruction_sets.h"

namespace featurescope {
namespace {

/// Inputs on a coarse grid, so that there are equal directions, points at the origin and right angles.
Matrix<double> gridInputs(std::mt19937& random, Eigen::Index samples) {
    return Matrix<double>::NullaryExpr(2, samples, [&] { return static_cast<double>(random() % 7) - 3.0; });
}

PlanarNeurons gridNeurons(std::mt19937& random, std::ptrdiff_t count) {
    const auto padded = static_cast<std::size_t>(roundedUp(count, kBlockSize));
    PlanarNeurons neurons{.count = count,
                          .x = AlignedVector<double>(padded),
                          .y = AlignedVector<double>(padded),
                          .outputWeights = AlignedVector<double>(padded)};
    for (std::size_t j = 0; j < static_cast<std::size_t>(count); ++j) {
        neurons.x[j] = static_cast<double>(random() % 5) - 2.0;
        neurons.y[j] = static_cast<double>(random() % 5) - 2.0;
        neurons.outputWeights[j] = j % 3 == 0 ? 0.5 : -0.25;
    }
    return neurons;
}

/// The same step by the formulas, sample by sample and neuron by neuron.
struct Loops {
    std::vector<double> outputs;
    PlanarNeurons moved;

    Loops(const Matrix<double>& inputs, const std::vector<double>& labels, const PlanarNeurons& neurons,
          double stepSize)
        : moved(neurons) {
        const auto m = static_cast<std::size_t>(neurons.count);
        for (Eigen::Index i = 0; i < inputs.cols(); ++i) {
            double f = 0;
            for (std::size_t j = 0; j < m; ++j) {
                const double z = neurons.x[j] * inputs(0, i) + neurons.y[j] * inputs(1, i);
                f += neurons.outputWeights[j] * std::max(0.0, z);
            }
            outputs.push_back(f);
            const double y = labels[static_cast<std::size_t>(i)];
            const double slope = -y / (1 + std::exp(y * f)) / static_cast<double>(inputs.cols());
            for (std::size_t j = 0; j < m; ++j) {
                if (neurons.x[j] * inputs(0, i) + neurons.y[j] * inputs(1, i) <= 0) continue;
                moved.x[j] -= stepSize * neurons.outputWeights[j] * slope * inputs(0, i);
                moved.y[j] -= stepSize * neurons.outputWeights[j] * slope * inputs(1, i);
            }
        }
    }
};

TEST(RingNetwork, AStepIsThatOfPlainLoopsEvenAtRightAngles) {
    std::mt19937 random(3);
    for (const InstructionSet set : supportedSets()) {
        for (int trial = 0; trial < 200; ++trial) {
            SCOPED_TRACE(std::string(nameOf(set)) + " " + std::to_string(trial));
            const auto samples = static_cast<Eigen::Index>(1 + random() % 40);
            const Matrix<double> inputs = gridInputs(random, samples);
            std::vector<double> labels(static_cast<std::size_t>(samples));
            for (double& label : labels) label = random() % 2 == 0 ? 1 : -1;
            PlanarNeurons neurons = gridNeurons(random, static_cast<std::ptrdiff_t>(1 + random() % 70));
            RingNetwork network(inputs, labels, neurons.count, {}, Loss::logistic, ringKernelsOf(set));
            for (int step = 0; step < 2; ++step) {
                const Loops loops(inputs, labels, neurons, 0.7);
                network.forward(neurons, {});
                for (Eigen::Index i = 0; i < samples; ++i)
                    EXPECT_NEAR(network.output(i), loops.outputs[static_cast<std::size_t>(i)], 1e-12) << i;
                network.moveNeurons(neurons, 0.7, TrainedLayers::first);
                for (std::size_t j = 0; j < neurons.x.size(); ++j) {
                    EXPECT_NEAR(neurons.x[j], loops.moved.x[j], 1e-12) << j;
                    EXPECT_NEAR(neurons.y[j], loops.moved.y[j], 1e-12) << j;
                }
                neurons = loops.moved;
            }
        }
    }
}

TEST(RingNetwork, ForgetsWhereNeuronsWereThatComeFromAnywhere) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    std::mt19937 random(5);
    for (const InstructionSet set : supportedSets()) {
        for (int trial = 0; trial < 50; ++trial) {
            SCOPED_TRACE(std::string(nameOf(set)) + " " + std::to_string(trial));
            constexpr Eigen::Index samples = 30;
            const Matrix<double> inputs = gridInputs(random, samples);
            const std::vector<double> labels(samples, 1);
            RingNetwork network(inputs, labels, 70, {}, Loss::logistic, ringKernelsOf(set));
            for (int step = 0; step < 6; ++step) {
                PlanarNeurons neurons = gridNeurons(random, 70);  // every 25th is (0, 0)
                const Loops loops(inputs, labels, neurons, 0.7);
                network.forward(neurons, {});
                for (Eigen::Index i = 0; i < samples; ++i)
                    EXPECT_NEAR(network.output(i), loops.outputs[static_cast<std::size_t>(i)], 1e-12) << i;
                for (std::size_t j = 0; j < 70; j += 3) neurons.x[j] = kInfinity;
                network.forward(neurons, {});
            }
        }
    }
}

TEST(RingNetwork, SamplesWithoutActiveNeuronsGetExactlyZero) {
    Matrix<double> inputs(2, 3);
    inputs << 1, 0.3, 2,  //
        0.1, 1, 1.7;
    PlanarNeurons neurons{.count = 3,
                          .x = AlignedVector<double>(64),
                          .y = AlignedVector<double>(64),
                          .outputWeights = AlignedVector<double>(64)};
    for (std::size_t j = 0; j < 3; ++j) {
        neurons.x[j] = -0.1 - 0.01 * static_cast<double>(j);
        neurons.y[j] = -0.7 + 0.1 * static_cast<double>(j);
        neurons.outputWeights[j] = 0.3;
    }
    const PlanarNeurons before = neurons;
    const std::vector<double> labels{1, -1, 1};
    for (const InstructionSet set : supportedSets()) {
        RingNetwork network(inputs, labels, neurons.count, {}, Loss::logistic, ringKernelsOf(set));
        network.forward(neurons, {});
        for (std::ptrdiff_t i = 0; i < 3; ++i) EXPECT_EQ(network.output(i), 0);
        network.moveNeurons(neurons, 1, TrainedLayers::first);
        EXPECT_EQ(neurons.x, before.x);
        EXPECT_EQ(neurons.y, before.y);
    }
}

TEST(SampleRing, ArcsHoldExactlyTheActiveSamples) {
    std::mt19937 random(4);
    for (int trial = 0; trial < 300; ++trial) {
        const Matrix<double> inputs = gridInputs(random, static_cast<Eigen::Index>(random() % 30));
        const SampleRing ring(inputs);
        const double x = static_cast<double>(random() % 7) - 3.0, y = static_cast<double>(random() % 7) - 3.0;
        if (x == 0 && y == 0) continue;
        const RingArc arc = ring.arcOf(directionOf(x, y));
        EXPECT_EQ(ring.arcOf(directionOf(x, y), {0, 0}), arc);
        EXPECT_NE(arc.begin, arc.end);
        for (std::ptrdiff_t position = 0; position < ring.size(); ++position) {
            const bool inside = arc.begin < arc.end ? position >= arc.begin && position < arc.end
                                                    : position >= arc.begin || position < arc.end;
            const Direction at = ring.directionAt(position);
            EXPECT_EQ(inside, x * at.x + y * at.y > 0) << trial << " " << position;
        }
    }
}

}  // namespace
}  // namespace featurescope
