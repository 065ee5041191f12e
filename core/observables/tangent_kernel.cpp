#include "core/observables/tangent_kernel.h"

#include "core/observables/observable_table.h"

namespace featurescope {

template <typename Scalar>
TangentFeatures tangentFeatures(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                                double factor, const ActivationFunction& activation,
                                const Matrix<Scalar>& inputs) {
    Features features = featuresOf(weights, activation, inputs);
    return {.inputs = inputs.template cast<double>(),
            .features = factor * features.values,
            .slopes = outputWeights.template cast<double>().asDiagonal() * features.slopes};
}

Matrix<double> tangentKernel(TrainedLayers trained, const TangentFeatures& left,
                             const TangentFeatures& right) {
    Matrix<double> kernel = Matrix<double>::Zero(left.inputs.cols(), right.inputs.cols());
    if (trained != TrainedLayers::second) {
        const Matrix<double> inner = left.inputs.transpose() * right.inputs;
        kernel += inner.cwiseProduct(left.slopes.transpose() * right.slopes);
    }
    if (trained != TrainedLayers::first) kernel += left.features.transpose() * right.features;
    return kernel;
}

double kernelAlignment(const Matrix<double>& kernel, std::span<const double> targets) {
    Vector<double> y = Eigen::Map<const Vector<double>>(targets.data(), kernel.rows());
    y.array() -= y.mean();
    Matrix<double> centred = kernel.rowwise() - kernel.colwise().mean();
    centred.colwise() -= Vector<double>(centred.rowwise().mean());
    const double size = centred.norm() * y.squaredNorm();
    return size > 0 ? y.dot(centred * y) / size : kUndefined;
}

template TangentFeatures tangentFeatures(const WeightMatrix<float>&, const Vector<float>&, double,
                                         const ActivationFunction&, const Matrix<float>&);
template TangentFeatures tangentFeatures(const WeightMatrix<double>&, const Vector<double>&, double,
                                         const ActivationFunction&, const Matrix<double>&);

}  // namespace featurescope
