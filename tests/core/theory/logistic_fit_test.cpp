#include "core/theory/logistic_fit.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "core/base/cancel.h"
#include "tests/core/theory/naive_simulation.h"

namespace featurescope {
namespace {

struct Problem {
    Matrix<double> features;
    std::vector<std::int8_t> labels;
};

// Labels follow a shifted linear rule with noise, so that there is an optimum with a bias.
Problem drawProblem(std::uint64_t seed) {
    std::mt19937_64 bits(seed);
    Problem problem{Matrix<double>(3, 400), {}};
    for (Eigen::Index i = 0; i < 400; ++i) {
        for (Eigen::Index k = 0; k < 3; ++k)
            problem.features(k, i) = naive::normal(bits) * (k == 2 ? 0.1 : 1);
        const double score =
            1.5 * problem.features(0, i) - problem.features(1, i) + 0.8 + 1.5 * naive::normal(bits);
        problem.labels.push_back(score > 0 ? 1 : -1);
    }
    return problem;
}

double loss(const Problem& problem, const Vector<double>& weights, double bias) {
    double sum = 0;
    for (Eigen::Index i = 0; i < problem.features.cols(); ++i) {
        const double f = weights.dot(problem.features.col(i)) + bias;
        sum += std::log1p(std::exp(-problem.labels[static_cast<std::size_t>(i)] * f));
    }
    return sum / static_cast<double>(problem.features.cols());
}

TEST(LogisticFit, NoNeighbourHasASmallerLoss) {
    const Problem problem = drawProblem(1);
    for (const bool useBias : {false, true}) {
        const auto fit = fitLogistic<double>(problem.features, problem.labels, useBias,
                                             {.mostSteps = 5000, .slope = 1e-10}, {});
        EXPECT_LE(fit.slope, 1e-10);
        const double least = loss(problem, fit.weights, fit.bias), h = 1e-3;
        for (Eigen::Index k = 0; k < 3; ++k) {
            for (const double sign : {-h, h}) {
                Vector<double> near = fit.weights;
                near[k] += sign;
                EXPECT_GT(loss(problem, near, fit.bias), least);
            }
        }
        if (useBias) {
            EXPECT_GT(loss(problem, fit.weights, fit.bias + h), least);
            EXPECT_GT(loss(problem, fit.weights, fit.bias - h), least);
        } else {
            EXPECT_EQ(fit.bias, 0);
        }
    }
}

TEST(LogisticFit, SinglePrecisionFindsTheSameClassifier) {
    const Problem problem = drawProblem(2);
    const FitLimits limits{.mostSteps = 5000, .slope = 1e-5};
    const auto exact = fitLogistic<double>(problem.features, problem.labels, true, limits, {});
    const Matrix<float> features = problem.features.cast<float>();
    const auto single = fitLogistic<float>(features, problem.labels, true, limits, {});
    EXPECT_LT((single.weights.cast<double>() - exact.weights).norm(), 0.01 * exact.weights.norm());
    EXPECT_NEAR(static_cast<double>(single.bias), exact.bias, 0.01);
}

TEST(LogisticFit, SeparatesWhatCanBeSeparated) {
    Problem problem = drawProblem(3);
    for (Eigen::Index i = 0; i < 400; ++i) {
        problem.labels[static_cast<std::size_t>(i)] = problem.features(0, i) > 0.3 ? 1 : -1;
    }
    const auto fit =
        fitLogistic<double>(problem.features, problem.labels, true, {.mostSteps = 3000, .slope = 0}, {});
    EXPECT_EQ(fit.steps, 3000);
    const Vector<double> outputs = linearOutputs<double>(fit, problem.features, {});
    int wrong = 0;
    for (Eigen::Index i = 0; i < 400; ++i) {
        wrong += (outputs[i] > 0 ? 1 : -1) != problem.labels[static_cast<std::size_t>(i)] ? 1 : 0;
    }
    EXPECT_LE(wrong, 4);
}

TEST(LogisticFit, FitsFeaturesThatCancelOut) {
    Matrix<double> features(2, 4);
    features << 1, -1, 2, 0.5,  //
        -1, 1, -2, -0.5;
    const std::vector<std::int8_t> labels{1, -1, -1, 1};
    const auto fit = fitLogistic<double>(features, labels, false, {.mostSteps = 2000, .slope = 1e-8}, {});
    EXPECT_GT(fit.steps, 0);
    EXPECT_LE(fit.slope, 1e-8);
    EXPECT_GT(fit.weights.norm(), 0);
}

TEST(LogisticFit, FindsALargeSpreadAcrossTheBias) {
    // Both features together and the bias are blind to what spreads the samples.
    const Problem problem{Matrix<double>{{100, -100, 40, -40}, {-100, 100, -40, 40}}, {1, -1, -1, 1}};
    const auto fit =
        fitLogistic<double>(problem.features, problem.labels, true, {.mostSteps = 20000, .slope = 1e-8}, {});
    EXPECT_LE(fit.slope, 1e-8);
    EXPECT_LT(loss(problem, fit.weights, fit.bias), std::log(2.0));
}

TEST(LogisticFit, ZeroFeaturesGiveZeroWeights) {
    const Matrix<double> features = Matrix<double>::Zero(2, 3);
    const std::vector<std::int8_t> labels{1, -1, 1};
    const auto fit = fitLogistic<double>(features, labels, false, {}, {});
    EXPECT_EQ(fit.weights.norm(), 0);
}

TEST(LogisticFit, ObeysTheStopToken) {
    std::stop_source source;
    source.request_stop();
    const Problem problem = drawProblem(4);
    EXPECT_THROW(fitLogistic<double>(problem.features, problem.labels, true, {}, source.get_token()),
                 Cancelled);
}

}  // namespace
}  // namespace featurescope
