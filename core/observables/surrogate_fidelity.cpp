#include "core/observables/surrogate_fidelity.h"

#include <vector>

#include "core/math/statistics.h"

namespace featurescope {

template <typename Scalar>
double surrogateFidelity(const WeightMatrix<Scalar>& weights, const ActivationFunction& activation,
                         const Matrix<Scalar>& inputs, std::span<const double> slopes) {
    constexpr double kWindow = 0.1;  // of the mean of |z|
    const Matrix<double> x = inputs.template cast<double>();
    const Eigen::Map<const Vector<double>> r(slopes.data(), x.cols());
    std::vector<double> cosines;
    for (Eigen::Index j = 0; j < weights.rows(); ++j) {
        const Vector<double> z = x.transpose() * weights.row(j).transpose().template cast<double>();
        const double h = kWindow * z.cwiseAbs().mean();
        const Vector<double> derivative = std::visit(
            [&z](const auto& phi) {
                return Vector<double>(z.unaryExpr([&phi](double at) { return phi.derivative(at); }));
            },
            activation);
        const Vector<double> surrogate = x * r.cwiseProduct(derivative);
        const Vector<double> window =
            x * (z.array().abs() < h).select(r.array(), Eigen::ArrayXd::Zero(r.size())).matrix();
        const double size = surrogate.norm() * window.norm();
        if (size > 0) cosines.push_back(surrogate.dot(window) / size);
    }
    return median(std::move(cosines));
}

template double surrogateFidelity(const WeightMatrix<float>&, const ActivationFunction&, const Matrix<float>&,
                                  std::span<const double>);
template double surrogateFidelity(const WeightMatrix<double>&, const ActivationFunction&,
                                  const Matrix<double>&, std::span<const double>);

}  // namespace featurescope
