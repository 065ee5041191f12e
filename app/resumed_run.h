#pragma once

#include "app/command_line.h"
#include "core/run/checkpoint_file.h"

namespace featurescope {

/// Throws InputError naming the first setting that the run of `file` does not share with `spec`. Titles,
/// texts and claims may differ, step size changes at later steps too, and training.steps as long as it is at
/// least the step reached.
void requireSameRun(const ExperimentSpec& spec, const CheckpointFile& file, const std::string& fileName);

/// How that run was computed, with the number of threads asked for. Throws InputError when another engine or
/// schedule of recording is asked for, or when this machine does not have the instruction set.
LearnerOptions resumedLearner(const RunOptions& options, const CheckpointFile& file);

}  // namespace featurescope
