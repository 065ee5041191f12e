#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/recording/checkpoint.h"
#include "core/recording/recording_schedule.h"
#include "core/recording/timeline.h"
#include "core/spec/experiment_spec.h"

namespace featurescope {

/// What the command line keeps of a run to go on with later: spec, state, and the rows recorded so far.
struct CheckpointFile {
    ExperimentSpec spec;
    RecordingSchedule schedule;
    TimelineView timeline;  ///< rows of the schedule, up to the checkpoint's step
    Checkpoint checkpoint;
};

/// The content of such an .npz file; NumPy opens it.
std::string checkpointFileBytes(const CheckpointFile& file);

/// Reads one. FileError when it cannot be read; InputError when it is no checkpoint or its parts do not fit
/// together.
CheckpointFile readCheckpointFile(const std::filesystem::path& path);

/// The same for the bytes of such a file; `name` starts every message.
CheckpointFile checkpointFileFromBytes(std::string_view bytes, const std::string& name);

}  // namespace featurescope
