#pragma once

#include <string>
#include <vector>

#include "core/io/npz_arrays.h"
#include "core/recording/checkpoint.h"
#include "core/recording/timeline.h"

namespace featurescope {

// What is recorded of a run, as arrays of an .npz file. Reading throws InputError, beginning with the file's
// name, for whatever does not fit together.

/// The names of the three arrays that hold a timeline.
struct TimelineNames {
    std::string steps;    ///< rows
    std::string columns;  ///< ids of the observables with commas between
    std::string values;   ///< rows, columns
};

std::vector<NpzEntry> timelineArrays(const TimelineView& timeline, const TimelineNames& names);
/// Columns that this program does not know are left out; those missing are not defined.
TimelineView timelineFrom(const NpzArrays& arrays, const TimelineNames& names);

/// The steps of one array: increasing, from 0 to kLargestExactInteger.
const std::vector<std::int64_t>& stepsNamed(const NpzArrays& arrays, const std::string& name);

/// The arrays of a checkpoint's state, each called `prefix` and its own name.
std::vector<NpzEntry> stateArrays(const Checkpoint& checkpoint, const std::string& prefix);
/// Reads those of these names, in that order and the precision of the first one.
decltype(Checkpoint::arrays) stateFrom(const NpzArrays& arrays, const std::string& prefix,
                                       const std::vector<std::string>& names);

}  // namespace featurescope
