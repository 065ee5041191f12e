#include "core/theory/neuron_recursion.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/observables/alignments.h"
#include "core/theory/population_gradient.h"
#include "core/theory/start_alignment_law.h"
#include "tests/core/theory/naive_simulation.h"
#include "tests/core/theory/real_run.h"

namespace featurescope {
namespace {

ProjectedNeurons seenFromTheMeans(const TwoLayerNetwork<double>& network) {
    std::vector<double> norm, along1, along2, outputWeight;
    for (Eigen::Index j = 0; j < network.weights.rows(); ++j) {
        norm.push_back(network.weights.row(j).norm());
        along1.push_back(network.weights(j, 0));
        along2.push_back(network.weights(j, 1));
        outputWeight.push_back(network.outputWeights[j]);
    }
    return projectedNeurons(norm, along1, along2, outputWeight);
}

TEST(NeuronRecursion, FirstStepIsThePopulationGradient) {
    XorSetting setting = naive::settingP2();
    setting.trainSamples = 1LL << 50;  // no sample noise
    setting.initScale *= 1e-6;         // f = 0
    const ProjectedNeurons start = drawnPopulation(setting, 50, 1);
    NeuronRecursion recursion(setting, expectedStatistics(setting), start);
    recursion.advance(setting.stepSize);
    const ProjectedNeurons after = recursion.neurons();
    for (std::size_t j = 0; j < start.size(); ++j) {
        const ProjectedNeuron neuron{start.alongMu1[j], start.alongMu2[j], start.perpendicular[j]};
        const PlanePull step = startStep(setting, neuron, start.outputWeight[j]);
        EXPECT_NEAR(after.alongMu1[j] - start.alongMu1[j], step.alongMu1, 1e-8);
        EXPECT_NEAR(after.alongMu2[j] - start.alongMu2[j], step.alongMu2, 1e-8);
    }
}

TEST(NeuronRecursion, MeanMarginsAreThoseOfFreshSamples) {
    std::mt19937_64 bits(6);
    const XorSetting setting = naive::setting(20, 500, 16, 0.25, 2.0);
    const TwoLayerNetwork<double> network = naive::drawNetwork(setting, bits);
    const NeuronRecursion recursion(setting, expectedStatistics(setting), seenFromTheMeans(network));
    const SampleSet<double> samples = naive::drawClusters(setting, 40000, bits);
    const Vector<double> f = naive::outputs(network, samples.inputs);
    std::array<double, 4> sum{}, squares{}, count{};
    for (Eigen::Index i = 0; i < f.size(); ++i) {
        const auto c = static_cast<std::size_t>(samples.groups[static_cast<std::size_t>(i)]);
        const double margin = samples.cleanLabels[static_cast<std::size_t>(i)] * f[i];
        sum[c] += margin;
        squares[c] += margin * margin;
        count[c] += 1;
    }
    for (std::size_t c = 0; c < 4; ++c) {
        EXPECT_NEAR(recursion.clusterMargins()[c], sum[c] / count[c], 5 * std::sqrt(squares[c]) / count[c]);
    }
}

// Paths of actual neurons, with the shares of the clusters and of the flips counted on the training set.
TEST(NeuronRecursion, FollowsActualNeurons) {
    struct Case {
        XorSetting setting;
        double meanTolerance, perNeuronTolerance;
    };
    const Case cases[] = {{naive::settingP2(), 0.02, 0.05},
                          {naive::setting(20, 500, 100, 0.25, 0.8), 0.03, 0.08}};
    for (const Case& c : cases) {
        std::mt19937_64 bits(7);
        const SampleSet<double> train = naive::drawClusters(c.setting, c.setting.trainSamples, bits);
        TwoLayerNetwork<double> network = naive::drawNetwork(c.setting, bits);
        NeuronRecursion recursion(c.setting, countedStatistics(train.groups, train.labels, train.cleanLabels),
                                  seenFromTheMeans(network));
        for (int t = 1; t <= 400; ++t) {
            naive::step(network, train, c.setting.stepSize);
            recursion.advance(c.setting.stepSize);
            if (t != 20 && t != 100 && t != 400) continue;
            const std::vector<double> measured = naive::ownAlignments(network),
                                      predicted = recursion.ownAlignments();
            EXPECT_NEAR(naive::mean(measured), naive::mean(predicted), c.meanTolerance) << "t = " << t;
            double error = 0;
            for (std::size_t j = 0; j < measured.size(); ++j) error += std::abs(measured[j] - predicted[j]);
            EXPECT_LT(error / static_cast<double>(measured.size()), c.perNeuronTolerance) << "t = " << t;
        }
        EXPECT_EQ(recursion.step(), 400);
        EXPECT_NEAR(recursion.meanMargin() / naive::meanCleanMargin(network, train), 1, 0.1);
    }
}

ClusterStatistics statisticsOf(Experiment& run) {
    const auto scene = run.scene({});
    return countedStatistics(scene->samples.groups, scene->samples.labels, scene->samples.cleanLabels);
}

// Mean distance, over runs with five seeds, between the histogram of their 400 neurons and that of a
// population drawn from the law of the start. Told the cluster sizes and flips of the run, the prediction
// differs by little more than the noise of 400 neurons (0.04). Told the setting alone it cannot know that
// sizes differ by 5 % from run to run, which shifts the histogram where it moves fastest.
void expectMovingHistogram(const XorSetting& setting, const std::vector<std::int64_t>& steps) {
    constexpr int kSeeds = 5;
    constexpr std::size_t kPopulation = 2000;
    const double copies = static_cast<double>(setting.neurons) / kPopulation;
    const ProjectedNeurons population = drawnPopulation(setting, kPopulation, 1);
    std::vector<double> counted(steps.size(), 0.0), blind(steps.size(), 0.0);
    for (int seed = 1; seed <= kSeeds; ++seed) {
        const auto run = runOf(setting, seed);
        NeuronRecursion withCounts(setting, statisticsOf(*run), population, copies);
        NeuronRecursion withoutCounts(setting, expectedStatistics(setting), population, copies);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            while (run->step() < steps[i]) {
                run->advance();
                withCounts.advance(setting.stepSize);
                withoutCounts.advance(setting.stepSize);
            }
            const std::vector<double> measured = ownAlignments(run->neurons());
            counted[i] += naive::distance(measured, withCounts.ownAlignments()) / kSeeds;
            blind[i] += naive::distance(measured, withoutCounts.ownAlignments()) / kSeeds;
        }
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_LE(counted[i], 0.08) << "d = " << setting.dimension << ", t = " << steps[i];
        EXPECT_LE(blind[i], 0.12) << "d = " << setting.dimension << ", t = " << steps[i];
    }
}

TEST(MovingHistogram, IsForetoldInSlowMotion) {
    expectMovingHistogram(naive::settingP2(400), {5, 20, 50, 100});
}

TEST(MovingHistogram, IsForetoldOnTheFirstScreen) {
    expectMovingHistogram(naive::settingP9(400), {5, 20, 50});
}

TEST(DrawnPopulation, FollowsTheStartLaw) {
    for (const int d : {2, 3, 4, 50}) {
        const XorSetting setting{.dimension = d, .initScale = 0.3};
        const ProjectedNeurons population = drawnPopulation(setting, 20000, 9);
        double squares = 0, cosine = 0;
        for (std::size_t j = 0; j < population.size(); ++j) {
            const double norm =
                std::hypot(population.alongMu1[j], population.alongMu2[j], population.perpendicular[j]);
            squares += norm * norm;
            cosine += std::abs(population.alongMu1[j]) / norm;
        }
        const double count = 20000;
        EXPECT_NEAR(squares / (count * 0.09 * d), 1, 5 * std::sqrt(2 / (count * d))) << d;
        EXPECT_NEAR(cosine / count, meanStartCosine(d), 5 * meanStartCosine(d) / std::sqrt(count)) << d;
    }
}

TEST(DrawnPopulation, ASymmetricStartHasNoOutput) {
    XorSetting setting = naive::settingP2();
    setting.start = Start::symmetric;
    const NeuronRecursion recursion(setting, expectedStatistics(setting), drawnPopulation(setting, 100, 1));
    for (const double margin : recursion.clusterMargins()) EXPECT_NEAR(margin, 0, 1e-14);
}

TEST(ClusterStatistics, AreCountedPerCluster) {
    const std::vector<std::int32_t> groups{0, 0, 3, 1};
    const std::vector<std::int8_t> clean{1, 1, -1, 1}, labels{1, -1, 1, 1};
    const ClusterStatistics counted = countedStatistics(groups, labels, clean);
    EXPECT_EQ(counted.share, (std::array<double, 4>{0.5, 0.25, 0, 0.25}));
    EXPECT_EQ(counted.flipped, (std::array<double, 4>{0.5, 0, 0, 1}));
}

TEST(BinShares, AddUpToOneAndKeepTheEnds) {
    const std::vector<double> values{0, 0.05, 0.5, 0.99, 1};
    const std::vector<double> shares = binShares(values, 0, 1, 10);
    EXPECT_DOUBLE_EQ(shares[0], 0.4);
    EXPECT_DOUBLE_EQ(shares[5], 0.2);
    EXPECT_DOUBLE_EQ(shares[9], 0.4);
}

TEST(NeuronRecursion, StaysFiniteAtTheEdges) {
    XorSetting setting{.dimension = 2, .trainSamples = 1, .neurons = 4, .sigma = 0, .labelNoise = 0};
    NeuronRecursion noiseless(setting, expectedStatistics(setting), drawnPopulation(setting, 4, 1));
    setting = {.dimension = 50, .neurons = 4, .sigma = 2, .initScale = 0};
    NeuronRecursion fromZero(setting, expectedStatistics(setting), drawnPopulation(setting, 4, 1));
    for (int t = 0; t < 50; ++t) {
        noiseless.advance(1);
        fromZero.advance(1);
    }
    for (const auto* recursion : {&noiseless, &fromZero}) {
        EXPECT_TRUE(std::isfinite(recursion->meanMargin()));
        for (const double c : recursion->ownAlignments()) {
            EXPECT_GE(c, 0);
            EXPECT_LE(c, 1 + 1e-12);
        }
    }
}

}  // namespace
}  // namespace featurescope
