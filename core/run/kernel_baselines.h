#pragma once

#include <stop_token>

#include "core/data/dataset.h"
#include "core/model/two_layer_network.h"
#include "core/spec/experiment_spec.h"
#include "core/theory/baselines.h"

namespace featurescope {

// Baselines that are no two-layer network: rules of kernels, and linear fits to features. Errors on real
// targets are mean squares over the variance of the targets without noise, on the test samples without noise
// in `testClean`. Each takes at most some seconds; all fields are NaN where a kernel would be of too many
// samples, and of a network with biases where its own features are asked for. Computed in double precision.
// They throw Cancelled.

/// Least squares on the inputs and a constant, to real targets.
BaselineErrors leastSquaresErrors(const Dataset<float>& data, const std::stop_token& stop);

/// Ridge regression of real targets on the hidden features at the start: of the readout samples, or of the
/// training samples where there are no others.
BaselineErrors ridgeReadoutErrors(const Dataset<float>& data, const TwoLayerNetwork<float>& start,
                                  double ridge, const std::stop_token& stop);

/// Where training on real targets ends while the tangent kernel stays that of the start.
BaselineErrors firstKernelErrors(const Dataset<float>& data, const TwoLayerNetwork<float>& start,
                                 TrainedLayers trained, const std::stop_token& stop);

/// The classifier of largest margin with infinitely many random relu features, which may have biases.
BaselineErrors kernelMarginErrors(const Dataset<float>& data, bool bias, const std::stop_token& stop);

}  // namespace featurescope
