#include "core/training/learner.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/errors.h"
#include "tests/support/instruction_sets.h"
#include "tests/support/reference_training.h"

namespace featurescope {
namespace {

using reference::SlowTraining;

/// f of the slow training on every column of `inputs`.
template <typename Scalar>
Vector<double> slowOutputs(const SlowTraining& slow, const Matrix<Scalar>& inputs) {
    Vector<double> f(inputs.cols());
    for (Eigen::Index i = 0; i < inputs.cols(); ++i) {
        const Vector<double> input = inputs.col(i).template cast<double>();
        f[i] = slow.output({input.begin(), input.end()});
    }
    return f;
}

struct Shape {
    int samples;
    int dimension;
    int neurons;
    int testSamples = 0;
};

template <typename Scalar>
struct Problem {
    Dataset<Scalar> data;
    TwoLayerNetwork<Scalar> start;
};

/// Inputs of about unit length around four directions, so that neurons switch on and off while they train.
template <typename Scalar>
Problem<Scalar> randomProblem(const Shape& shape, unsigned seed, double weightScale = 0.1) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    Problem<Scalar> problem;
    const auto draw = [&](double scale) {
        return [&, scale] { return static_cast<Scalar>(scale * normal(random)); };
    };
    const auto fill = [&](SampleSet<Scalar>& set, int count) {
        set.inputs =
            Matrix<Scalar>::NullaryExpr(shape.dimension, count, draw(1 / std::sqrt(shape.dimension)));
        for (int i = 0; i < count; ++i)
            set.labels.push_back(random() % 2 == 0 ? std::int8_t{1} : std::int8_t{-1});
        set.cleanLabels = set.labels;
    };
    fill(problem.data.train, shape.samples);
    fill(problem.data.test, shape.testSamples);
    problem.start.weights =
        WeightMatrix<Scalar>::NullaryExpr(shape.neurons, shape.dimension, draw(weightScale));
    problem.start.outputWeights.resize(shape.neurons);
    for (int j = 0; j < shape.neurons; ++j) {
        const double a = 1 / std::sqrt(shape.neurons);
        const bool left = 2 * j + 1 == shape.neurons;
        problem.start.outputWeights[j] = static_cast<Scalar>(left ? 0 : 2 * j < shape.neurons ? a : -a);
    }
    return problem;
}

/// Most that weights may be off: a share of the way they went, and what storing them at each step rounds
/// away.
template <typename Scalar>
double mostError(const WeightMatrix<Scalar>& start, const WeightMatrix<double>& truth, int steps,
                 double tolerance) {
    constexpr double kUnitsPerStep = 2;
    return tolerance * (truth - start.template cast<double>()).norm() +
           kUnitsPerStep * steps * std::numeric_limits<Scalar>::epsilon() * truth.norm();
}

template <typename Scalar>
bool sameBits(const WeightMatrix<Scalar>& a, const WeightMatrix<Scalar>& b) {
    return a.size() == b.size() &&
           std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(Scalar)) == 0;
}

/// Trains with every engine and instruction set and compares W and the outputs with the plain loops.
template <typename Scalar>
void expectAgreement(const Problem<Scalar>& problem, double stepSize, int steps, double tolerance,
                     int threads = 2) {
    SlowTraining slow(problem.data, problem.start);
    for (int step = 0; step < steps; ++step) slow.step(static_cast<double>(static_cast<Scalar>(stepSize)));
    const WeightMatrix<double> truth = slow.weights();
    const Vector<double> f = slowOutputs(slow, problem.data.train.inputs);
    for (const Engine engine : {Engine::primal, Engine::gram}) {
        for (const InstructionSet set : supportedSets()) {
            SCOPED_TRACE(std::string(nameOf(engine)) + " " + std::string(nameOf(set)));
            const auto learner = makeLearner<Scalar>(
                problem.data, problem.start, {},
                {.engine = engine, .threads = threads, .instructionSet = set, .leastWorkPerThread = 1}, {});
            for (int step = 0; step < steps; ++step) learner->step(static_cast<Scalar>(stepSize));
            EXPECT_LE((learner->weights().template cast<double>() - truth).norm(),
                      mostError(problem.start.weights, truth, steps, tolerance));
            EXPECT_LE((learner->trainOutputs().template cast<double>() - f).norm(),
                      tolerance * (1 + f.norm()));
        }
    }
}

constexpr double kDoubleTolerance = 1e-10;
constexpr double kFloatTolerance = 2e-3;

TEST(FastEngines, DoubleAgreesWithPlainLoopsOnRandomShapes) {
    std::mt19937 random(20260);
    const auto upTo = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)) + 1; };
    for (unsigned trial = 0; trial < 30; ++trial) {
        const Shape shape{upTo(90), upTo(trial % 3 == 0 ? 5 : 90), upTo(60)};
        SCOPED_TRACE("trial " + std::to_string(trial) + ": n " + std::to_string(shape.samples) + ", d " +
                     std::to_string(shape.dimension) + ", m " + std::to_string(shape.neurons));
        expectAgreement(randomProblem<double>(shape, trial), 0.5, 40, kDoubleTolerance);
    }
}

TEST(FastEngines, DoubleAgreesWhenSumsAreCutIntoPieces) {
    expectAgreement(randomProblem<double>({70, 290, 41}, 1), 1.0, 30, kDoubleTolerance);
    expectAgreement(randomProblem<double>({300, 70, 13}, 2), 1.0, 30, kDoubleTolerance);
}

TEST(FastEngines, DoubleAgreesWhenManyNeuronsAreCutIntoPieces) {
    // More neurons than one product takes, more coordinates than a chunk of neurons takes at once, and more
    // neurons than one thread sums up at a time.
    expectAgreement(randomProblem<double>({5, 300, 2000}, 15), 1.0, 2, kDoubleTolerance);
    expectAgreement(randomProblem<double>({2, 44000, 200}, 16), 1.0, 1, kDoubleTolerance);
    expectAgreement(randomProblem<double>({3, 6, 4200}, 17), 1.0, 5, kDoubleTolerance, 1);
}

TEST(FastEngines, EveryTableSizeAgreesWithPlainLoops) {
    for (const int neurons : {159, 160, 701}) {
        SCOPED_TRACE(neurons);
        expectAgreement(randomProblem<double>({65, 9, neurons}, 3), 1.0, 10, kDoubleTolerance);
    }
}

TEST(FastEngines, EveryLowDimensionAgreesWithPlainLoops) {
    for (const int dimension : {1, 2, 3, 4}) {
        for (const int samples : {1, 3, 17, 64, 131}) {
            SCOPED_TRACE(std::to_string(dimension) + " " + std::to_string(samples));
            expectAgreement(randomProblem<double>({samples, dimension, 15}, 4), 1.0, 20, kDoubleTolerance);
        }
    }
}

TEST(FastEngines, FloatStaysNearTheTruthForFiveHundredSteps) {
    for (const Shape& shape : {Shape{130, 20, 50}, Shape{60, 150, 33}, Shape{100, 2, 40}}) {
        expectAgreement(randomProblem<float>(shape, 5), 0.2, 500, kFloatTolerance);
    }
}

TEST(FastEngines, SaturatedMarginsPullWithFullForceOrNotAtAll) {
    for (const int dimension : {2, 3, 7}) {
        const Shape shape{40, dimension, 9};
        expectAgreement(randomProblem<double>(shape, 6, 3000.0), 1.0, 5, kDoubleTolerance);
        expectAgreement(randomProblem<float>(shape, 6, 3000.0), 1.0, 5, kFloatTolerance);
    }
}

TEST(FastEngines, DeadNeuronsStayWhereTheyAre) {
    Problem<double> problem = randomProblem<double>({33, 6, 11}, 7);
    problem.data.train.inputs = problem.data.train.inputs.cwiseAbs().eval();
    problem.start.weights = -problem.start.weights.cwiseAbs().eval();
    for (const Engine engine : {Engine::primal, Engine::gram}) {
        const auto learner = makeLearner<double>(problem.data, problem.start, {}, {.engine = engine}, {});
        learner->step(1.0);
        learner->step(1.0);
        EXPECT_TRUE(sameBits(learner->weights(), problem.start.weights));
        EXPECT_EQ(learner->trainOutputs(), Vector<double>::Zero(33));
    }
}

TEST(FastEngines, StepSizeZeroChangesNothing) {
    const Problem<float> problem = randomProblem<float>({50, 12, 20}, 8);
    for (const Engine engine : {Engine::primal, Engine::gram}) {
        const auto learner = makeLearner<float>(problem.data, problem.start, {}, {.engine = engine}, {});
        learner->step(0.0F);
        EXPECT_TRUE(sameBits(learner->weights(), problem.start.weights));
    }
}

template <typename Scalar>
void expectSameBitsForEveryThreadCount(const Shape& shape, Engine engine) {
    const Problem<Scalar> problem = randomProblem<Scalar>(shape, 9);
    WeightMatrix<Scalar> weights;
    Vector<Scalar> outputs;
    Vector<Scalar> testOutputs;
    for (const int threads : {1, 2, 3, 4}) {
        const auto learner =
            makeLearner<Scalar>(problem.data, problem.start, {},
                                {.engine = engine, .threads = threads, .leastWorkPerThread = 1}, {});
        for (int step = 0; step < 30; ++step) {
            // Looking must not matter either.
            if (step % threads == 0) (void)learner->weights();
            if (step % threads == 1) (void)learner->testOutputs();
            learner->step(Scalar(0.7));
        }
        if (threads == 1) {
            weights = learner->weights();
            outputs = learner->trainOutputs();
            testOutputs = learner->testOutputs();
        }
        EXPECT_TRUE(sameBits(learner->weights(), weights)) << threads;
        EXPECT_EQ(learner->trainOutputs(), outputs) << threads;
        EXPECT_EQ(learner->testOutputs(), testOutputs) << threads;
    }
}

TEST(FastEngines, EveryThreadCountGivesTheSameBits) {
    for (const Shape& shape : {Shape{130, 37, 101, 70}, Shape{90, 2, 64, 9}, Shape{20, 50, 7, 65}}) {
        for (const Engine engine : {Engine::primal, Engine::gram}) {
            expectSameBitsForEveryThreadCount<float>(shape, engine);
            expectSameBitsForEveryThreadCount<double>(shape, engine);
        }
    }
}

TEST(FastEngines, RestartRepeatsTheSameBits) {
    const Problem<float> problem = randomProblem<float>({70, 30, 40}, 10);
    for (const Engine engine : {Engine::primal, Engine::gram}) {
        const auto learner = makeLearner<float>(
            problem.data, problem.start, {}, {.engine = engine, .threads = 2, .leastWorkPerThread = 1}, {});
        for (int step = 0; step < 10; ++step) learner->step(0.5F);
        const WeightMatrix<float> first = learner->weights();
        learner->restart();
        EXPECT_TRUE(sameBits(learner->weights(), problem.start.weights));
        for (int step = 0; step < 10; ++step) learner->step(0.5F);
        EXPECT_TRUE(sameBits(learner->weights(), first));
    }
}

TEST(FastEngines, TestOutputsAreThoseOfTheWeights) {
    for (const Shape& shape : {Shape{70, 30, 40, 131}, Shape{40, 3, 10, 5}, Shape{10, 300, 13, 64}}) {
        const Problem<double> problem = randomProblem<double>(shape, 11);
        for (const Engine engine : {Engine::primal, Engine::gram}) {
            for (const InstructionSet set : supportedSets()) {
                const auto learner = makeLearner<double>(
                    problem.data, problem.start, {},
                    {.engine = engine, .threads = 2, .instructionSet = set, .leastWorkPerThread = 1}, {});
                for (int step = 0; step < 5; ++step) learner->step(1.0);
                const TwoLayerNetwork<double> trained{learner->weights(), problem.start.outputWeights};
                const SlowTraining slow(problem.data, trained);
                const Vector<double> expected = slowOutputs(slow, problem.data.test.inputs);
                EXPECT_LE((learner->testOutputs() - expected).norm(), 1e-12 * (1 + expected.norm()));
            }
        }
    }
}

TEST(FastEngines, AStepThatBlowsUpStaysVisible) {
    Problem<float> problem = randomProblem<float>({20, 6, 8}, 12);
    problem.data.train.inputs *= 1e4F;
    for (const Engine engine : {Engine::primal, Engine::gram}) {
        const auto learner = makeLearner<float>(problem.data, problem.start, {}, {.engine = engine}, {});
        for (int step = 0; step < 3; ++step) learner->step(3e38F);
        EXPECT_FALSE(learner->weights().allFinite() && learner->trainOutputs().allFinite());
    }
}

TEST(FastEngines, AStepThatBlowsUpStaysVisibleWhenSignsAreFoundByIntegers) {
    Problem<double> problem = randomProblem<double>({300, 6, 512}, 12);
    problem.data.train.inputs *= 1e4;
    const auto learner = makeLearner<double>(problem.data, problem.start, {}, {.engine = Engine::primal}, {});
    for (int step = 0; step < 3; ++step) learner->step(1e308);
    EXPECT_FALSE(learner->weights().allFinite() && learner->trainOutputs().allFinite());
}

TEST(FastEngines, ARestartAfterAStepThatBlewUpGivesTheOutputsOfTheStart) {
    for (const int dimension : {2, 3, 6}) {
        SCOPED_TRACE(dimension);
        Problem<float> problem = randomProblem<float>({20, dimension, 8, 30}, 12);
        problem.data.train.inputs *= 1e4F;
        const SlowTraining slow(problem.data, problem.start);
        const Vector<double> f = slowOutputs(slow, problem.data.train.inputs);
        const Vector<double> onTest = slowOutputs(slow, problem.data.test.inputs);
        for (const Engine engine : {Engine::primal, Engine::gram}) {
            const auto learner = makeLearner<float>(problem.data, problem.start, {}, {.engine = engine}, {});
            learner->trainOutputs();
            learner->step(3e38F);
            learner->trainOutputs();
            learner->testOutputs();
            learner->restart();
            EXPECT_LE((learner->trainOutputs().cast<double>() - f).norm(), 1e-5 * f.norm());
            EXPECT_LE((learner->testOutputs().cast<double>() - onTest).norm(), 1e-5 * onTest.norm());
        }
    }
}

TEST(FastEngines, AStopEndsTheStep) {
    const Problem<float> problem = randomProblem<float>({80, 20, 30}, 13);
    for (const Engine engine : {Engine::primal, Engine::gram}) {
        std::stop_source source;
        const auto learner =
            makeLearner<float>(problem.data, problem.start, {},
                               {.engine = engine, .threads = 2, .leastWorkPerThread = 1}, source.get_token());
        learner->step(1.0F);
        source.request_stop();
        EXPECT_THROW(learner->step(1.0F), Cancelled);
        EXPECT_THROW(
            (void)makeLearner<float>(problem.data, problem.start, {}, {.engine = engine}, source.get_token()),
            Cancelled);
    }
}

TEST(FastEngines, SaysWhatItUses) {
    const Problem<float> problem = randomProblem<float>({80, 20, 30}, 14);
    const auto learner = makeLearner<float>(
        problem.data, problem.start, {},
        {.threads = 2, .instructionSet = InstructionSet::baseline, .leastWorkPerThread = 1}, {});
    EXPECT_EQ(learner->info().engine, "primal");
    EXPECT_EQ(learner->info().instructionSet, "baseline");
    EXPECT_EQ(learner->info().threads, 2);
    EXPECT_NE(learner->info().engineReason.find("n = 80"), std::string::npos);
}

}  // namespace
}  // namespace featurescope
