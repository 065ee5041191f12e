#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/name_table.h"
#include "core/sweep/sweep_plan.h"

namespace featurescope {

/// How a run of a sweep ended; a run that diverged has a result like any other.
enum class RunOutcomeState { done, diverged, failed };

template <>
struct NameTable<RunOutcomeState> {
    static constexpr std::array kinds{
        NamedKind<RunOutcomeState>{RunOutcomeState::done, "done", "Every step was done."},
        NamedKind<RunOutcomeState>{RunOutcomeState::diverged, "diverged",
                                   "The values end before the run diverged."},
        NamedKind<RunOutcomeState>{RunOutcomeState::failed, "failed",
                                   "There are no values; it may be tried again."},
    };
};

/// What one run of a sweep has given.
struct RunOutcome {
    std::string key;
    PlannedRun run;
    RunOutcomeState state = RunOutcomeState::failed;
    std::int64_t divergedAt = 0;  ///< first step that is not acceptable
    std::string error;            ///< of a failed run, a sentence
    std::vector<std::int64_t> steps;
    std::vector<double> curves;  ///< [step][observable], NaN where not defined
    std::string weightsSha256, outputWeightsSha256;
    double seconds = 0;
    SweepProvenance provenance;  ///< with the engine that the run really used
};

/// The value of a metric at a step; NaN where it was not recorded.
double valueAt(const RunOutcome& outcome, Observable metric, std::int64_t step);

/// Whether two outcomes of one key can both be true: a failure contradicts nothing.
bool agree(const RunOutcome& one, const RunOutcome& other);

}  // namespace featurescope
