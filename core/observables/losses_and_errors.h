#pragma once

#include <cstdint>
#include <span>

#include "core/observables/probe.h"

namespace featurescope {

/// Which samples count.
enum class SampleKind { all, clean, corrupted };

/// Share of the samples of this kind whose prediction differs from their given label; kUndefined when there
/// are none.
double errorShare(const ScoredSamples& samples, SampleKind kind);
/// Share of the samples whose prediction differs from their clean label; kUndefined when there are none.
double cleanLabelErrorShare(const ScoredSamples& samples);
/// Mean of log(1 + exp(-y f)) over the given labels, in nats; kUndefined when there are no samples.
double meanLogisticLoss(const ScoredSamples& samples);
/// Mean of (clean label) f; kUndefined when there are no samples.
double meanCleanMargin(const ScoredSamples& samples);

}  // namespace featurescope
