#pragma once

#include <string>

#include "app/sweep_options.h"
#include "core/sweep/sweep_plan.h"

namespace featurescope {

/// The sweep of a file, or the shipped one of that name. InputError and FileError name the culprit.
SweepSpec sweepNamed(const std::string& fileOrName);

/// The sweep that a command line describes: a file, a shipped one or none, with what the options change.
SweepSpec chosenSweep(const RunSweep& options);

/// What computes the runs of this plan here.
SweepProvenance provenanceHere(const SweepPlan& plan);

/// Runs side by side: --threads or all cores.
int runsSideBySide(const std::optional<std::string>& text);

/// An integer from `least` to `most` that stands behind an option.
std::int64_t integerOption(const std::string& option, const std::string& text, std::int64_t least,
                           std::int64_t most);

/// A number larger than 0 that stands behind an option.
double positiveOption(const std::string& option, const std::string& text);

}  // namespace featurescope
