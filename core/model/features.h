#pragma once

#include "core/math/types.h"
#include "core/model/activation.h"

namespace featurescope {

/// Inputs of neurons and what becomes of them, in double precision whatever the run's is: for measurements,
/// which are few.
struct Features {
    Matrix<double> values;  ///< phi(<w_j, x_i>), m x n
    Matrix<double> slopes;  ///< phi'(<w_j, x_i>), m x n; of activations that have another backward pass, that
};

/// @param weights  W, m x d
/// @param inputs   d x n
template <typename Scalar>
Features featuresOf(const WeightMatrix<Scalar>& weights, const ActivationFunction& activation,
                    const Matrix<Scalar>& inputs);

/// f on these inputs, n values.
/// @param outputWeights  what multiplies phi, m
template <typename Scalar>
Vector<double> outputsOn(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                         const ActivationFunction& activation, const Matrix<Scalar>& inputs);

extern template Features featuresOf(const WeightMatrix<float>&, const ActivationFunction&,
                                    const Matrix<float>&);
extern template Features featuresOf(const WeightMatrix<double>&, const ActivationFunction&,
                                    const Matrix<double>&);
extern template Vector<double> outputsOn(const WeightMatrix<float>&, const Vector<float>&,
                                         const ActivationFunction&, const Matrix<float>&);
extern template Vector<double> outputsOn(const WeightMatrix<double>&, const Vector<double>&,
                                         const ActivationFunction&, const Matrix<double>&);

}  // namespace featurescope
