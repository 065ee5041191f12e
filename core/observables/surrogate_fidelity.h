#pragma once

#include <span>

#include "core/math/types.h"
#include "core/model/activation.h"

namespace featurescope {

/// How near the backward pass of an activation that jumps at 0 comes to the gradient of the mean loss over
/// many samples: the median over neurons of the cosine of sum_i r_i phi'(z_ij) x_i with the same sum with
/// 1{|z_ij| < h} / h, h a tenth of the mean of |z_ij|, in place of phi'. Neurons for which either is 0 do not
/// count; kUndefined when none does.
/// @param slopes  slope of the loss by f on every sample, r_i up to a common factor
template <typename Scalar>
double surrogateFidelity(const WeightMatrix<Scalar>& weights, const ActivationFunction& activation,
                         const Matrix<Scalar>& inputs, std::span<const double> slopes);

extern template double surrogateFidelity(const WeightMatrix<float>&, const ActivationFunction&,
                                         const Matrix<float>&, std::span<const double>);
extern template double surrogateFidelity(const WeightMatrix<double>&, const ActivationFunction&,
                                         const Matrix<double>&, std::span<const double>);

}  // namespace featurescope
