#pragma once

#include <cstdint>

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// The numbers in the header of the window. A value that was not measured at the current step is the last one
/// that was; NaN when there is none.
struct Readouts {
    std::int64_t step = 0;
    double trainLoss = kUndefined;
    double testErrorClean = kUndefined;
    double trainError = kUndefined;
    double testError = kUndefined;
    double stepsPerSecond = 0;
};

Readouts readoutsOf(const Snapshot& snapshot);

/// The observable's value at the current step or else in the youngest earlier row of the timeline that has
/// it.
double lastKnown(const Snapshot& snapshot, Observable which);

}  // namespace featurescope::ui
