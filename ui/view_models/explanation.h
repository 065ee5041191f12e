#pragma once

#include <QString>
#include <cstdint>
#include <optional>

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// What stands behind a number on the screen.
struct Explanation {
    QString formula;
    QString source;          ///< where the paper speaks of it
    QString over;            ///< what it is taken over, with %1 for how many; empty for a law
    std::int64_t count = 0;  ///< of them
    /// Of a share measured on the test set: sqrt(p (1 - p) / N). Nothing for what the run has exactly.
    std::optional<double> standardError = {};
};

/// Of an observable as it was measured last in this run.
Explanation explanationOf(Observable which, const Snapshot& snapshot);

/// Standard error of a share of `samples`; nothing without samples or when the share is unknown.
std::optional<double> standardErrorOf(double share, std::int64_t samples);

/// Samples of the test set of a run.
std::int64_t testSamplesOf(const ExperimentSpec& spec);

}  // namespace featurescope::ui
