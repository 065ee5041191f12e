#pragma once

#include <cstdint>
#include <vector>

#include "core/math/types.h"

namespace featurescope {

/// Estimates the two cluster means of data that are thought to come as in the paper: +-mu1 with label +1 and
/// +-mu2 with label -1. Within each label the samples are split in two groups on opposite sides of the origin
/// (clustering with k = 2 and centres +-mu, started in the direction of the largest second moment), and mu is
/// the mean of the samples after turning one group over.
/// @param x  d x n
/// @return d x 2; the sign is such that the largest coordinate is positive. A column is zero when there is no
///         sample of its label or all of them are zero.
Matrix<double> estimatedMeans(const Eigen::Ref<const Matrix<double>>& x,
                              const std::vector<std::int8_t>& labels);

}  // namespace featurescope
