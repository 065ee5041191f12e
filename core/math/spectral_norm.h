#pragma once

#include <stop_token>

#include "core/math/types.h"

namespace featurescope {

/// Largest singular value of a matrix, by the Lanczos method on its smaller side with full
/// reorthogonalisation. Relative error below 1e-6 in double; deterministic. 0 for a zero or empty matrix.
/// Costs about 4 m d operations for each of at most 80 iterations. Throws Cancelled.
template <typename Scalar>
double spectralNorm(const WeightMatrix<Scalar>& matrix, const std::stop_token& stop);

extern template double spectralNorm(const WeightMatrix<float>&, const std::stop_token&);
extern template double spectralNorm(const WeightMatrix<double>&, const std::stop_token&);

}  // namespace featurescope
