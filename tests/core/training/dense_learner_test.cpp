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

/// The objective as plain loops over the definition.
double objective(const RandomProblem<double>& problem, const WeightMatrix<double>& w,
                 const Vector<double>& a) {
    double sum = 0;
    for (Eigen::Index i = 0; i < problem.data.train.size(); ++i) {
        double f = 0;
        for (Eigen::Index j = 0; j < w.rows(); ++j) {
            double z = 0;
            for (Eigen::Index k = 0; k < w.cols(); ++k) z += w(j, k) * problem.data.train.inputs(k, i);
            f += a[j] * std::visit([z](const auto& phi) { return phi.value(z); }, problem.start.activation);
        }
        sum += recordOf(problem.rule.loss).value(f, problem.data.train.target(i));
    }
    return sum / static_cast<double>(problem.data.train.size());
}

TEST(DenseLearner, AStepFollowsTheCentralDifferencesOfTheLoss) {
    constexpr double kDifference = 1e-5, kStepSize = 1e-3;
    for (std::uint32_t seed = 0; seed < 40; ++seed) {
        RandomProblem<double> problem = randomProblem<double>(seed, {.samples = 9, .neurons = 5});
        problem.rule.trained = TrainedLayers::both;
        for (auto row : problem.start.weights.rowwise()) {
            if (row.isZero()) row.setConstant(0.2);  // a neuron at its kink has no derivative
        }
        const auto learner = learnerOf(problem, Engine::dense);
        WeightMatrix<double> w = problem.start.weights;
        Vector<double> a = problem.start.outputWeights;
        learner->step(kStepSize);
        const auto slopeBy = [&](double& number) {
            const double before = number;
            number = before + kDifference;
            const double up = objective(problem, w, a);
            number = before - kDifference;
            const double down = objective(problem, w, a);
            number = before;
            return (up - down) / (2 * kDifference);
        };
        for (Eigen::Index j = 0; j < w.rows(); ++j) {
            const double a0 = a[j];
            EXPECT_NEAR((a0 - learner->outputWeights()[j]) / kStepSize, slopeBy(a[j]), 1e-6) << seed;
            for (Eigen::Index k = 0; k < w.cols(); ++k) {
                const double w0 = w(j, k);
                EXPECT_NEAR((w0 - learner->weights()(j, k)) / kStepSize, slopeBy(w(j, k)), 1e-6) << seed;
            }
        }
    }
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
                                (plain->outputWeights() - problem.start.outputWeights).norm();
        ASSERT_TRUE(std::isfinite(distance));
        const double allowed = kTolerance * distance;
        EXPECT_LE((fast->weights() - plain->weights()).norm(), allowed);
        EXPECT_LE((fast->outputWeights() - plain->outputWeights()).norm(), allowed);
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
        this->compare(problem, Engine::primal, seed);
        if (problem.rule.trained == TrainedLayers::first) this->compare(problem, Engine::gram, seed);
    }
}

TYPED_TEST(EngineTwins, GoOnToTheSameBitsAfterARestoredState) {
    for (std::uint32_t seed = 0; seed < 40; ++seed) {
        const RandomProblem<TypeParam> problem = randomProblem<TypeParam>(seed, {});
        for (const Engine engine : {Engine::dense, Engine::primal}) {
            const auto straight = learnerOf(problem, engine), resumed = learnerOf(problem, engine);
            for (int step = 0; step < 5; ++step) straight->step(static_cast<TypeParam>(problem.stepSize));
            resumed->restore(straight->state());
            straight->step(static_cast<TypeParam>(problem.stepSize));
            resumed->step(static_cast<TypeParam>(problem.stepSize));
            EXPECT_EQ(straight->weights(), resumed->weights()) << seed;
            EXPECT_EQ(straight->outputWeights(), resumed->outputWeights()) << seed;
            resumed->restart();
            EXPECT_EQ(resumed->weights(), problem.start.weights) << seed;
            EXPECT_EQ(resumed->outputWeights(), problem.start.outputWeights) << seed;
        }
    }
}

TEST(SecondLayer, AndTheFirstKeepTheirBalanceUpToTheSquareOfTheStep) {
    // ||w_j||^2 - a_j^2 is constant along the flow; a step of size s moves it by O(s^2), so that halving the
    // step over the same time halves the drift.
    RandomProblem<double> problem = randomProblem<double>(11, {.samples = 40, .neurons = 12, .dimension = 6});
    problem.rule.trained = TrainedLayers::both;
    const auto drift = [&](double stepSize, int steps) {
        const auto learner = learnerOf(problem, Engine::primal);
        const auto balance = [](const WeightMatrix<double>& w, const Vector<double>& a) -> Vector<double> {
            return w.rowwise().squaredNorm() - a.cwiseAbs2();
        };
        const Vector<double> before = balance(problem.start.weights, problem.start.outputWeights);
        for (int step = 0; step < steps; ++step) learner->step(stepSize);
        return (balance(learner->weights(), learner->outputWeights()) - before).norm();
    };
    const double coarse = drift(0.02, 50), fine = drift(0.01, 100);
    EXPECT_GT(coarse, 0);
    EXPECT_LT(coarse, 0.05);
    EXPECT_NEAR(fine / coarse, 0.5, 0.1);
}

TEST(SecondLayer, IsRefusedByTheGramEngineInASentence) {
    RandomProblem<double> problem = randomProblem<double>(3, {});
    problem.rule.trained = TrainedLayers::both;
    try {
        learnerOf(problem, Engine::gram);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_NE(std::string(error.what()).find("network.trained is \"both\""), std::string::npos);
    }
}

}  // namespace
}  // namespace featurescope
