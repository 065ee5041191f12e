#include "core/math/dominant_subspace.h"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <span>

#include "core/base/cancel.h"
#include "core/math/random.h"

namespace featurescope {
namespace {

template <typename Scalar>
using Rows = Eigen::Ref<const WeightMatrix<Scalar>>;

/// Calls work(block of rows) so that the stop token is seen every few milliseconds.
template <typename Scalar, typename Work>
void forRowBlocks(const Rows<Scalar>& rows, Eigen::Index columns, const std::stop_token& stop,
                  const Work& work) {
    constexpr Eigen::Index kOperations = Eigen::Index{1} << 24;
    const Eigen::Index height =
        std::clamp<Eigen::Index>(kOperations / std::max<Eigen::Index>(1, rows.cols() * columns), 1, 4096);
    for (Eigen::Index first = 0; first < rows.rows(); first += height) {
        throwIfCancelled(stop);
        work(rows.middleRows(first, std::min(height, rows.rows() - first)));
    }
}

/// rows^T rows * basis.
template <typename Scalar>
Matrix<double> image(const Rows<Scalar>& rows, const Matrix<double>& basis, const std::stop_token& stop) {
    const Matrix<Scalar> narrow = basis.template cast<Scalar>();
    Matrix<double> sum = Matrix<double>::Zero(basis.rows(), basis.cols());
    forRowBlocks<Scalar>(rows, basis.cols(), stop, [&](const auto& block) {
        const Matrix<Scalar> along = block * narrow;
        const Matrix<Scalar> back = block.transpose() * along;
        sum += back.template cast<double>();
    });
    return sum;
}

/// (rows * basis)^T (rows * basis), k x k.
template <typename Scalar>
Matrix<double> ritzMatrix(const Rows<Scalar>& rows, const Matrix<double>& basis,
                          const std::stop_token& stop) {
    const Matrix<Scalar> narrow = basis.template cast<Scalar>();
    Matrix<double> sum = Matrix<double>::Zero(basis.cols(), basis.cols());
    forRowBlocks<Scalar>(rows, basis.cols(), stop, [&](const auto& block) {
        const Matrix<double> along = Matrix<Scalar>(block * narrow).template cast<double>();
        sum.noalias() += along.transpose() * along;
    });
    return sum;
}

Matrix<double> orthonormal(const Matrix<double>& columns, const Matrix<double>& without) {
    Matrix<double> rest = columns;
    for (int pass = 0; pass < 2; ++pass) rest -= without * (without.transpose() * rest);
    const Eigen::HouseholderQR<Matrix<double>> qr(rest);
    Matrix<double> basis = qr.householderQ() * Matrix<double>::Identity(rest.rows(), rest.cols());
    // Columns that vanished above come back as anything.
    basis -= without * (without.transpose() * basis);
    return basis;
}

Matrix<double> randomColumns(Eigen::Index height, Eigen::Index count) {
    Matrix<double> columns(height, count);
    const RandomStream random(0, Stream::subspace);
    const Eigen::Index draws = height + height % 2;  // even, as Box-Muller pairs need
    for (Eigen::Index k = 0; k < count; ++k) {
        random.normals(static_cast<std::uint64_t>(k * draws),
                       std::span(columns.col(k).data(), static_cast<std::size_t>(height)));
    }
    return columns;
}

/// A direction and its opposite are the same: the largest entry shall be positive.
void fixSigns(Matrix<double>& directions) {
    for (Eigen::Index k = 0; k < directions.cols(); ++k) {
        Eigen::Index largest = 0;
        directions.col(k).cwiseAbs().maxCoeff(&largest);
        if (directions(largest, k) < 0) directions.col(k) *= -1;
    }
}

}  // namespace

template <typename Scalar>
DominantSubspace dominantSubspace(const Eigen::Ref<const WeightMatrix<Scalar>>& rows, Eigen::Index count,
                                  const SubspaceLimits& limits, const Matrix<double>& without,
                                  const std::stop_token& stop) {
    const Eigen::Index rank = std::min(rows.rows(), rows.cols() - without.cols());
    count = std::clamp<Eigen::Index>(count, 0, std::max<Eigen::Index>(rank, 0));
    if (count == 0) return {Matrix<double>(rows.cols(), 0), {}};
    Matrix<double> basis = orthonormal(randomColumns(rows.cols(), count), without);
    Vector<double> before = Vector<double>::Zero(count);
    for (int i = 0; i < limits.mostIterations; ++i) {
        const Matrix<double> next = image<Scalar>(rows, basis, stop);
        const Vector<double> reach = next.colwise().norm();
        basis = orthonormal(next, without);
        if ((reach - before).norm() <= limits.tolerance * reach.norm()) break;
        before = reach;
    }
    const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(ritzMatrix<Scalar>(rows, basis, stop));
    DominantSubspace found;
    found.sizes = solver.eigenvalues().reverse().cwiseMax(0.0).cwiseSqrt();
    found.directions = basis * solver.eigenvectors().rowwise().reverse();
    fixSigns(found.directions);
    return found;
}

template DominantSubspace dominantSubspace<float>(const Eigen::Ref<const WeightMatrix<float>>&, Eigen::Index,
                                                  const SubspaceLimits&, const Matrix<double>&,
                                                  const std::stop_token&);
template DominantSubspace dominantSubspace<double>(const Eigen::Ref<const WeightMatrix<double>>&,
                                                   Eigen::Index, const SubspaceLimits&, const Matrix<double>&,
                                                   const std::stop_token&);

}  // namespace featurescope
