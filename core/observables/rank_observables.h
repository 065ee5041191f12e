#pragma once

#include <stop_token>

#include "core/observables/probe.h"

namespace featurescope {

/// s_3 / s_1 of W; kUndefined when there are not so many, or s_1 is 0.
double thirdSingularRatio(const Probe& probe);
/// s_1 / s_2 of W; kUndefined when s_2 is 0 or missing.
double singularRatio(const Probe& probe);
/// ||W mu||^2 / (||mu||^2 ||W||_F^2) of the only direction of the data; kUndefined unless there is one.
double energyAlongDirection(const Probe& probe);
/// (sum q)^2 / sum q^2 with q_j = |a_j| ||w_j||; kUndefined when all are 0.
double effectiveNeurons(const Probe& probe);

/// ||W||_F^2 / ||W||_2^2 of the rows with a_j > 0 (`sign` 1) or a_j < 0 (`sign` -1); kUndefined when there
/// are none or all are 0.
template <typename Scalar>
double stableRankOfSign(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights, int sign,
                        const std::stop_token& stop);

/// |cos| of the first right singular vector of `weights` with a direction; kUndefined when all weights are 0.
template <typename Scalar>
double leadingCosine(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& direction,
                     const std::stop_token& stop);

/// cos(sum_j a_j w_j, direction); kUndefined when the sum is 0.
template <typename Scalar>
double sumCosine(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                 const Vector<Scalar>& direction);

extern template double stableRankOfSign(const WeightMatrix<float>&, const Vector<float>&, int,
                                        const std::stop_token&);
extern template double stableRankOfSign(const WeightMatrix<double>&, const Vector<double>&, int,
                                        const std::stop_token&);
extern template double leadingCosine(const WeightMatrix<float>&, const Vector<float>&,
                                     const std::stop_token&);
extern template double leadingCosine(const WeightMatrix<double>&, const Vector<double>&,
                                     const std::stop_token&);
extern template double sumCosine(const WeightMatrix<float>&, const Vector<float>&, const Vector<float>&);
extern template double sumCosine(const WeightMatrix<double>&, const Vector<double>&, const Vector<double>&);

}  // namespace featurescope
