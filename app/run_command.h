#pragma once

#include <iosfwd>

#include "app/command_line.h"
#include "app/exit_code.h"
#include "app/interrupt_watch.h"

namespace featurescope {

/// Carries out `featurescope-cli run`: trains, prints the summary to `out`, what went wrong to `err`, and
/// writes the files. Throws InputError and FileError for what stands in the way of a run.
ExitCode runExperiment(const RunOptions& options, std::ostream& out, std::ostream& err,
                       const InterruptWatch& watch);

}  // namespace featurescope
