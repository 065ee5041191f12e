#include "core/theory/paper_conditions.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

#include "core/base/cancel.h"
#include "tests/core/theory/naive_simulation.h"

namespace featurescope {
namespace {

using Candidates = std::vector<std::optional<Cluster>>;

Candidates candidatesOf(const TwoLayerNetwork<double>& start) {
    Candidates candidates;
    for (Eigen::Index j = 0; j < start.weights.rows(); ++j) {
        const double norm = start.weights.row(j).norm();
        candidates.push_back(
            candidateCluster(start.outputWeights[j], start.weights(j, 0) / norm, start.weights(j, 1) / norm));
    }
    return candidates;
}

TEST(CandidateCluster, FollowsTheSignOfTheOutputAndTheSideOfTheStart) {
    EXPECT_EQ(candidateCluster(1, 0.1, -0.9), Cluster::plusMu1);
    EXPECT_EQ(candidateCluster(1, -0.1, 0.9), Cluster::minusMu1);
    EXPECT_EQ(candidateCluster(-1, 0.9, 0.1), Cluster::plusMu2);
    EXPECT_EQ(candidateCluster(-1, 0.9, -0.1), Cluster::minusMu2);
    EXPECT_EQ(candidateCluster(0, 0.9, 0.9), std::nullopt);
    EXPECT_EQ(candidateCluster(1, 0, 0.9), std::nullopt);
    EXPECT_EQ(candidateCluster(1, 0.1, 0.9, 0.2), std::nullopt);
    const std::vector<double> outputWeights{1, -1}, cos1{0.5, 0.5}, cos2{0.25, -0.25};
    EXPECT_EQ(candidateClusters(outputWeights, cos1, cos2),
              (Candidates{Cluster::plusMu1, Cluster::minusMu2}));
}

TEST(NeuronAlignment, LooksAtEverySampleOfBothClusters) {
    SampleSet<double> samples;
    samples.inputs.resize(2, 4);
    samples.inputs << 1.0, 0.8, -1.0, 0.0, 0.1, -0.3, 0.2, 1.0;
    samples.groups = {0, 0, 1, 2};
    WeightMatrix<double> weights(4, 2);
    weights << 1, 0,  // right on all
        1, 4,         // misses the second sample of +mu1
        -1, 0,        // right for -mu1
        1, 0;         // in no set
    const Candidates candidates{Cluster::plusMu1, Cluster::plusMu1, Cluster::minusMu1, std::nullopt};
    const NeuronAlignment result = neuronAlignment<double>(weights, samples, candidates);
    EXPECT_EQ(result.holds, (std::vector<bool>{true, false, true, false}));
    EXPECT_EQ(result.candidates, (std::array<std::size_t, 4>{2, 1, 0, 0}));
    EXPECT_EQ(result.aligned, (std::array<std::size_t, 4>{1, 1, 0, 0}));
    EXPECT_DOUBLE_EQ(result.share(), 2.0 / 3);
}

// Reference (3 seeds): .42, .97, 1.00 of the neurons at t = 0, 1, 2 with alpha = .25; conclusion of Theorem 1
// in 20 of 20.
TEST(PaperConditions, HoldInTheTheoremsRegime) {
    XorSetting setting = naive::setting(400, 1000, 100, 0.0125, 0.0625);
    setting.stepSize = 0.25;
    std::mt19937_64 bits(3);
    const SampleSet<double> train = naive::drawClusters(setting, 1000, bits);
    TwoLayerNetwork<double> network = naive::drawNetwork(setting, bits);
    const Candidates candidates = candidatesOf(network);
    std::vector<double> shares{neuronAlignment<double>(network.weights, train, candidates).share()};
    EXPECT_EQ(theoremSteps(0.25), 2);
    for (int t = 1; t <= 2; ++t) {
        naive::step(network, train, setting.stepSize);
        shares.push_back(neuronAlignment<double>(network.weights, train, candidates).share());
        const Vector<double> along1 = network.weights.col(0), along2 = network.weights.col(1);
        const AlmostOrthogonality cross =
            almostOrthogonality({along1.data(), 100}, {along2.data(), 100}, candidates, 0.25, 0.1);
        EXPECT_TRUE(cross.holds()) << "Condition 10, " << cross.largestRatio;
        EXPECT_GT(cross.largestRatio, 0);
        EXPECT_LE(network.weights.norm(), weightNormBound(setting.stepSize * t)) << "Lemma 14";
    }
    EXPECT_NEAR(shares[0], 0.42, 0.15);
    EXPECT_NEAR(shares[1], 0.97, 0.06);
    EXPECT_NEAR(shares[2], 1.00, 0.04);
    const Vector<double> f = naive::outputs(network, train.inputs);
    const TrainingConclusion conclusion =
        trainingConclusion<double>({f.data(), 1000}, train.labels, train.cleanLabels);
    EXPECT_TRUE(conclusion.holds());
    EXPECT_EQ(conclusion.clean + conclusion.flipped, 1000U);
    EXPECT_GT(conclusion.flipped, 100U);
}

TEST(AlmostOrthogonality, CountsNeuronsOutsideTheBand) {
    const Candidates candidates{Cluster::plusMu1, Cluster::minusMu2, std::nullopt, Cluster::plusMu1};
    const std::vector<double> along1{9, 0.5, 9, 9}, along2{0.2, 9, 9, -0.7};
    const AlmostOrthogonality result = almostOrthogonality(along1, along2, candidates, 0.4, 0.5);
    EXPECT_EQ(result.candidates, 3U);
    EXPECT_EQ(result.inside, 2U);
    EXPECT_DOUBLE_EQ(result.largestRatio, 3.5);
    EXPECT_FALSE(result.holds());
}

TEST(TrainingConclusion, CountsAZeroOutputAsMinusOne) {
    const std::vector<float> outputs{1, 0, 0, -1};
    const std::vector<std::int8_t> labels{1, 1, -1, 1}, clean{1, 1, -1, -1};
    const TrainingConclusion result = trainingConclusion<float>(outputs, labels, clean);
    EXPECT_EQ(result.clean, 3U);
    EXPECT_EQ(result.cleanRight, 2U);
    EXPECT_EQ(result.flipped, 1U);
    EXPECT_EQ(result.flippedWrong, 1U);
}

TEST(GeneralisationConstant, IsTheExcessInUnitsOfTheBound) {
    const double c = generalisationConstant(0.2, 0.15, 1000, 0.1);
    EXPECT_NEAR(0.15 + c * std::sqrt(std::log(10.0) / 1000), 0.2, 1e-12);
    EXPECT_EQ(generalisationConstant(0.1, 0.15, 1000, 0.1), 0);
}

TEST(NeuronAlignment, ObeysTheStopToken) {
    std::stop_source source;
    source.request_stop();
    SampleSet<double> samples{Matrix<double>::Ones(2, 1), {1}, {1}, {0}};
    EXPECT_THROW(neuronAlignment<double>(WeightMatrix<double>::Ones(1, 2), samples,
                                         Candidates{Cluster::plusMu1}, source.get_token()),
                 Cancelled);
}

}  // namespace
}  // namespace featurescope
