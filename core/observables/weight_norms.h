#pragma once

#include "core/observables/probe.h"

namespace featurescope {

/// Frobenius norm of W.
double weightNorm(const NeuronTable& neurons);
double weightNorm(const Probe& probe);
/// ||W||_F^2 / ||W||_2^2; kUndefined when the spectral norm was not measured or is 0.
double stableRank(const Probe& probe);
/// ||W - W(0)|| / ||W(0)||; kUndefined when W(0) = 0.
double relativeDistance(const Probe& probe);

}  // namespace featurescope
