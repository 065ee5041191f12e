// Every activation, loss, trained layers, start and bias that go together, against plain loops in double.

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>

#include "core/base/errors.h"
#include "core/spec/spec_validation.h"
#include "core/training/engine_choice.h"
#include "tests/support/naive_network.h"

namespace featurescope {
namespace {

constexpr std::int64_t kDimension = 5, kNeurons = 6, kSamples = 11;

/// A spec with the network and what it learns from.
struct Combination {
    NetworkSettings network;
    LearningRule rule;
    Dataset<double> data;
    TwoLayerNetwork<double> start;

    std::string text() const {
        return std::string(nameOf(network.activation)) + ", " + std::string(nameOf(rule.loss)) +
               ", trained " + std::string(nameOf(network.trained)) + ", start " +
               std::string(nameOf(network.start)) + ", a " + std::string(nameOf(network.outputWeights)) +
               ", " + std::string(nameOf(network.outputScaling)) + (network.bias ? ", with bias" : "");
    }
};

SampleSet<double> samples(std::mt19937& random, Eigen::Index dimension, bool bias, bool realTargets) {
    std::normal_distribution<double> normal;
    SampleSet<double> set;
    set.inputs = Matrix<double>::Zero(dimension, kSamples).unaryExpr([&](double) {
        return normal(random) / std::sqrt(static_cast<double>(kDimension));
    });
    if (bias) set.inputs.bottomRows(1).setOnes();
    for (Eigen::Index i = 0; i < kSamples; ++i) {
        const double target = normal(random);
        set.labels.push_back(target > 0 ? std::int8_t{1} : std::int8_t{-1});
        if (realTargets) set.targets.push_back(target);
    }
    set.cleanLabels = set.labels;
    return set;
}

/// Calls check with each combination that validates; what else there is of the output varies along.
void forEveryCombination(const std::function<void(const Combination&)>& check) {
    std::uint32_t count = 0;
    for (const auto& activation : NameTable<Activation>::kinds)
        for (const auto& loss : NameTable<Loss>::kinds)
            for (const auto& trained : NameTable<TrainedLayers>::kinds)
                for (const auto& start : NameTable<Start>::kinds)
                    for (const bool bias : {false, true}) {
                        if (activation.name == "absolute-value" || loss.name == "exponential") continue;
                        const std::uint32_t number = count++;
                        Combination made;
                        made.network = {.neurons = start.kind == Start::identity ? kDimension : kNeurons,
                                        .activation = activation.kind,
                                        .initVariance = 0.4,
                                        .start = start.kind,
                                        .trained = trained.kind,
                                        .outputWeights = static_cast<OutputWeights>(number % 4),
                                        .outputScaling = static_cast<OutputScaling>(number / 4 % 2),
                                        .outputScale = 1.5,
                                        .bias = bias};
                        if (activation.kind == Activation::sign && number % 2 == 0)
                            made.network.surrogate = Surrogate::fourier;
                        made.rule = {.loss = loss.kind,
                                     .trained = trained.kind,
                                     .reconstruction =
                                         trained.kind == TrainedLayers::second && number % 5 != 0 ? 0.7 : 0};
                        ExperimentSpec spec;
                        std::get<XorClusters>(spec.data).dimension = kDimension;
                        spec.network = made.network;
                        spec.training.loss = loss.kind;
                        spec.training.reconstruction = made.rule.reconstruction;
                        ASSERT_TRUE(validate(spec).empty()) << made.text() << validate(spec)[0].message;
                        std::mt19937 random(number + 1);
                        const bool realTargets = recordOf(loss.kind).takesRealTargets && number % 3 == 0;
                        made.data.train = samples(random, kDimension + (bias ? 1 : 0), bias, realTargets);
                        made.data.test = samples(random, kDimension + (bias ? 1 : 0), bias, realTargets);
                        made.start = drawNetwork<double>(made.network, kDimension, number, {});
                        check(made);
                    }
    EXPECT_EQ(count, 6U * 3 * 3 * 3 * 2);
}

std::unique_ptr<Learner<double>> learnerOf(const Combination& made, Engine engine, int threads = 1) {
    return makeLearner<double>(made.data, made.start, made.rule,
                               {.engine = engine, .threads = threads, .leastWorkPerThread = 1}, {});
}

reference::NaiveNetwork naiveOf(const Combination& made) {
    return {made.network, made.rule, made.data, made.start};
}

TEST(EveryNetwork, DescendsTheCentralDifferencesOfItsObjective) {
    constexpr double kDifference = 1e-5, kStepSize = 1e-3;
    forEveryCombination([](const Combination& made) {
        const bool isSign = made.network.activation == Activation::sign;
        if (isSign && made.network.trained != TrainedLayers::second) return;  // a surrogate is no derivative
        reference::NaiveNetwork naive = naiveOf(made);
        const auto slopeBy = [&naive](double& number) {
            const double before = number;
            number = before + kDifference;
            const double up = naive.objective();
            number = before - kDifference;
            const double down = naive.objective();
            number = before;
            return (up - down) / (2 * kDifference);
        };
        const auto learner = learnerOf(made, Engine::dense);
        EXPECT_NEAR(meanLoss(made.rule.loss, learner->trainOutputs(), made.data.train.allTargets()) +
                        learner->penalty(),
                    naive.objective(), 1e-12)
            << made.text();
        // Where f = 0 everywhere the penalty has no derivative.
        const bool isAtKink = made.rule.reconstruction != 0 && learner->trainOutputs().norm() < 1e-10;
        learner->step(kStepSize);
        WeightMatrix<double> expectedW = made.start.weights;
        Vector<double> expectedA = made.start.outputWeights;
        double error = 0, size = 0;
        const auto compare = [&](double start, double moved, double slope) {
            error += std::pow((start - moved) / kStepSize - slope, 2);
            size += slope * slope;
        };
        for (std::size_t j = 0; j < naive.w.size(); ++j) {
            const auto row = static_cast<Eigen::Index>(j);
            if (made.network.trained != TrainedLayers::first && !isAtKink)
                compare(expectedA[row], learner->trainedOutputWeights()[row], slopeBy(naive.a[j]));
            if (made.network.trained == TrainedLayers::second) continue;
            for (std::size_t k = 0; k < naive.w[j].size(); ++k) {
                const auto column = static_cast<Eigen::Index>(k);
                compare(expectedW(row, column), learner->weights()(row, column), slopeBy(naive.w[j][k]));
            }
        }
        EXPECT_LE(std::sqrt(error), 1e-6 * std::max(std::sqrt(size), 1e-3)) << made.text();
    });
}

TEST(EveryNetwork, TakesTheTenStepsOfPlainLoopsOnEveryEngineThatCanAndForAnyThreads) {
    constexpr double kStepSize = 0.05;  // small enough for all to stay finite
    int byFastEngines = 0;
    forEveryCombination([&](const Combination& made) {
        reference::NaiveNetwork naive = naiveOf(made);
        for (int step = 0; step < 10; ++step) naive.step(kStepSize);
        const double moved = naive.distanceTo(made.start.weights, made.start.outputWeights);
        ASSERT_TRUE(std::isfinite(moved)) << made.text();
        for (const Engine engine : {Engine::dense, Engine::primal, Engine::gram, Engine::automatic}) {
            const EngineTask task = taskOf(made.rule, made.start.activation);
            if (engine != Engine::automatic && obstacle(engine, task)) {
                EXPECT_THROW(learnerOf(made, engine), InputError) << made.text();
                continue;
            }
            if (engine == Engine::primal) ++byFastEngines;
            const auto learner = learnerOf(made, engine);
            for (int step = 0; step < 10; ++step) learner->step(kStepSize);
            EXPECT_LE(naive.distanceTo(learner->weights(), learner->trainedOutputWeights()), 1e-10 * moved)
                << made.text() << ", " << nameOf(engine);
            for (const int threads : {2, 3, 4}) {
                const auto other = learnerOf(made, engine, threads);
                for (int step = 0; step < 10; ++step) other->step(kStepSize);
                EXPECT_EQ(other->weights(), learner->weights()) << made.text() << ", " << nameOf(engine);
                EXPECT_EQ(other->trainedOutputWeights(), learner->trainedOutputWeights()) << made.text();
            }
        }
    });
    EXPECT_GT(byFastEngines, 3 * 3 * 2 * 3 * 2) << "three activations, the first or both layers, and some";
}

TEST(SoftMin, MovesTheSumOfSharesThatAddUpToOne) {
    // A single identity neuron on inputs 1: the step is s a sum |r_i| = 1 in the direction of the labels.
    Dataset<double> data;
    data.train.inputs = Matrix<double>::Ones(1, 70);
    data.train.labels.assign(70, 1);
    data.train.cleanLabels = data.train.labels;
    data.test.inputs.resize(1, 0);
    const TwoLayerNetwork<double> start{WeightMatrix<double>::Constant(1, 1, 40),
                                        Vector<double>::Constant(1, 3), Identity{}, 2};
    for (const Engine engine : {Engine::dense, Engine::primal, Engine::gram}) {
        const auto learner =
            makeLearner<double>(data, start, {.loss = Loss::softMin}, {.engine = engine}, {});
        learner->step(0.5);
        EXPECT_NEAR(learner->weights()(0, 0), 40 + 0.5 * 2 * 3, 1e-12) << nameOf(engine);
    }
}

}  // namespace
}  // namespace featurescope
