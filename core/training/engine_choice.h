#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "core/training/learner.h"

namespace featurescope {

/// Up to this dimension the primal engine sorts the samples by angle: see PlanarLearner.
inline constexpr std::ptrdiff_t kPlanarDimension = 2;
/// Up to this dimension it stores nothing between its passes and always wins: see LowDimensionLearner.
inline constexpr std::ptrdiff_t kLowDimension = 4;

/// Whether the primal engine can walk along the ring of samples: not where a slope depends on all outputs.
constexpr bool isPlanar(std::ptrdiff_t dimension, bool couplesSamples) {
    return dimension <= kPlanarDimension && !couplesSamples;
}

/// Sizes that decide which engine is fast.
struct ProblemSize {
    std::ptrdiff_t samples;    ///< n
    std::ptrdiff_t dimension;  ///< d
    std::ptrdiff_t neurons;    ///< m
    std::size_t scalarBytes = sizeof(float);
};

/// What an engine must be able to do.
struct EngineTask {
    bool piecewise = true;  ///< the activation is p z + q relu(z)
    TrainedLayers trained = TrainedLayers::first;
    bool reconstructs = false;    ///< the objective has a penalty(), see Learner
    bool couplesSamples = false;  ///< see LogisticLoss
};

/// What training this network by this rule asks for.
EngineTask taskOf(const LearningRule& rule, const ActivationFunction& activation);

/// Why this engine, not automatic, cannot do the task, as a part of a sentence; nothing when it can.
std::optional<std::string> obstacle(Engine engine, const EngineTask& task);

/// An engine and one sentence that says why.
struct EngineChoice {
    Engine engine;
    std::string reason;
};

/// The engine for `asked`: itself, or for Engine::automatic the one that a fixed rule fitted to measurements
/// expects to be the fastest that can do the task. Depends on nothing but its arguments, so that a run is the
/// same run on every machine. Throws InputError when the engine asked for cannot do the task.
EngineChoice chooseEngine(Engine asked, const ProblemSize& size, const EngineTask& task);

/// How many threads a step of this engine, never automatic, should use: a chunk of neurons and enough work
/// for each of them, at most `options.threads`. The number changes the time of a step and none of its bits.
int threadsWorthUsing(const LearnerOptions& options, const ProblemSize& size);

}  // namespace featurescope
