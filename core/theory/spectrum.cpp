#include "core/theory/spectrum.h"

#include <Eigen/Eigenvalues>
#include <cmath>

namespace featurescope {

template <typename Scalar>
Vector<double> singularValues(const WeightMatrix<Scalar>& weights) {
    const WeightMatrix<double> w = weights.template cast<double>();
    if (w.size() == 0) return {};
    const Matrix<double> gram =
        w.rows() <= w.cols() ? Matrix<double>(w * w.transpose()) : Matrix<double>(w.transpose() * w);
    const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(gram, Eigen::EigenvaluesOnly);
    return solver.eigenvalues().reverse().cwiseMax(0.0).cwiseSqrt();
}

template Vector<double> singularValues(const WeightMatrix<float>&);
template Vector<double> singularValues(const WeightMatrix<double>&);

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
