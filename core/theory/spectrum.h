#pragma once

#include <stop_token>

#include "core/math/types.h"
#include "core/theory/xor_setting.h"

namespace featurescope {

/// Largest min(m, d) for which all singular values are computed: a few tenths of a second.
inline constexpr Eigen::Index kMostSingularValues = 512;

/// Singular values of W, largest first: all min(m, d) of them, from the smaller of W W^T and W^T W in double
/// precision (values below about 1e-8 of the largest are rounding noise); or, when that is more than
/// kMostSingularValues, only the 8 largest, to about 1 %. Throws Cancelled.
template <typename Scalar>
Vector<double> singularValues(const WeightMatrix<Scalar>& weights, const std::stop_token& stop = {});

extern template Vector<double> singularValues(const WeightMatrix<float>&, const std::stop_token&);
extern template Vector<double> singularValues(const WeightMatrix<double>&, const std::stop_token&);

/// ||W||_F^2 / ||W||_2^2 from singular values, largest first; 0 for a zero matrix. It falls from
/// startStableRank to 2 when all neurons lie along mu1 or mu2 in equal parts.
double stableRankOf(const Vector<double>& singularValues);

/// Stable rank of W(0) in the limit of many weights: m d / (sqrt(m) + sqrt(d))^2 (Marchenko-Pastur edge). A
/// symmetric start repeats m/2 different rows, which leaves the stable rank of those.
double startStableRank(const XorSetting& setting);

}  // namespace featurescope
