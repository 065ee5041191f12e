#pragma once

#include "core/observables/probe.h"

namespace featurescope {

/// Largest y f over smallest, on the training samples; kUndefined unless all are positive, and where targets
/// are real numbers.
double marginRatio(const Probe& probe);
/// Smallest y f on the training samples over ||W||_F, or over the mean of ||w_j||^2 + a_j^2 (a_j without the
/// factor of the sum) when both layers are trained; kUndefined when that is 0, and where targets are real.
double normalisedMargin(const Probe& probe);

/// Mean over the neurons of ||w_j||^2 + a_j^2, a_j without this factor of the sum.
double meanSquareOfNeurons(const NeuronTable& neurons, double outputFactor);

/// Share of the test inputs on which f and <sum_j a_j w_j, x> predict the same; kUndefined without any.
double linearAgreement(const Probe& probe);
/// Mean square of the odd part of f over that of f, on the test inputs; kUndefined where the odd part is not
/// linear.
double linearShare(const Probe& probe);

/// Share of the pairs of a neuron with a_j != 0 and a sample for which the neuron is active, <w_j, x_i> > 0,
/// exactly when a_j y_i > 0; kUndefined when there are none.
template <typename Scalar>
double ownPatternShare(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                       const Matrix<Scalar>& inputs, std::span<const std::int8_t> labels);

extern template double ownPatternShare(const WeightMatrix<float>&, const Vector<float>&, const Matrix<float>&,
                                       std::span<const std::int8_t>);
extern template double ownPatternShare(const WeightMatrix<double>&, const Vector<double>&,
                                       const Matrix<double>&, std::span<const std::int8_t>);

}  // namespace featurescope
