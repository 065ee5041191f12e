#include "core/observables/regression_errors.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/math/random.h"
#include "core/observables/ridge_readout.h"

namespace featurescope {
namespace {

TEST(RegressionErrors, FollowTheirDefinitions) {
    const std::vector<double> f{1, 2, 4}, given{0, 2, 3}, clean{1, 1, 4};
    const ScoredSamples samples{.outputs = f,
                                .labels = {},
                                .cleanLabels = {},
                                .areReal = true,
                                .targets = given,
                                .cleanTargets = clean};
    const double variance = 2;  // of 1, 1, 4 about 2, divided by 3
    EXPECT_NEAR(normalisedGivenError(samples), (1.0 + 0 + 1) / 3 / variance, 1e-15);
    EXPECT_NEAR(normalisedCleanError(samples), (0.0 + 1 + 0) / 3 / variance, 1e-15);
    EXPECT_NEAR(excessRisk(samples), 1.0 / 3, 1e-15);
}

TEST(RegressionErrors, AreUndefinedOfLabelsOfNothingAndOfAConstant) {
    const std::vector<double> f{1, 2}, constant{3, 3};
    ScoredSamples samples{.outputs = f,
                          .labels = {},
                          .cleanLabels = {},
                          .areReal = true,
                          .targets = constant,
                          .cleanTargets = constant};
    EXPECT_TRUE(std::isnan(normalisedGivenError(samples)));
    EXPECT_TRUE(std::isnan(normalisedCleanError(samples)));
    EXPECT_EQ(excessRisk(samples), 2.5);
    samples.areReal = false;
    EXPECT_TRUE(std::isnan(excessRisk(samples)));
    EXPECT_TRUE(std::isnan(excessRisk({})));
    EXPECT_TRUE(
        std::isnan(normalisedGivenError({.outputs = {}, .labels = {}, .cleanLabels = {}, .areReal = true})));
}

/// (1/n) ||P c - y||^2 + (ridge/m) ||c||^2, in plain loops.
double ridgeObjective(const Matrix<double>& features, const std::vector<double>& y, const Vector<double>& c,
                      double ridge) {
    const Eigen::Index m = features.rows(), n = features.cols();
    double loss = 0, size = 0;
    for (Eigen::Index i = 0; i < n; ++i) {
        double value = c[m];
        for (Eigen::Index j = 0; j < m; ++j) value += features(j, i) * c[j];
        loss += std::pow(value - y[static_cast<std::size_t>(i)], 2);
    }
    for (Eigen::Index j = 0; j <= m; ++j) size += c[j] * c[j];
    return loss / static_cast<double>(n) + ridge / static_cast<double>(m) * size;
}

TEST(RidgeReadout, IsWhereItsObjectiveIsFlat) {
    Matrix<double> features(4, 12);
    const RandomStream random(1, Stream::weights);
    random.normals(0, std::span(features.data(), 48));
    std::vector<double> y(12);
    random.normals(48, y);
    for (const double ridge : {0.01, 1.0, 10.0}) {
        const Vector<double> c = ridgeReadout(features, y, ridge).coefficients;
        ASSERT_EQ(c.size(), 5);
        const double step = 1e-4;
        for (Eigen::Index j = 0; j < 5; ++j) {
            Vector<double> up = c, down = c;
            up[j] += step;
            down[j] -= step;
            const double slope =
                (ridgeObjective(features, y, up, ridge) - ridgeObjective(features, y, down, ridge)) /
                (2 * step);
            EXPECT_NEAR(slope, 0, 1e-9) << ridge << " " << j;
        }
    }
}

TEST(RidgeReadout, OfAnExactRuleFindsItWithLittleRidge) {
    Matrix<double> features(2, 5);
    features << 1, 2, 3, 4, 6, 0, 1, -1, 2, 5;
    std::vector<double> y;
    for (Eigen::Index i = 0; i < 5; ++i) y.push_back(2 * features(0, i) - features(1, i) + 7);
    const RidgeReadout rule = ridgeReadout(features, y, 1e-12);
    EXPECT_NEAR(rule.coefficients[0], 2, 1e-6);
    EXPECT_NEAR(rule.coefficients[1], -1, 1e-6);
    EXPECT_NEAR(rule.coefficients[2], 7, 1e-5);
    const Vector<double> values = rule.on(features);
    for (Eigen::Index i = 0; i < 5; ++i) EXPECT_NEAR(values[i], y[static_cast<std::size_t>(i)], 1e-5);
}

}  // namespace
}  // namespace featurescope
