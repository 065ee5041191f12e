#pragma once

#include "core/documents/sweep_file.h"
#include "core/sweep/sweep_result.h"

namespace featurescope {

/// Every run of a result (.fsweep) in memory. Throws InputError when they need more than a quarter of it, and
/// for a sweep that this program cannot plan.
SweepResult sweepResultIn(SweepFile& file, const std::string& name);

}  // namespace featurescope
