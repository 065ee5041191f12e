#pragma once

#include <cstddef>
#include <string>

#include "core/training/learner.h"

namespace featurescope {

/// Up to this dimension the primal engine sorts the samples by angle: see PlanarLearner.
inline constexpr std::ptrdiff_t kPlanarDimension = 2;
/// Up to this dimension it stores nothing between its passes and always wins: see LowDimensionLearner.
inline constexpr std::ptrdiff_t kLowDimension = 4;

/// Sizes that decide which engine is fast.
struct ProblemSize {
    std::ptrdiff_t samples;    ///< n
    std::ptrdiff_t dimension;  ///< d
    std::ptrdiff_t neurons;    ///< m
    std::size_t scalarBytes = sizeof(float);
};

/// An engine and one sentence that says why.
struct EngineChoice {
    Engine engine;
    std::string reason;
};

/// The engine for `asked`: itself, or for Engine::automatic the one that a fixed rule fitted to measurements
/// expects to be faster. Depends on nothing but its arguments, so that a run is the same run on every
/// machine.
EngineChoice chooseEngine(Engine asked, const ProblemSize& size);

/// How many threads a step of this engine, never automatic, should use: a chunk of neurons and enough work
/// for each of them, at most `options.threads`. The number changes the time of a step and none of its bits.
int threadsWorthUsing(const LearnerOptions& options, const ProblemSize& size);

}  // namespace featurescope
