#pragma once

#include "core/observables/probe.h"

namespace featurescope {

// On samples whose targets are real numbers; kUndefined on others, and where there are none.

/// Mean of (f - y)^2 over its targets without noise; of these, their variance. kUndefined when that is 0.
double normalisedGivenError(const ScoredSamples& samples);
/// The same of (f - y*)^2, y* the target without noise.
double normalisedCleanError(const ScoredSamples& samples);
/// Mean of (f - y*)^2, y* the target without noise: what f costs beyond the best predictor.
double excessRisk(const ScoredSamples& samples);

/// Mean of (value - target)^2 over the variance of the targets; kUndefined when that is 0.
double normalisedError(std::span<const double> values, std::span<const double> targets);
/// Mean of (value - target)^2; kUndefined of nothing.
double meanSquaredError(std::span<const double> values, std::span<const double> targets);

}  // namespace featurescope
