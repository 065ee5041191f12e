#include "core/observables/rank_observables.h"

#include <gtest/gtest.h>

#include <Eigen/SVD>
#include <cmath>

#include "core/math/random.h"

namespace featurescope {
namespace {

template <typename Scalar>
WeightMatrix<Scalar> randomWeights(Eigen::Index rows, Eigen::Index columns) {
    Matrix<double> w(rows, columns);
    RandomStream(3, Stream::weights).normals(0, std::span(w.data(), static_cast<std::size_t>(w.size())));
    return w.cast<Scalar>();
}

/// +1, -1, 0, +1, ... times 1, 2, 3, ...
template <typename Scalar>
Vector<Scalar> mixedSigns(Eigen::Index count) {
    Vector<Scalar> a(count);
    for (Eigen::Index j = 0; j < count; ++j)
        a[j] = static_cast<Scalar>((j % 3 == 2 ? 0 : j % 3 == 1 ? -1 : 1) * (j + 1));
    return a;
}

template <typename Scalar>
void expectTheRanksOfASingularValueDecomposition(double tolerance) {
    for (const auto& [rows, columns] : {std::pair{30, 7}, {12, 40}, {3, 3}}) {
        const WeightMatrix<Scalar> w = randomWeights<Scalar>(rows, columns);
        const Vector<Scalar> a = mixedSigns<Scalar>(rows);
        for (const int sign : {1, -1}) {
            Matrix<double> chosen(0, columns);
            for (Eigen::Index j = 0; j < rows; ++j) {
                if (a[j] * static_cast<Scalar>(sign) <= 0) continue;
                chosen.conservativeResize(chosen.rows() + 1, Eigen::NoChange);
                chosen.row(chosen.rows() - 1) = w.row(j).template cast<double>();
            }
            const Vector<double> s = Eigen::JacobiSVD<Matrix<double>>(chosen).singularValues();
            const double expected = s.squaredNorm() / (s[0] * s[0]);
            EXPECT_NEAR(stableRankOfSign(w, a, sign, {}) / expected, 1, tolerance) << rows << " " << sign;
        }
        const Matrix<double> full = w.template cast<double>();
        const Eigen::JacobiSVD<Matrix<double>> svd(full, Eigen::ComputeThinV);
        const Vector<Scalar> direction = Vector<Scalar>::LinSpaced(columns, -1, 2);
        const double cosine =
            std::abs(svd.matrixV().col(0).dot(direction.template cast<double>().normalized()));
        EXPECT_NEAR(leadingCosine(w, direction, {}), cosine, tolerance);
        Vector<double> sum = Vector<double>::Zero(columns);
        for (Eigen::Index j = 0; j < rows; ++j) sum += static_cast<double>(a[j]) * full.row(j).transpose();
        EXPECT_NEAR(sumCosine(w, a, direction),
                    sum.normalized().dot(direction.template cast<double>().normalized()), tolerance);
    }
}

TEST(RankObservables, AgreeWithASingularValueDecomposition) {
    expectTheRanksOfASingularValueDecomposition<double>(1e-9);
    expectTheRanksOfASingularValueDecomposition<float>(1e-5);
}

TEST(RankObservables, OfNothingAreUndefined) {
    const WeightMatrix<double> w = randomWeights<double>(4, 3);
    const Vector<double> positive = Vector<double>::Ones(4), direction = Vector<double>::Ones(3);
    EXPECT_TRUE(std::isnan(stableRankOfSign(w, positive, -1, {})));
    const WeightMatrix<double> zero = WeightMatrix<double>::Zero(4, 3);
    EXPECT_TRUE(std::isnan(stableRankOfSign(zero, positive, 1, {})));
    EXPECT_TRUE(std::isnan(leadingCosine(zero, direction, {})));
    EXPECT_TRUE(std::isnan(sumCosine(zero, positive, direction)));
}

Probe probeOf(const NeuronTable& neurons, const Vector<double>& singularValues) {
    return {.train = {}, .test = {}, .neurons = neurons, .singularValues = singularValues};
}

TEST(RankObservables, RatiosAreThoseOfTheSingularValues) {
    const NeuronTable neurons{};
    Vector<double> values(4);
    values << 8, 4, 2, 1;
    EXPECT_EQ(singularRatio(probeOf(neurons, values)), 2);
    EXPECT_EQ(thirdSingularRatio(probeOf(neurons, values)), 0.25);
    EXPECT_TRUE(std::isnan(thirdSingularRatio(probeOf(neurons, values.head(2)))));
    EXPECT_TRUE(std::isnan(singularRatio(probeOf(neurons, values.head(1)))));
    EXPECT_TRUE(std::isnan(singularRatio(probeOf(neurons, Vector<double>()))));
    EXPECT_TRUE(std::isnan(singularRatio(probeOf(neurons, Vector<double>::Unit(3, 0)))));
    EXPECT_TRUE(std::isnan(thirdSingularRatio(probeOf(neurons, Vector<double>::Zero(3)))));
}

TEST(RankObservables, EffectiveNeuronsCountThoseThatShareTheOutput) {
    NeuronTable neurons{.outputWeight = {2, -1, 0, 1}, .norm = {1, 2, 5, 2}};
    EXPECT_NEAR(effectiveNeurons(probeOf(neurons, {})), 3, 1e-12) << "three of equal size and none";
    neurons.norm = {1, 0, 5, 0};
    EXPECT_NEAR(effectiveNeurons(probeOf(neurons, {})), 1, 1e-12);
    neurons.outputWeight = {0, 0, 0, 0};
    EXPECT_TRUE(std::isnan(effectiveNeurons(probeOf(neurons, {}))));
}

TEST(RankObservables, EnergyIsThatAlongTheOnlyDirection) {
    NeuronTable neurons{
        .outputWeight = {1, 1}, .norm = {5, 13}, .cosines = {{0.6, 5.0 / 13}}, .projections = {{3, 5}}};
    EXPECT_NEAR(energyAlongDirection(probeOf(neurons, {})), (9.0 + 25) / (25 + 169), 1e-15);
    neurons.cosines.push_back({0, 0});
    EXPECT_TRUE(std::isnan(energyAlongDirection(probeOf(neurons, {})))) << "which of two?";
}

}  // namespace
}  // namespace featurescope
