#pragma once

#include <span>

#include "core/math/types.h"
#include "core/model/features.h"
#include "core/model/two_layer_network.h"

namespace featurescope {

/// What the tangent kernel of a network needs to know of a set of samples.
struct TangentFeatures {
    Matrix<double> inputs;  ///< d x n
    Matrix<double>
        features;  ///< phi, m x n, times what multiplies the sum over neurons; not of the first layer
    Matrix<double> slopes;  ///< a_j phi', m x n, a_j what multiplies phi; not of the second layer
};

/// @param outputWeights  a, what multiplies phi, m
/// @param factor         s, what multiplies the sum over neurons: part of a
template <typename Scalar>
TangentFeatures tangentFeatures(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                                double factor, const ActivationFunction& activation,
                                const Matrix<Scalar>& inputs);

/// The kernel of the gradients of f by what is trained, n x k: <x, x'> sum_j a_j^2 phi'(z_j) phi'(z'_j) of
/// the first layer, s^2 sum_j phi(z_j) phi(z'_j) of the second.
Matrix<double> tangentKernel(TrainedLayers trained, const TangentFeatures& left,
                             const TangentFeatures& right);

/// y'K y / (||K||_F ||y||^2) after K has been centred on both sides and y, too; NaN when either is then 0.
double kernelAlignment(const Matrix<double>& kernel, std::span<const double> targets);

extern template TangentFeatures tangentFeatures(const WeightMatrix<float>&, const Vector<float>&, double,
                                                const ActivationFunction&, const Matrix<float>&);
extern template TangentFeatures tangentFeatures(const WeightMatrix<double>&, const Vector<double>&, double,
                                                const ActivationFunction&, const Matrix<double>&);

}  // namespace featurescope
