#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "app/command_line.h"
#include "app/interrupt_watch.h"
#include "core/run/experiment.h"
#include "core/run/run_record.h"

namespace featurescope {

/// Carries out `featurescope-cli export`. Says on `err` when the numbers could not be computed as they first
/// were. Throws InputError, FileError, and Cancelled when interrupted.
void exportSession(const ExportSession& command, std::ostream& err, const InterruptWatch& watch);

/// Throws InputError when there is something under that name and `force` is off.
void requireNewFile(const std::filesystem::path& path, bool force);

/// Writes a run that stands at its last step as a session file. FileError when that fails.
void writeSession(const std::filesystem::path& path, Experiment& experiment, const RunRecord& record);

}  // namespace featurescope
