#include "core/training/sign_forward.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "tests/support/instruction_sets.h"

namespace featurescope {
namespace {

// The forward pass by signs against plain loops, for every instruction set of this machine.

struct Network {
    Matrix<double> inputs;
    WeightMatrix<double> weights;
    Vector<double> outputWeights;
};

Network randomNetwork(int samples, int dimension, int neurons) {
    std::mt19937_64 random(31);
    std::normal_distribution<double> normal;
    const auto draw = [&] { return normal(random); };
    return {.inputs = Matrix<double>::NullaryExpr(dimension, samples, draw),
            .weights = WeightMatrix<double>::NullaryExpr(neurons, dimension, draw),
            .outputWeights = Vector<double>::NullaryExpr(neurons, draw)};
}

struct Result {
    std::vector<std::uint64_t> activity;
    AlignedVector<double> outputs;
};

/// The whole pass in two calls.
Result passOf(const Network& network, InstructionSet set) {
    const std::ptrdiff_t n = network.inputs.cols(), m = network.weights.rows();
    SignForward<double> forward(network.inputs, kernelsOf<double>(set), signKernelsOf(set), 2, m);
    for (std::ptrdiff_t i = 0; i < n; i += kBlockSize) forward.pack(i, 1);
    EXPECT_TRUE(forward.isPossible());
    Result result;
    result.activity.assign(static_cast<std::size_t>((n + 63) / 64 * m), 77);
    result.outputs.assign(static_cast<std::size_t>((n + 63) / 64 * 64), 0);
    const ForwardPass<double> pass{network.weights.data(), network.outputWeights.data(), m,
                                   result.activity.data(), result.outputs.data()};
    const std::ptrdiff_t half = m / 24 * 12;
    forward.add(pass, {0, half}, 0, {});
    forward.add(pass, {half, m}, 1, {});
    return result;
}

/// Activity may differ from the exact one where z is nothing but rounding error.
void expectTruth(const Network& network, const Result& result) {
    const std::ptrdiff_t m = network.weights.rows(), d = network.weights.cols();
    for (std::ptrdiff_t i = 0; i < network.inputs.cols(); ++i) {
        long double f = 0, size = 0;
        for (std::ptrdiff_t j = 0; j < m; ++j) {
            long double z = 0, length = 0;
            for (std::ptrdiff_t k = 0; k < d; ++k) {
                const long double product =
                    static_cast<long double>(network.weights(j, k)) * network.inputs(k, i);
                z += product;
                length += std::abs(product);
            }
            const std::uint64_t word = result.activity[static_cast<std::size_t>(i / 64 * m + j)];
            if (z == 0 || std::abs(z) > 1e-13L * length) {
                EXPECT_EQ((word >> i % 64 & 1) != 0, z > 0) << j << " " << i;
            }
            f += z > 0 ? network.outputWeights[j] * z : 0;
            size += std::abs(network.outputWeights[j]) * length;
        }
        const double error = std::abs(result.outputs[static_cast<std::size_t>(i)] - static_cast<double>(f));
        EXPECT_LE(error, 1e-14 * static_cast<double>(size)) << i;
    }
}

void expectTruthForEverySet(const Network& network) {
    forEveryInstructionSet([&](InstructionSet set) { expectTruth(network, passOf(network, set)); });
}

TEST(SignForward, AgreesWithPlainLoopsForOddSizes) {
    for (const int samples : {1, 64, 131}) {
        for (const int dimension : {1, 5, 70}) {
            for (const int neurons : {1, 36, 150}) {
                SCOPED_TRACE(testing::Message() << samples << " " << dimension << " " << neurons);
                expectTruthForEverySet(randomNetwork(samples, dimension, neurons));
            }
        }
    }
}

TEST(SignForward, AgreesWhenSamplesAndNeuronsAreTakenInPieces) {
    expectTruthForEverySet(randomNetwork(4200, 9, 70));
    expectTruthForEverySet(randomNetwork(70, 9, 620));
}

TEST(SignForward, DecidesPairsWithinTheRoundingError) {
    Network network = randomNetwork(100, 40, 30);
    // Weights across a sample, exactly or nearly: many pairs in doubt, and a few that are zero.
    for (int j = 0; j < 30; ++j) {
        const Vector<double> x = network.inputs.col(3 * j);
        network.weights.row(j) -= network.weights.row(j).dot(x) / x.squaredNorm() * x;
        network.weights.row(j) += (j % 3 - 1) * 1e-9 * x;
    }
    expectTruthForEverySet(network);
}

TEST(SignForward, ZerosAreInactive) {
    Network network = randomNetwork(70, 12, 40);
    network.weights.row(3).setZero();
    network.weights.middleRows(20, 15).setZero();
    network.inputs.col(5).setZero();
    network.inputs.rightCols(20).setZero();
    expectTruthForEverySet(network);
    network.weights.setZero();
    expectTruthForEverySet(network);
}

TEST(SignForward, AgreesWhereNearlyEveryPairIsInDoubt) {
    // Samples and weights on different coordinates, but for the first block: every dot product is zero.
    Network network = randomNetwork(200, 30, 40);
    network.weights.leftCols(15).setZero();
    network.inputs.bottomRightCorner(15, 136).setZero();
    expectTruthForEverySet(network);
}

TEST(SignForward, WeightsNextToNothingAreMultiplied) {
    Network network = randomNetwork(70, 12, 60);
    network.weights.topRows(12) *= 1e-150;
    network.outputWeights.head(12) *= 1e140;
    expectTruthForEverySet(network);
}

TEST(SignForward, WeightsThatAreNotFiniteShow) {
    for (const double wrong :
         {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        Network network = randomNetwork(70, 12, 60);
        network.weights(7, 3) = wrong;
        forEveryInstructionSet([&](InstructionSet set) {
            const Result result = passOf(network, set);
            bool isFinite = true;
            for (const double f : result.outputs) isFinite = isFinite && std::isfinite(f);
            EXPECT_FALSE(isFinite);
        });
    }
}

TEST(SignForward, RefusesSamplesThatCannotBeRounded) {
    Network network = randomNetwork(70, 12, 60);
    network.inputs.col(66) *= 1e200;
    SignForward<double> forward(network.inputs, kernelsOf<double>(InstructionSet::baseline),
                                signKernelsOf(InstructionSet::baseline), 1, 60);
    forward.pack(0, 0);
    forward.pack(64, 0);
    EXPECT_FALSE(forward.isPossible());
}

TEST(SignForward, PaysForManyNumbersInDouble) {
    EXPECT_TRUE(SignForward<double>::isWorthwhile(4000, 200, 1000));
    EXPECT_TRUE(SignForward<double>::isWorthwhile(10000, 100, 4000));
    EXPECT_FALSE(SignForward<double>::isWorthwhile(1000, 50, 200));
    EXPECT_FALSE(SignForward<double>::isWorthwhile(100, 50, 2000));
    EXPECT_FALSE(SignForward<double>::isWorthwhile(100000, 200, 1000));
    EXPECT_FALSE(SignForward<float>::isWorthwhile(4000, 200, 1000));
}

}  // namespace
}  // namespace featurescope
