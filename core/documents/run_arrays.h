#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/io/npz_arrays.h"
#include "core/run/run_archive.h"

namespace featurescope {

/// What the names of the arrays of a pinned run start with.
std::string pinnedPrefix(std::size_t index);

/// The arrays that stand for one run in a session file, their names after `prefix` ("" or "pinned/0/"). For
/// `checkpointBytes` see addCheckpoints.
std::vector<NpzEntry> arraysOfRun(const RunArchive& run, const std::string& prefix,
                                  std::uint64_t checkpointBytes);

/// Reads what arraysOfRun wrote. InputError names the file and the array that is not as it must be.
RunArchive runFromArrays(const NpzArrays& arrays, const std::string& prefix);

}  // namespace featurescope
