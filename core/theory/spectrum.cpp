#include "core/theory/spectrum.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

#include "core/base/cancel.h"
#include "core/math/dominant_subspace.h"
#include "core/training/aligned_vector.h"
#include "core/training/call_limits.h"
#include "core/training/kernels/kernels.h"
#include "core/training/packed_block.h"

namespace featurescope {
namespace {

// rows * rows^T, lower triangle only, with the kernels of the training steps: Eigen's own product is compiled
// for the oldest processor.
WeightMatrix<double> gramMatrix(const WeightMatrix<double>& rows, const std::stop_token& stop) {
    const auto& kernels = kernelsOf<double>(chosenInstructionSet(InstructionSet::automatic));
    const Eigen::Index count = rows.rows(), depth = rows.cols();
    WeightMatrix<double> gram = WeightMatrix<double>::Zero(count, count);
    AlignedVector<double> panels(static_cast<std::size_t>(depth * kBlockSize));
    const std::ptrdiff_t height = rowsPerCall(depth);
    for (Eigen::Index c = 0; c < count; c += kBlockSize) {
        const Eigen::Index columns = std::min<Eigen::Index>(kBlockSize, count - c);
        packBlock<double>({rows.row(c).data(), depth, columns, depth}, kernels.panelWidth, panels.data());
        for (Eigen::Index j = c; j < count; j += height) {
            throwIfCancelled(stop);
            kernels.product({.rows = rows.row(j).data(),
                             .stride = depth,
                             .count = std::min<Eigen::Index>(height, count - j),
                             .depth = depth,
                             .panels = panels.data(),
                             .columns = columns,
                             .scales = nullptr,
                             .base = nullptr,
                             .baseStride = 0,
                             .out = &gram(j, c),
                             .outStride = count});
        }
    }
    return gram;
}

}  // namespace

template <typename Scalar>
Vector<double> singularValues(const WeightMatrix<Scalar>& weights, const std::stop_token& stop) {
    if (weights.size() == 0) return {};
    const bool fewRows = weights.rows() <= weights.cols();
    if (std::min(weights.rows(), weights.cols()) > kMostSingularValues) {
        constexpr Eigen::Index kWanted = 8, kSearched = 24;  // the margin makes the wanted ones converge
        return dominantSubspace<Scalar>(weights, kSearched, {.mostIterations = 12, .tolerance = 1e-4},
                                        Matrix<double>(weights.cols(), 0), stop)
            .sizes.head(kWanted);
    }
    const WeightMatrix<double> rows = fewRows
                                          ? WeightMatrix<double>(weights.template cast<double>())
                                          : WeightMatrix<double>(weights.transpose().template cast<double>());
    const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(gramMatrix(rows, stop),
                                                               Eigen::EigenvaluesOnly);
    return solver.eigenvalues().reverse().cwiseMax(0.0).cwiseSqrt();
}

template Vector<double> singularValues(const WeightMatrix<float>&, const std::stop_token&);
template Vector<double> singularValues(const WeightMatrix<double>&, const std::stop_token&);

double stableRankOf(const Vector<double>& singularValues) {
    if (singularValues.size() == 0 || singularValues[0] == 0) return 0;
    return (singularValues / singularValues[0]).squaredNorm();
}

double startStableRank(const XorSetting& setting) {
    const double copies = setting.start == Start::symmetric ? 2 : 1;
    const double rows = static_cast<double>(setting.neurons) / copies,
                 d = static_cast<double>(setting.dimension);
    return rows * d / std::pow(std::sqrt(rows) + std::sqrt(d), 2);
}

}  // namespace featurescope
