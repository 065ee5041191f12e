#pragma once

#include <iosfwd>

#include "app/exit_code.h"
#include "app/interrupt_watch.h"
#include "app/sweep_options.h"

namespace featurescope {

// The commands about sweeps. Each throws InputError and FileError for what stands in its way.

/// Works off a whole sweep in this process.
ExitCode runSweep(const RunSweep& options, std::ostream& out, std::ostream& err, const InterruptWatch& watch);
/// Says what a sweep takes, and prepares a store or its next round.
ExitCode planSweep(const PlanSweep& options, std::ostream& out, const InterruptWatch& watch);
/// Does what is missing of a shard.
ExitCode workOnSweep(const WorkOnSweep& options, std::ostream& out, std::ostream& err,
                     const InterruptWatch& watch);
/// Merges a store into a result.
ExitCode collectSweep(const CollectSweep& options, std::ostream& out, std::ostream& err,
                      const InterruptWatch& watch);
ExitCode showSweepStatus(const ShowSweepStatus& options, std::ostream& out);
ExitCode printSweepScript(const PrintSweepScript& options, std::ostream& out, const InterruptWatch& watch);
void exportSweep(const ExportSweep& options);

}  // namespace featurescope
