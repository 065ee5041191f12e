#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/run/run_archive.h"

namespace featurescope {

/// A run that was set aside for comparison.
struct PinnedRun {
    std::string name{};  ///< as the user sees it
    RunArchive run{};
};

/// Everything a session file (.fscope) holds. Data from a file of the user's are not in it but named by the
/// spec's hash: RunArchive::data is null after reading, and whoever opens the session finds them. Data that
/// were drawn or imported are nowhere else, so the session owns them.
struct SessionDocument {
    RunArchive run{};
    std::vector<PinnedRun> pinned{};
    std::string layout{};               ///< a JSON value the window understands; empty for none
    std::string weightsSha256{};        ///< of W at run.step; empty when unknown
    std::string outputWeightsSha256{};  ///< of a at run.step; empty when unknown or not trained
    std::string programVersion{};       ///< of the program that wrote it; empty when unknown
    std::set<std::string> ownedData{};  ///< hashes of the data (RunArchive::data) that are part of the file
};

/// Checkpoints only spare computing, so a file takes as many as fit in this, but always those that are needed
/// to go on at once: see addCheckpoints.
inline constexpr std::uint64_t kSessionCheckpointBytes = std::uint64_t{32} << 20;

/// The bytes of a session file: one .npz that NumPy opens, see docs/files.md. Same document, same bytes.
/// InputError when `layout` is not JSON. May be called on any thread.
/// @param checkpointBytes  for the checkpoints of each run
std::string sessionToBytes(const SessionDocument& document,
                           std::uint64_t checkpointBytes = kSessionCheckpointBytes);

/// Reads a session file of this version of the format or an older one. InputError when it is of a newer one
/// or its content is not allowed, FileError when it is damaged; both start with `name`.
SessionDocument sessionFromBytes(std::string_view bytes, const std::string& name);

}  // namespace featurescope
