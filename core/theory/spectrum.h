#pragma once

#include "core/math/types.h"
#include "core/theory/xor_setting.h"

namespace featurescope {

/// Singular values of W, largest first, min(m, d) of them; from the smaller of W W^T and W^T W, in double
/// precision. Values below about 1e-8 of the largest are rounding noise.
template <typename Scalar>
Vector<double> singularValues(const WeightMatrix<Scalar>& weights);

extern template Vector<double> singularValues(const WeightMatrix<float>&);
extern template Vector<double> singularValues(const WeightMatrix<double>&);

/// ||W||_F^2 / ||W||_2^2 from singular values, largest first; 0 for a zero matrix. It falls from
/// startStableRank to 2 when all neurons lie along mu1 or mu2 in equal parts.
double stableRankOf(const Vector<double>& singularValues);

/// Stable rank of W(0) in the limit of many weights: m d / (sqrt(m) + sqrt(d))^2 (Marchenko-Pastur edge). A
/// symmetric start repeats m/2 different rows, which leaves the stable rank of those.
double startStableRank(const XorSetting& setting);

}  // namespace featurescope
