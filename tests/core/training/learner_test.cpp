#include "core/training/learner.h"

#include <gtest/gtest.h>

#include <Eigen/QR>

#include <cmath>
#include <string>

#include "core/base/cancel.h"
#include "core/base/errors.h"
#include "core/data/xor_clusters.h"
#include "tests/support/reference_training.h"

namespace featurescope {
namespace {

struct Shape {
    std::int64_t samples, dimension, neurons;
    std::string text() const {
        return "n=" + std::to_string(samples) + " d=" + std::to_string(dimension) +
               " m=" + std::to_string(neurons);
    }
};

// n > d, n = d, n < d, odd m, one sample, one neuron, two dimensions.
const std::vector<Shape> kShapes{{90, 20, 16}, {20, 20, 15}, {12, 40, 9}, {1, 5, 4},
                                 {30, 7, 1},   {65, 2, 65},  {130, 3, 7}};
constexpr double kInitVariance = 0.02;
constexpr double kStepSize = 0.5;

template <typename Scalar>
struct Problem {
    Dataset<Scalar> data;
    TwoLayerNetwork<Scalar> start;
};

template <typename Scalar>
Problem<Scalar> makeProblem(const Shape& shape, std::int64_t seed = 1) {
    const XorClusters settings{.dimension = shape.dimension,
                               .trainSamples = shape.samples,
                               .testSamples = 37,
                               .clusterVariance = 0.05};
    return {draw<Scalar>(settings, {.data = seed, .labels = seed, .weights = seed, .test = seed}, {}),
            drawNetwork<Scalar>({.neurons = shape.neurons, .initVariance = kInitVariance}, shape.dimension,
                                seed, {})};
}

template <typename Scalar>
void expectSlowTraining(const Shape& shape, Engine engine, int steps, double tolerance) {
    const Problem<Scalar> problem = makeProblem<Scalar>(shape);
    const auto learner = makeLearner<Scalar>(problem.data, problem.start, {}, {.engine = engine}, {});
    reference::SlowTraining slow(problem.data, problem.start);
    for (int step = 0; step < steps; ++step) {
        learner->step(static_cast<Scalar>(kStepSize));
        slow.step(kStepSize);
    }
    const Matrix<double> expected = slow.weights();
    const double error = (learner->weights().template cast<double>() - expected).norm() / expected.norm();
    EXPECT_LE(error, tolerance) << shape.text() << " " << nameOf(engine);
    const Vector<Scalar>& outputs = learner->testOutputs();
    for (Eigen::Index i = 0; i < outputs.size(); ++i) {
        const Vector<double> input = problem.data.test.inputs.col(i).template cast<double>();
        const double f = slow.output({input.begin(), input.end()});
        EXPECT_NEAR(static_cast<double>(outputs[i]), f, tolerance * std::max(1.0, std::abs(f)))
            << shape.text();
    }
}

class EveryEngine : public testing::TestWithParam<Engine> {};
INSTANTIATE_TEST_SUITE_P(Learner, EveryEngine, testing::Values(Engine::primal, Engine::gram),
                         [](const auto& engine) { return std::string(nameOf(engine.param)); });

TEST_P(EveryEngine, AgreesWithPlainLoopsInDouble) {
    for (const Shape& shape : kShapes) expectSlowTraining<double>(shape, GetParam(), 120, 1e-10);
}

TEST_P(EveryEngine, AgreesWithPlainLoopsInFloat) {
    for (const Shape& shape : kShapes) expectSlowTraining<float>(shape, GetParam(), 120, 2e-3);
}

TEST_P(EveryEngine, OneStepFollowsTheGradientFoundByCentralDifferences) {
    const Problem<double> problem = makeProblem<double>({25, 6, 5});
    const auto learner = makeLearner<double>(problem.data, problem.start, {}, {.engine = GetParam()}, {});
    learner->step(1.0);
    const Matrix<double> gradient = problem.start.weights - learner->weights();
    reference::SlowTraining slow(problem.data, problem.start);
    constexpr double kDifference =
        1e-6;  // truncation error about 1e-12, no kink of relu within it for this seed
    Matrix<double> expected(gradient.rows(), gradient.cols());
    for (std::size_t j = 0; j < slow.w.size(); ++j) {
        for (std::size_t k = 0; k < slow.w[j].size(); ++k) {
            const double weight = slow.w[j][k];
            slow.w[j][k] = weight + kDifference;
            const double above = slow.loss();
            slow.w[j][k] = weight - kDifference;
            expected(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(k)) =
                (above - slow.loss()) / (2 * kDifference);
            slow.w[j][k] = weight;
        }
    }
    EXPECT_LE((gradient - expected).norm(), 1e-6 * expected.norm());
}

TEST_P(EveryEngine, GivesTheSameBitsForEveryNumberOfThreads) {
    for (const Shape& shape : kShapes) {
        const Problem<float> problem = makeProblem<float>(shape);
        WeightMatrix<float> first;
        for (const int threads : {1, 2, 3, 4}) {
            const auto learner =
                makeLearner<float>(problem.data, problem.start, {},
                                   {.engine = GetParam(), .threads = threads, .leastWorkPerThread = 1}, {});
            for (int step = 0; step < 20; ++step) learner->step(0.3F);
            if (threads == 1) first = learner->weights();
            EXPECT_EQ(learner->weights(), first) << shape.text() << " threads=" << threads;
        }
    }
}

TEST_P(EveryEngine, GoesOnFromARestoredStateToTheSameBits) {
    for (const Shape& shape : kShapes) {
        const Problem<float> problem = makeProblem<float>(shape);
        const auto straight = makeLearner<float>(problem.data, problem.start, {}, {.engine = GetParam()}, {});
        LearnerState<float> middle;
        for (int step = 0; step < 20; ++step) {
            if (step == 11) middle = straight->state();
            straight->step(0.3F);
        }
        for (const int threads : {1, 2, 3}) {
            const auto resumed = makeLearner<float>(problem.data, problem.start, {},
                                                    {.engine = GetParam(), .threads = threads}, {});
            for (int step = 0; step < 3; ++step) resumed->step(0.7F);  // what was before must not matter
            resumed->trainOutputs();
            resumed->restore(middle);
            EXPECT_EQ(resumed->state(), middle);
            for (int step = 11; step < 20; ++step) resumed->step(0.3F);
            EXPECT_EQ(resumed->weights(), straight->weights()) << shape.text() << " threads=" << threads;
            EXPECT_EQ(resumed->trainOutputs(), straight->trainOutputs());
            EXPECT_EQ(resumed->testOutputs(), straight->testOutputs());
        }
    }
}

TEST_P(EveryEngine, TheStateDoesNotShowTheLayoutOfAnInstructionSet) {
    // The first step from a restored state is computed from the same numbers, so results agree to rounding.
    const Problem<double> problem = makeProblem<double>({61, 9, 13});
    const auto optionsFor = [](InstructionSet set) {
        return LearnerOptions{.engine = GetParam(), .instructionSet = set};
    };
    const auto source =
        makeLearner<double>(problem.data, problem.start, {}, optionsFor(InstructionSet::automatic), {});
    for (int step = 0; step < 5; ++step) source->step(0.3);
    for (const auto& row : NameTable<InstructionSet>::kinds) {
        if (row.kind == InstructionSet::automatic || !isSupported(row.kind)) continue;
        const auto target = makeLearner<double>(problem.data, problem.start, {}, optionsFor(row.kind), {});
        target->restore(source->state());
        EXPECT_EQ(target->state(), source->state()) << row.name;
        EXPECT_LT((target->weights() - source->weights()).norm(), 1e-12 * source->weights().norm())
            << row.name;
    }
}

TEST_P(EveryEngine, RefusesTheStateOfOtherSizesAndStaysAsItWas) {
    const Problem<float> problem = makeProblem<float>({40, 30, 12});
    const Problem<float> other = makeProblem<float>({40, 30, 11});
    const auto learner = makeLearner<float>(problem.data, problem.start, {}, {.engine = GetParam()}, {});
    learner->step(0.3F);
    const LearnerState<float> before = learner->state();
    EXPECT_THROW(learner->restore(
                     makeLearner<float>(other.data, other.start, {}, {.engine = GetParam()}, {})->state()),
                 InputError);
    EXPECT_THROW(learner->restore({}), InputError);
    LearnerState<float> cut = before;
    cut[0].values.pop_back();
    EXPECT_THROW(learner->restore(cut), InputError);
    EXPECT_EQ(learner->state(), before);
}

TEST_P(EveryEngine, RestartRepeatsTheRunToTheBit) {
    const Problem<float> problem = makeProblem<float>({40, 30, 12});
    const auto learner = makeLearner<float>(problem.data, problem.start, {}, {.engine = GetParam()}, {});
    for (int step = 0; step < 10; ++step) learner->step(0.3F);
    const WeightMatrix<float> first = learner->weights();
    learner->restart();
    EXPECT_EQ(learner->weights(), problem.start.weights);
    for (int step = 0; step < 10; ++step) learner->step(0.3F);
    EXPECT_EQ(learner->weights(), first);
}

TEST_P(EveryEngine, LookingAtWeightsAndOutputsNeverChangesTheRun) {
    const Problem<float> problem = makeProblem<float>({40, 30, 12});
    const auto looking = makeLearner<float>(problem.data, problem.start, {}, {.engine = GetParam()}, {});
    const auto blind = makeLearner<float>(problem.data, problem.start, {}, {.engine = GetParam()}, {});
    for (int step = 0; step < 15; ++step) {
        looking->weights();
        looking->testOutputs();
        looking->trainOutputs();
        looking->step(0.3F);
        blind->step(0.3F);
    }
    EXPECT_EQ(looking->weights(), blind->weights());
}

TEST_P(EveryEngine, AStepOfSizeZeroKeepsTheWeights) {
    const Problem<double> problem = makeProblem<double>({40, 10, 12});
    const auto learner = makeLearner<double>(problem.data, problem.start, {}, {.engine = GetParam()}, {});
    learner->step(0.0);
    EXPECT_EQ(learner->weights(), problem.start.weights);
}

TEST_P(EveryEngine, NeuronsThatNeverFireStayWhereTheyAre) {
    Problem<double> problem = makeProblem<double>({40, 10, 4});
    problem.start.weights.row(1).setZero();
    const auto learner = makeLearner<double>(problem.data, problem.start, {}, {.engine = GetParam()}, {});
    for (int step = 0; step < 5; ++step) learner->step(0.5);
    EXPECT_TRUE(learner->weights().row(1).isZero(0));
    EXPECT_FALSE(learner->weights().row(0).isApprox(problem.start.weights.row(0)));
}

TEST_P(EveryEngine, LargeMarginsOnTheRightSideNeitherOverflowNorMove) {
    for (const std::int64_t dimension : {2, 3, 10}) {
        Problem<float> problem = makeProblem<float>({20, dimension, 4});
        problem.start.weights *= 1e6F;
        const Vector<float> f =
            makeLearner<float>(problem.data, problem.start, {}, {.engine = GetParam()}, {})->trainOutputs();
        for (std::size_t i = 0; i < problem.data.train.labels.size(); ++i) {
            problem.data.train.labels[i] =
                f[static_cast<Eigen::Index>(i)] > 0 ? std::int8_t{1} : std::int8_t{-1};
        }
        const auto learner = makeLearner<float>(problem.data, problem.start, {}, {.engine = GetParam()}, {});
        for (int step = 0; step < 5; ++step) learner->step(0.5F);
        EXPECT_EQ(learner->weights(), problem.start.weights) << dimension;
    }
}

TEST_P(EveryEngine, StopsWhenAskedTo) {
    const Problem<float> problem = makeProblem<float>({40, 10, 12});
    std::stop_source source;
    const auto learner =
        makeLearner<float>(problem.data, problem.start, {}, {.engine = GetParam()}, source.get_token());
    source.request_stop();
    EXPECT_THROW(learner->step(0.5F), Cancelled);
}

TEST_P(EveryEngine, ReportsWhatItIs) {
    const Problem<float> problem = makeProblem<float>({40, 10, 24});
    const auto learner = makeLearner<float>(
        problem.data, problem.start, {}, {.engine = GetParam(), .threads = 2, .leastWorkPerThread = 1}, {});
    EXPECT_EQ(learner->info().engine, nameOf(GetParam()));
    EXPECT_EQ(learner->info().threads, 2);
    EXPECT_FALSE(learner->info().engineReason.empty());
    EXPECT_FALSE(learner->info().instructionSet.empty());
}

TEST(Learner, RotatingTheInputsRotatesTheWeights) {
    Problem<double> problem = makeProblem<double>({60, 5, 8});
    const auto plain = makeLearner<double>(problem.data, problem.start, {}, {.engine = Engine::primal}, {});
    const Eigen::MatrixXd rotation =
        Eigen::HouseholderQR<Eigen::MatrixXd>(Matrix<double>(problem.data.train.inputs.leftCols(5)))
            .householderQ();
    Problem<double> turned = problem;
    turned.data.train.inputs = rotation * problem.data.train.inputs;
    turned.start.weights = problem.start.weights * rotation.transpose();
    const auto rotated = makeLearner<double>(turned.data, turned.start, {}, {.engine = Engine::primal}, {});
    for (int step = 0; step < 30; ++step) {
        plain->step(0.5);
        rotated->step(0.5);
    }
    EXPECT_LT((plain->weights() * rotation.transpose() - rotated->weights()).norm(), 1e-10);
}

}  // namespace
}  // namespace featurescope
