#pragma once

#include <cstdint>
#include <span>

#include "core/observables/probe.h"

namespace featurescope {

/// Which samples count.
enum class SampleKind { all, clean, corrupted };

/// Share of the samples of this kind whose prediction differs from their given label; kUndefined when there
/// are none, or targets are real numbers.
double errorShare(const ScoredSamples& samples, SampleKind kind);
/// The same of outputs that stand beside their labels; kUndefined without samples.
double errorShare(std::span<const double> outputs, std::span<const std::int8_t> labels);
/// Share of the samples whose prediction differs from their clean label; kUndefined likewise.
double cleanLabelErrorShare(const ScoredSamples& samples);
/// Mean of (clean label) f; kUndefined when there are no samples.
double meanCleanMargin(const ScoredSamples& samples);

}  // namespace featurescope
