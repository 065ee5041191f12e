#pragma once

#include <Eigen/Core>

namespace featurescope {

/// Column-major matrix; sample matrices are d x n with one column per sample.
template <typename Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;

/// Row-major matrix; weights are m x d with one row per neuron.
template <typename Scalar>
using WeightMatrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

template <typename Scalar>
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

}  // namespace featurescope
