#include "core/observables/rank_observables.h"

#include <Eigen/Eigenvalues>
#include <cmath>

#include "core/math/dominant_subspace.h"
#include "core/math/spectral_norm.h"
#include "core/observables/weight_norms.h"

namespace featurescope {
namespace {

/// Larger problems get an iterative answer.
constexpr Eigen::Index kMostExact = 512;

template <typename Scalar>
Vector<double> firstRightSingularVector(const WeightMatrix<Scalar>& weights, const std::stop_token& stop) {
    if (std::min(weights.rows(), weights.cols()) > kMostExact) {
        constexpr Eigen::Index kSearched = 8;  // the margin makes the first one converge
        return dominantSubspace<Scalar>(weights, kSearched, {.mostIterations = 60, .tolerance = 1e-9},
                                        Matrix<double>(weights.cols(), 0), stop)
            .directions.col(0);
    }
    const WeightMatrix<double> w = weights.template cast<double>();
    const bool fewRows = w.rows() <= w.cols();
    const Matrix<double> gram =
        fewRows ? Matrix<double>(w * w.transpose()) : Matrix<double>(w.transpose() * w);
    const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(gram);
    const Vector<double> last = solver.eigenvectors().col(gram.cols() - 1);
    return fewRows ? Vector<double>(w.transpose() * last) : last;
}

double cosine(const Vector<double>& one, const Vector<double>& other) {
    const double size = one.norm() * other.norm();
    return size > 0 ? one.dot(other) / size : kUndefined;
}

}  // namespace

double thirdSingularRatio(const Probe& probe) {
    const Vector<double>& values = probe.singularValues();
    return values.size() > 2 && values[0] > 0 ? values[2] / values[0] : kUndefined;
}

double singularRatio(const Probe& probe) {
    const Vector<double>& values = probe.singularValues();
    return values.size() > 1 && values[1] > 0 ? values[0] / values[1] : kUndefined;
}

double energyAlongDirection(const Probe& probe) {
    const double all = weightNorm(probe);
    if (probe.neurons.directions() != 1 || !(all > 0)) return kUndefined;
    double squares = 0;
    for (const double projection : probe.neurons.projections[0]) squares += projection * projection;
    return squares / (all * all);
}

double effectiveNeurons(const Probe& probe) {
    double sum = 0, squares = 0;
    for (std::size_t j = 0; j < probe.neurons.norm.size(); ++j) {
        const double q = std::abs(probe.neurons.outputWeight[j]) * probe.neurons.norm[j];
        sum += q;
        squares += q * q;
    }
    return squares > 0 ? sum * sum / squares : kUndefined;
}

template <typename Scalar>
double stableRankOfSign(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights, int sign,
                        const std::stop_token& stop) {
    WeightMatrix<Scalar> rows(weights.rows(), weights.cols());
    Eigen::Index count = 0;
    for (Eigen::Index j = 0; j < weights.rows(); ++j) {
        if (static_cast<Scalar>(sign) * outputWeights[j] > 0) rows.row(count++) = weights.row(j);
    }
    rows.conservativeResize(count, Eigen::NoChange);
    const double largest = count > 0 ? spectralNorm(rows, stop) : 0;
    if (!(largest > 0)) return kUndefined;
    const double ratio = rows.template cast<double>().norm() / largest;
    return ratio * ratio;
}

template <typename Scalar>
double leadingCosine(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& direction,
                     const std::stop_token& stop) {
    if (weights.isZero(0)) return kUndefined;
    return std::abs(cosine(firstRightSingularVector(weights, stop), direction.template cast<double>()));
}

template <typename Scalar>
double sumCosine(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                 const Vector<Scalar>& direction) {
    const Vector<double> sum =
        weights.template cast<double>().transpose() * outputWeights.template cast<double>();
    return cosine(sum, direction.template cast<double>());
}

template double stableRankOfSign(const WeightMatrix<float>&, const Vector<float>&, int,
                                 const std::stop_token&);
template double stableRankOfSign(const WeightMatrix<double>&, const Vector<double>&, int,
                                 const std::stop_token&);
template double leadingCosine(const WeightMatrix<float>&, const Vector<float>&, const std::stop_token&);
template double leadingCosine(const WeightMatrix<double>&, const Vector<double>&, const std::stop_token&);
template double sumCosine(const WeightMatrix<float>&, const Vector<float>&, const Vector<float>&);
template double sumCosine(const WeightMatrix<double>&, const Vector<double>&, const Vector<double>&);

}  // namespace featurescope
