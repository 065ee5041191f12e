#include "core/math/spectral_norm.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <span>

#include "core/base/cancel.h"
#include "core/math/random.h"

namespace featurescope {
namespace {

constexpr Eigen::Index kMostIterations = 80;
constexpr double kConverged = 1e-9;  // relative change of the largest Ritz value in one iteration

/// Largest eigenvalue of the symmetric tridiagonal matrix with this diagonal and sub-diagonal.
double largestRitzValue(const Vector<double>& diagonal, const Vector<double>& subDiagonal,
                        Eigen::Index size) {
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
    solver.computeFromTridiagonal(diagonal.head(size), subDiagonal.head(size - 1), Eigen::EigenvaluesOnly);
    return solver.eigenvalues()[size - 1];
}

Vector<double> randomUnitVector(Eigen::Index size) {
    Vector<double> v(size);
    RandomStream(0, Stream::spectrum).normals(0, std::span(v.data(), static_cast<std::size_t>(size)));
    return v.normalized();
}

}  // namespace

template <typename Scalar>
double spectralNorm(const WeightMatrix<Scalar>& matrix, const std::stop_token& stop) {
    const bool rowsAreFewer = matrix.rows() <= matrix.cols();
    const Eigen::Index size = std::min(matrix.rows(), matrix.cols());
    const Eigen::Index iterations = std::min(size, kMostIterations);
    Matrix<double> basis(size, iterations);
    Vector<double> diagonal(iterations);
    Vector<double> subDiagonal(iterations);
    double largest = 0;
    if (size > 0) basis.col(0) = randomUnitVector(size);
    for (Eigen::Index k = 0; k < iterations; ++k) {
        throwIfCancelled(stop);
        const Vector<Scalar> v = basis.col(k).template cast<Scalar>();
        const Vector<Scalar> image = rowsAreFewer ? Vector<Scalar>(matrix * (matrix.transpose() * v))
                                                  : Vector<Scalar>(matrix.transpose() * (matrix * v));
        Vector<double> next = image.template cast<double>();
        diagonal[k] = basis.col(k).dot(next);
        const auto known = basis.leftCols(k + 1);
        for (int pass = 0; pass < 2; ++pass) next -= known * (known.transpose() * next);
        const double previous = largest;
        largest = largestRitzValue(diagonal, subDiagonal, k + 1);
        subDiagonal[k] = next.norm();
        const bool exhausted = subDiagonal[k] <= kConverged * std::abs(largest);
        if (exhausted || (k > 2 && std::abs(largest - previous) <= kConverged * largest)) break;
        if (k + 1 < iterations) basis.col(k + 1) = next / subDiagonal[k];
    }
    return std::sqrt(std::max(largest, 0.0));
}

template double spectralNorm(const WeightMatrix<float>&, const std::stop_token&);
template double spectralNorm(const WeightMatrix<double>&, const std::stop_token&);

}  // namespace featurescope
