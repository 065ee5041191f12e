#include "core/training/certified_descent.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/training/kernels/kernels.h"
#include "tests/support/instruction_sets.h"
#include "tests/support/random_problem.h"

namespace featurescope {
namespace {

/// Groups that have nothing to do with the patterns: nothing but the speed may depend on them.
std::vector<std::uint8_t> randomGroups(std::ptrdiff_t neurons, std::mt19937& random) {
    const unsigned most = 1 + random() % kGroups;
    std::vector<std::uint8_t> groups;
    for (std::ptrdiff_t j = 0; j < neurons; ++j) groups.push_back(static_cast<std::uint8_t>(random() % most));
    return groups;
}

/// A problem with twins among samples and neurons that start on a kink; of an activation with two lines.
template <typename Scalar>
RandomProblem<Scalar> problemWithTies(std::uint32_t seed, const ProblemShape& shape) {
    RandomProblem<Scalar> problem = randomProblem<Scalar>(seed, shape);
    while (!piecewiseOf(problem.start.activation)) problem = randomProblem<Scalar>(seed += 1000, shape);
    problem.rule.trained = TrainedLayers::first;
    Matrix<Scalar>& x = problem.data.train.inputs;
    if (seed % 3 == 0) x.rightCols(x.cols() / 3) = x.leftCols(x.cols() / 3).eval();
    if (seed % 3 == 1 && x.cols() > 1)
        problem.start.weights.col(0).setZero(), x.bottomRows(x.rows() - 1).rightCols(2).setZero();
    if (seed % 5 == 4) {  // margins beyond what the loss can tell apart
        problem.rule.loss = Loss::logistic;
        problem.data.train.targets.clear();
        problem.start.weights *= Scalar(1000);
    }
    return problem;
}

template <typename Scalar>
class Certified : public testing::Test {
  public:
    static constexpr double kTolerance = sizeof(Scalar) == sizeof(double) ? 1e-10 : 2e-3;
    static constexpr int kSteps = 25;

    /// Every bit at every step, and where the steps led.
    static void compare(const RandomProblem<Scalar>& problem, std::vector<std::uint8_t> groups,
                        InstructionSet set, int threads) {
        const LearnerParts<Scalar> parts{problem.data, problem.start,
                                         problem.rule, {.engine = Engine::certified, .instructionSet = set},
                                         {},           {}};
        const PaddedInputs<Scalar> inputs(problem.data.train.inputs, certifiedKernelsOf<Scalar>(set));
        ThreadTeam team(threads);
        CertifiedDescent<Scalar> descent(parts, inputs, problem.start.weights, std::move(groups), team);
        const auto plain =
            makeLearner<Scalar>(problem.data, problem.start, problem.rule, {.engine = Engine::dense}, {});
        for (int step = 0; step < kSteps; ++step) {
            if (step % 2 == 0) {
                ASSERT_EQ(descent.wrongBits(), 0) << "step " << step;
            }
            descent.step(static_cast<Scalar>(problem.stepSize));
            plain->step(static_cast<Scalar>(problem.stepSize));
        }
        WeightMatrix<Scalar> weights = problem.start.weights;
        descent.copyWeightsTo(weights.data());
        // How far they went, and what storing the weights at each step rounds away.
        const double rounding = kSteps * std::numeric_limits<Scalar>::epsilon() *
                                static_cast<double>(problem.start.weights.norm());
        const double allowed =
            kTolerance * static_cast<double>((plain->weights() - problem.start.weights).norm()) + rounding;
        EXPECT_LE((weights - plain->weights()).norm(), allowed);
        const double size = static_cast<double>(plain->trainOutputs().norm());
        EXPECT_LE((descent.outputs() - plain->trainOutputs()).norm(), kTolerance * (1 + size));
    }
};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(Certified, Scalars);

TYPED_TEST(Certified, StepsHaveNoWrongBitAndAreThoseOfWholeProductsForAnyGroups) {
    std::mt19937 random(17);
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        const auto problem = problemWithTies<TypeParam>(seed, {});
        const auto groups = randomGroups(problem.start.weights.rows(), random);
        SCOPED_TRACE(testing::Message() << "seed " << seed << ", " << textOf(problem));
        forEveryInstructionSet([&](InstructionSet set) { this->compare(problem, groups, set, 1); });
    }
}

TYPED_TEST(Certified, StepsOfSeveralChunksAreThoseOfWholeProducts) {
    std::mt19937 random(18);
    for (std::uint32_t seed = 0; seed < 6; ++seed) {
        const auto problem =
            problemWithTies<TypeParam>(seed, {.samples = 1050, .neurons = 50, .dimension = 9});
        const auto groups = randomGroups(problem.start.weights.rows(), random);
        SCOPED_TRACE(testing::Message() << "seed " << seed << ", " << textOf(problem));
        this->compare(problem, groups, InstructionSet::baseline, 2);
    }
}

TEST(CertifiedDescent, ComputesTheSameBitsWhateverWasCertifiedBefore) {
    // Beginning anew from the weights of any step, with the same groups, all certificates are other ones.
    std::mt19937 random(19);
    const auto problem = problemWithTies<float>(2, {.samples = 700, .neurons = 40, .dimension = 8});
    const LearnerParts<float> parts{
        problem.data, problem.start, problem.rule, {.instructionSet = InstructionSet::baseline}, {}, {}};
    const PaddedInputs<float> inputs(problem.data.train.inputs,
                                     certifiedKernelsOf<float>(InstructionSet::baseline));
    ThreadTeam team(1);
    const auto groups = randomGroups(40, random);
    CertifiedDescent<float> straight(parts, inputs, problem.start.weights, groups, team);
    WeightMatrix<float> now = problem.start.weights, expected = now;
    for (int step = 0; step < 60; ++step) {
        CertifiedDescent<float> fresh(parts, inputs, now, groups, team);
        fresh.step(0.1F);
        straight.step(0.1F);
        fresh.copyWeightsTo(now.data());
        straight.copyWeightsTo(expected.data());
        ASSERT_EQ(now, expected) << "step " << step;
    }
}

TEST(NeuronGroups, HaveTheMajorityThatCountingGivesAndCountWhoDiffers) {
    std::mt19937 random(5);
    for (const int neurons : {1, 2, 3, 31, 64, 90}) {
        const int samples = 1 + static_cast<int>(random() % 200);
        ActivityPatterns patterns(neurons, samples);
        std::vector<std::uint8_t> isPositive;
        for (int j = 0; j < neurons; ++j) {
            isPositive.push_back(random() % 2 == 0 ? 1 : 0);
            for (int i = 0; i < samples; ++i)
                if (random() % 3 == 0) patterns.activate(j, i);
        }
        const NeuronGrouping grouping = groupNeurons(patterns, isPositive);
        std::int64_t deviations = 0;
        for (int g = 0; g < kGroups; ++g) {
            for (int i = 0; i < samples; ++i) {
                std::int64_t active = 0, members = 0;
                for (std::size_t j = 0; j < grouping.groups.size(); ++j) {
                    if (grouping.groups[j] != g) continue;
                    ++members;
                    const auto word =
                        patterns.of(static_cast<std::ptrdiff_t>(j))[static_cast<std::size_t>(i / 64)];
                    active += static_cast<std::int64_t>(word >> (i % 64) & 1);
                }
                deviations += std::min(active, members - active);
            }
        }
        EXPECT_EQ(grouping.deviations, deviations) << neurons << " neurons";
        for (std::size_t j = 0; j < grouping.groups.size(); ++j)
            EXPECT_EQ(grouping.groups[j] < kGroups / 2, isPositive[j] != 0)
                << "the halves are those of the sign";
    }
}

TEST(NeuronGroups, PutEqualPatternsTogether) {
    ActivityPatterns patterns(40, 130);
    const std::vector<std::uint8_t> isPositive(40, 1);
    for (int j = 0; j < 40; ++j)
        for (int i = j % 5; i < 130; i += 5) patterns.activate(j, i);
    const NeuronGrouping grouping = groupNeurons(patterns, isPositive);
    EXPECT_EQ(grouping.deviations, 0);
    for (std::size_t j = 5; j < 40; ++j) EXPECT_EQ(grouping.groups[j], grouping.groups[j % 5]);
}

}  // namespace
}  // namespace featurescope
