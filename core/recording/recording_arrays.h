#pragma once

#include <string>
#include <vector>

#include "core/io/npz.h"
#include "core/recording/checkpoint.h"
#include "core/recording/timeline.h"

namespace featurescope {

// What is recorded of a run, as arrays of an .npz file. Reading throws InputError, beginning with `file`, for
// whatever does not fit together.

/// "timeline_steps" (rows), "timeline_columns" (ids with commas between), "timeline_values" (rows, columns).
std::vector<NpzEntry> timelineArrays(const TimelineView& timeline);
/// Columns that this program does not know are left out; those missing are not defined.
Timeline timelineFrom(const std::vector<NpzEntry>& arrays, const std::string& file);

/// "step", "engine", "instruction_set", and "state_" + name for each array of the state.
std::vector<NpzEntry> checkpointArrays(const Checkpoint& checkpoint);
Checkpoint checkpointFrom(const std::vector<NpzEntry>& arrays, const std::string& file);

/// The array of this name; InputError when there is none.
const NpyArray& arrayNamed(const std::vector<NpzEntry>& arrays, const std::string& name,
                           const std::string& file);
/// The byte string of this name; InputError when it is none.
const std::string& textNamed(const std::vector<NpzEntry>& arrays, const std::string& name,
                             const std::string& file);

}  // namespace featurescope
