#pragma once

#include <cstdint>
#include <stop_token>

#include "core/data/dataset.h"
#include "core/model/two_layer_network.h"
#include "core/observables/probe.h"
#include "core/spec/experiment_spec.h"

namespace featurescope {

/// What a run stands at; all of it must outlive the values that are made of it.
template <typename Scalar>
struct MeasuredState {
    const ExperimentSpec& spec;
    const Dataset<Scalar>& data;
    const TwoLayerNetwork<Scalar>& start;
    const WeightMatrix<Scalar>& weights;
    const Vector<Scalar>& outputWeights;  ///< what multiplies phi
    std::int64_t step;
    const std::stop_token& stop;
};

/// The values of a state that are defined for its run; each is computed when it is first asked for. Those of
/// its spectrum and its pattern are left out in the setting of the paper, where other columns say the same.
/// The two of kernels are not among them, see below.
template <typename Scalar>
CostlyValues costlyValues(const MeasuredState<Scalar>& state);

/// Number of test samples, the first ones, on which the linear rule of a run is measured.
std::int64_t linearRuleSamples(const ExperimentSpec& spec);

/// Normalised test error that training ends with when the tangent kernel stays as at the start; kUndefined
/// where targets are labels or samples too many.
template <typename Scalar>
double kernelRegressionError(const Dataset<Scalar>& data, const TwoLayerNetwork<Scalar>& start,
                             TrainedLayers trained);

/// Test error of the classifier of largest margin whose features are infinitely many random relu neurons;
/// kUndefined unless a run trains both layers of such a network on labels that it can separate, or where
/// samples are too many. Throws Cancelled.
template <typename Scalar>
double kernelMarginError(const ExperimentSpec& spec, const Dataset<Scalar>& data,
                         const std::stop_token& stop);

extern template CostlyValues costlyValues(const MeasuredState<float>&);
extern template CostlyValues costlyValues(const MeasuredState<double>&);
extern template double kernelRegressionError(const Dataset<float>&, const TwoLayerNetwork<float>&,
                                             TrainedLayers);
extern template double kernelRegressionError(const Dataset<double>&, const TwoLayerNetwork<double>&,
                                             TrainedLayers);
extern template double kernelMarginError(const ExperimentSpec&, const Dataset<float>&,
                                         const std::stop_token&);
extern template double kernelMarginError(const ExperimentSpec&, const Dataset<double>&,
                                         const std::stop_token&);

}  // namespace featurescope
