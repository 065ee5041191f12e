#include "core/training/dense_learner.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/base/errors.h"
#include "tests/support/random_problem.h"

namespace featurescope {
namespace {

template <typename Scalar>
std::unique_ptr<Learner<Scalar>> learnerOf(const RandomProblem<Scalar>& problem, Engine engine) {
    return makeLearner<Scalar>(problem.data, problem.start, problem.rule, {.engine = engine}, {});
}

template <typename Scalar>
class EngineTwins : public testing::Test {
  public:
    static constexpr double kTolerance = sizeof(Scalar) == sizeof(double) ? 1e-10 : 2e-3;

    /// Trains with both engines and compares how far they went.
    static void compare(const RandomProblem<Scalar>& problem, Engine engine, std::uint32_t seed) {
        constexpr int kSteps = 20;
        SCOPED_TRACE(testing::Message()
                     << "seed " << seed << ", " << nameOf(engine) << ", " << textOf(problem));
        const auto plain = learnerOf(problem, Engine::dense), fast = learnerOf(problem, engine);
        for (int step = 0; step < kSteps; ++step) {
            plain->step(static_cast<Scalar>(problem.stepSize));
            fast->step(static_cast<Scalar>(problem.stepSize));
        }
        const double distance = (plain->weights() - problem.start.weights).norm() +
                                (plain->trainedOutputWeights() - problem.start.outputWeights).norm();
        ASSERT_TRUE(std::isfinite(distance));
        const double allowed = kTolerance * distance;
        EXPECT_LE((fast->weights() - plain->weights()).norm(), allowed);
        EXPECT_LE((fast->trainedOutputWeights() - plain->trainedOutputWeights()).norm(), allowed);
        const double size = static_cast<double>(plain->trainOutputs().norm() + plain->testOutputs().norm());
        EXPECT_LE((fast->trainOutputs() - plain->trainOutputs()).norm(), kTolerance * (distance + size));
        EXPECT_LE((fast->testOutputs() - plain->testOutputs()).norm(), kTolerance * (distance + size));
    }
};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(EngineTwins, Scalars);

TYPED_TEST(EngineTwins, AgreeOnAnyShapeActivationLossAndTrainedLayers) {
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
        const RandomProblem<TypeParam> problem = randomProblem<TypeParam>(seed, {});
        if (!piecewiseOf(problem.start.activation)) continue;
        this->compare(problem, Engine::primal, seed);
        if (problem.rule.trained == TrainedLayers::first) this->compare(problem, Engine::gram, seed);
    }
}

TYPED_TEST(EngineTwins, GoOnToTheSameBitsAfterARestoredState) {
    for (std::uint32_t seed = 0; seed < 40; ++seed) {
        const RandomProblem<TypeParam> problem = randomProblem<TypeParam>(seed, {});
        for (const Engine engine : {Engine::dense, Engine::primal}) {
            if (engine == Engine::primal && !piecewiseOf(problem.start.activation)) continue;
            const auto straight = learnerOf(problem, engine), resumed = learnerOf(problem, engine);
            for (int step = 0; step < 5; ++step) straight->step(static_cast<TypeParam>(problem.stepSize));
            resumed->restore(straight->state());
            straight->step(static_cast<TypeParam>(problem.stepSize));
            resumed->step(static_cast<TypeParam>(problem.stepSize));
            EXPECT_EQ(straight->weights(), resumed->weights()) << seed;
            EXPECT_EQ(straight->trainedOutputWeights(), resumed->trainedOutputWeights()) << seed;
            resumed->restart();
            EXPECT_EQ(resumed->weights(), problem.start.weights) << seed;
            EXPECT_EQ(resumed->trainedOutputWeights(), problem.start.outputWeights) << seed;
            EXPECT_EQ(resumed->outputWeights(), problem.start.scaledOutputWeights()) << seed;
        }
    }
}

TEST(SecondLayer, AndTheFirstKeepTheirBalanceUpToTheSquareOfTheStep) {
    // ||w_j||^2 - a_j^2 is constant along the flow; a step of size s moves it by O(s^2), so that halving the
    // step over the same time halves the drift.
    RandomProblem<double> problem = randomProblem<double>(11, {.samples = 40, .neurons = 12, .dimension = 6});
    problem.rule = {.loss = Loss::logistic, .trained = TrainedLayers::both};
    problem.start.activation = LeakyRelu{0.3};
    const auto drift = [&](double stepSize, int steps) {
        const auto learner = learnerOf(problem, Engine::primal);
        const auto balance = [](const WeightMatrix<double>& w, const Vector<double>& a) -> Vector<double> {
            return w.rowwise().squaredNorm() - a.cwiseAbs2();
        };
        const Vector<double> before = balance(problem.start.weights, problem.start.outputWeights);
        for (int step = 0; step < steps; ++step) learner->step(stepSize);
        return (balance(learner->weights(), learner->trainedOutputWeights()) - before).norm();
    };
    const double coarse = drift(0.02, 50), fine = drift(0.01, 100);
    EXPECT_GT(coarse, 0);
    EXPECT_LT(coarse, 0.05);
    EXPECT_NEAR(fine / coarse, 0.5, 0.1);
}

TEST(SecondLayer, IsRefusedByTheGramEngineInASentence) {
    RandomProblem<double> problem = randomProblem<double>(3, {});
    problem.rule.trained = TrainedLayers::both;
    problem.start.activation = Relu{};
    try {
        learnerOf(problem, Engine::gram);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_NE(std::string(error.what()).find("network.trained is \"both\""), std::string::npos);
    }
}

}  // namespace
}  // namespace featurescope
