#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/io/json.h"
#include "core/io/npz_arrays.h"
#include "core/run/run_archive.h"

namespace featurescope {

/// Appends the arrays of a run's checkpoints (PREFIX + "checkpoint/STEP/NAME") to `entries`, those nearest to
/// the shown and the last step first and then spread over the run, as many as fit in `budget` bytes. The last
/// one and the one before the shown step are always there, however large, unless the budget is 0.
/// @return the list that says what they are, for "about"
Json addCheckpoints(std::vector<NpzEntry>& entries, const RunArchive& run, const std::string& prefix,
                    std::uint64_t budget);

/// Reads what addCheckpoints wrote; `about` holds its list as "checkpoints". Throws InputError.
CheckpointList checkpointsFrom(const NpzArrays& arrays, const Json& about, const std::string& prefix);

}  // namespace featurescope
