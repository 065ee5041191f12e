#pragma once

#include <filesystem>

#include "core/documents/sweep_file.h"

namespace featurescope {

/// What a look into a store has brought.
struct CollectedRuns {
    std::int64_t runs = 0;        ///< lines that were read
    std::int64_t twice = 0;       ///< of them, runs that were there already
    std::int64_t otherLines = 0;  ///< whole lines that are no runs
};

/// Reads what workers have written to the store since the last time into the file, and commits it. Lines of
/// one run must agree: FileError naming both files otherwise.
CollectedRuns collectShards(const std::filesystem::path& store, SweepFile& file);

}  // namespace featurescope
