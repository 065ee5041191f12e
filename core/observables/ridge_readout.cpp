#include "core/observables/ridge_readout.h"

#include <Eigen/Cholesky>

namespace featurescope {

Vector<double> RidgeReadout::on(const Matrix<double>& features) const {
    const Eigen::Index m = features.rows();
    return (features.transpose() * coefficients.head(m)).array() + coefficients[m];
}

RidgeReadout ridgeReadout(const Matrix<double>& features, std::span<const double> targets, double ridge) {
    const Eigen::Index m = features.rows(), n = features.cols();
    const auto samples = static_cast<double>(n);
    const Eigen::Map<const Vector<double>> y(targets.data(), n);
    Matrix<double> squares(m + 1, m + 1);
    squares.topLeftCorner(m, m) = features * features.transpose() / samples;
    squares.topRightCorner(m, 1) = features.rowwise().mean();
    squares.bottomLeftCorner(1, m) = squares.topRightCorner(m, 1).transpose();
    squares(m, m) = 1;
    squares.diagonal().array() += ridge / static_cast<double>(m);
    Vector<double> products(m + 1);
    products << features * y / samples, y.mean();
    return {Eigen::LDLT<Matrix<double>>(squares).solve(products)};
}

}  // namespace featurescope
