#include "core/model/features.h"

namespace featurescope {

template <typename Scalar>
Features featuresOf(const WeightMatrix<Scalar>& weights, const ActivationFunction& activation,
                    const Matrix<Scalar>& inputs) {
    const Matrix<double> z = weights.template cast<double>() * inputs.template cast<double>();
    return std::visit(
        [&z](const auto& phi) {
            return Features{.values = z.unaryExpr([&phi](double at) { return phi.value(at); }),
                            .slopes = z.unaryExpr([&phi](double at) { return phi.derivative(at); })};
        },
        activation);
}

template <typename Scalar>
Vector<double> outputsOn(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                         const ActivationFunction& activation, const Matrix<Scalar>& inputs) {
    return featuresOf(weights, activation, inputs).values.transpose() * outputWeights.template cast<double>();
}

template Features featuresOf(const WeightMatrix<float>&, const ActivationFunction&, const Matrix<float>&);
template Features featuresOf(const WeightMatrix<double>&, const ActivationFunction&, const Matrix<double>&);
template Vector<double> outputsOn(const WeightMatrix<float>&, const Vector<float>&, const ActivationFunction&,
                                  const Matrix<float>&);
template Vector<double> outputsOn(const WeightMatrix<double>&, const Vector<double>&,
                                  const ActivationFunction&, const Matrix<double>&);

}  // namespace featurescope
