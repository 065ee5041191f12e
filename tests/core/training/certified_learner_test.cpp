#include "core/training/certified_learner.h"

#include <gtest/gtest.h>

#include <random>

#include "core/base/errors.h"
#include "core/data/xor_clusters.h"
#include "tests/support/instruction_sets.h"
#include "tests/support/reference_training.h"

namespace featurescope {
namespace {

template <typename Scalar>
struct Problem {
    Dataset<Scalar> data;
    TwoLayerNetwork<Scalar> start;
};

/// Clusters whose neurons condense into groups within a hundred steps.
template <typename Scalar>
Problem<Scalar> clusters(std::int64_t samples, std::int64_t dimension, std::int64_t neurons,
                         std::int64_t seed = 1) {
    const XorClusters settings{
        .dimension = dimension, .trainSamples = samples, .testSamples = 30, .clusterVariance = 0.02};
    return {draw<Scalar>(settings, {.data = seed, .labels = seed, .weights = seed, .test = seed}, {}),
            drawNetwork<Scalar>({.neurons = neurons, .initVariance = 1e-4}, dimension, seed, {})};
}

template <typename Scalar>
std::unique_ptr<CertifiedLearner<Scalar>> learnerOf(const Problem<Scalar>& problem,
                                                    LearnerOptions options = {}) {
    options.engine = Engine::certified;
    options.leastWorkPerThread = 1;
    auto made = makeLearner<Scalar>(problem.data, problem.start, {}, options, {});
    return std::unique_ptr<CertifiedLearner<Scalar>>(dynamic_cast<CertifiedLearner<Scalar>*>(made.release()));
}

constexpr double kStepSize = 0.5;

TEST(CertifiedLearner, AgreesWithPlainLoopsAfterTenThousandSteps) {
    const struct {
        std::int64_t samples, dimension, neurons;
    } shapes[] = {{80, 6, 12}, {60, 9, 15}, {130, 5, 9}};
    for (const auto& shape : shapes) {
        const auto problem = clusters<double>(shape.samples, shape.dimension, shape.neurons, 3);
        const auto learner = learnerOf(problem);
        reference::SlowTraining slow(problem.data, problem.start);
        int certified = 0;
        for (int step = 0; step < 10000; ++step) {
            if (learner->isCertified()) ++certified;
            learner->step(kStepSize);
            slow.step(kStepSize);
            if (step % 499 == 0) {
                ASSERT_EQ(learner->wrongBits(), 0) << "step " << step;
            }
        }
        EXPECT_GT(certified, 4000) << learner->info().engineReason;
        const Matrix<double> truth = slow.weights();
        EXPECT_LE((learner->weights() - truth).norm(), 1e-10 * truth.norm());
    }
}

TEST(CertifiedLearner, HasNoWrongBitInFloatOnAnyInstructionSet) {
    const auto problem = clusters<float>(600, 20, 60);
    forEveryInstructionSet([&](InstructionSet set) {
        const auto learner = learnerOf(problem, {.instructionSet = set});
        std::int64_t checked = 0;
        for (int step = 0; step < 700; ++step) {
            learner->step(kStepSize);
            if (!learner->isCertified()) continue;
            ++checked;
            ASSERT_EQ(learner->wrongBits(), 0) << "step " << step;
        }
        EXPECT_GT(checked, 400) << learner->info().engineReason;
    });
}

TEST(CertifiedLearner, GivesTheSameBitsForEveryNumberOfThreadsAndWhateverIsLookedAt) {
    const auto problem = clusters<float>(1100, 8, 50);
    const auto straight = learnerOf(problem);
    for (int step = 0; step < 300; ++step) straight->step(kStepSize);
    EXPECT_TRUE(straight->isCertified()) << straight->info().engineReason;
    for (const int threads : {1, 2, 3, 4}) {
        const auto watched = learnerOf(problem, {.threads = threads});
        std::mt19937 random(static_cast<unsigned>(threads));
        for (int step = 0; step < 300; ++step) {
            if (random() % 3 == 0) watched->trainOutputs();
            if (random() % 3 == 0) watched->weights();
            if (random() % 9 == 0) watched->testOutputs();
            if (random() % 9 == 0) watched->state();
            watched->step(kStepSize);
        }
        EXPECT_EQ(watched->weights(), straight->weights()) << "threads " << threads;
        EXPECT_EQ(watched->state(), straight->state()) << "threads " << threads;
        EXPECT_EQ(watched->trainOutputs(), straight->trainOutputs()) << "threads " << threads;
    }
}

TEST(CertifiedLearner, GoesOnFromAnyStateToTheSameBits) {
    const auto problem = clusters<float>(500, 8, 40);
    constexpr int kSteps = 400;
    const auto straight = learnerOf(problem);
    std::vector<LearnerState<float>> states{straight->state()};
    for (int step = 0; step < kSteps; ++step) {
        straight->step(kStepSize);
        states.push_back(straight->state());
    }
    EXPECT_TRUE(straight->isCertified()) << straight->info().engineReason;
    std::mt19937 random(4);
    const auto traveller = learnerOf(problem, {.threads = 2});
    for (int journey = 0; journey < 60; ++journey) {
        std::size_t at = random() % kSteps;
        traveller->restore(states[at]);
        for (auto left = random() % 40; left > 0 && at < kSteps; --left, ++at) traveller->step(kStepSize);
        ASSERT_EQ(traveller->state(), states[at]) << "journey " << journey << " to step " << at;
    }
    traveller->restart();
    EXPECT_EQ(traveller->state(), states[0]);
}

TEST(CertifiedLearner, TakesThePrimalStepsUntilNeuronsShareTheirPatterns) {
    const auto problem = clusters<float>(500, 8, 40);
    const auto learner = learnerOf(problem);
    const auto primal = makeLearner<float>(problem.data, problem.start, {}, {.engine = Engine::primal}, {});
    int step = 0;
    for (; !learner->isCertified() && step < 1000; ++step) {
        EXPECT_EQ(learner->weights(), primal->weights());
        learner->step(kStepSize);
        primal->step(kStepSize);
    }
    EXPECT_TRUE(isGroupingStep(step));
    EXPECT_NE(learner->info().engineReason.find("Certified steps since step " + std::to_string(step) + ":"),
              std::string::npos)
        << learner->info().engineReason;
}

TEST(CertifiedLearner, RefusesStatesThatNoRunCanHave) {
    const auto problem = clusters<float>(100, 8, 10);
    const auto learner = learnerOf(problem);
    const LearnerState<float> good = learner->state();
    const auto refused = [&](std::size_t array, std::size_t at, float value) {
        LearnerState<float> state = good;
        state[array].values[at] = value;
        EXPECT_THROW(learner->restore(state), InputError) << array << ' ' << at << ' ' << value;
        EXPECT_EQ(learner->state(), good);
    };
    refused(1, 0, 3);  // the others are in none
    for (const float value : {16.0F, -2.0F, 0.5F, std::numeric_limits<float>::quiet_NaN()})
        refused(1, 4, value);
    for (const float value : {-1.0F, 0.5F, 1048576.0F, std::numeric_limits<float>::infinity()})
        refused(2, 1, value);
}

}  // namespace
}  // namespace featurescope
