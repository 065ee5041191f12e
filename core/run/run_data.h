#pragma once

#include <stop_token>

#include "core/data/dataset.h"
#include "core/model/two_layer_network.h"
#include "core/run/given_data.h"
#include "core/spec/experiment_spec.h"
#include "core/training/learner.h"

namespace featurescope {

/// The data of a run: drawn from the spec, or taken from `given` where the spec's data kind is "file".
/// Throws InputError when given data are missing or are not those of the spec, Cancelled.
template <typename Scalar>
Dataset<Scalar> runData(const ExperimentSpec& spec, const GivenData* given, const std::stop_token& stop);

/// The same as training sees it: with network.bias every input has a last coordinate 1 besides. The
/// directions keep the coordinates of the data.
template <typename Scalar>
Dataset<Scalar> trainingData(const ExperimentSpec& spec, const GivenData* given, const std::stop_token& stop);

/// What training does in a run of this spec.
LearningRule ruleOf(const ExperimentSpec& spec);

/// The network at step 0: drawn from the spec, except for the parts that `given` fixes. Throws
/// InputError when a given W does not fit network.bias, Cancelled.
template <typename Scalar>
TwoLayerNetwork<Scalar> runStart(const ExperimentSpec& spec, const GivenData* given,
                                 const std::stop_token& stop);

extern template Dataset<float> runData(const ExperimentSpec&, const GivenData*, const std::stop_token&);
extern template Dataset<double> runData(const ExperimentSpec&, const GivenData*, const std::stop_token&);
extern template Dataset<float> trainingData(const ExperimentSpec&, const GivenData*, const std::stop_token&);
extern template Dataset<double> trainingData(const ExperimentSpec&, const GivenData*, const std::stop_token&);
extern template TwoLayerNetwork<float> runStart(const ExperimentSpec&, const GivenData*,
                                                const std::stop_token&);
extern template TwoLayerNetwork<double> runStart(const ExperimentSpec&, const GivenData*,
                                                 const std::stop_token&);

}  // namespace featurescope
