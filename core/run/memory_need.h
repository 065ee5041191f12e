#pragma once

#include <cstdint>

#include "core/spec/experiment_spec.h"
#include "core/training/learner.h"

namespace featurescope {

/// Bytes a run of this spec needs at its peak (upper bound, saturating); nothing is allocated to find out.
/// Checkpoints, which have a budget of their own, and baselines, which somebody asks for, are not in it.
std::uint64_t memoryNeed(const ExperimentSpec& spec, const LearnerOptions& options);

/// Throws InputError ("... needs 37 GiB, this machine has 23 GiB; make data.dimension ... smaller") when a
/// run needs more memory than the machine has.
void requireMemory(const ExperimentSpec& spec, const LearnerOptions& options);

}  // namespace featurescope
