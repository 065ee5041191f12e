#include "ui/view_models/readouts_view.h"

#include <algorithm>
#include <cmath>

#include "ui/view_models/recorded_rows.h"

namespace featurescope::ui {

double lastKnown(const Snapshot& snapshot, Observable which) {
    if (!std::isnan(snapshot.measurement[which])) return snapshot.measurement[which];
    // A column that is never defined (no test set) must not cost a walk through a million rows in every
    // frame.
    constexpr std::size_t kFarthest = 4096;
    const std::size_t rows = rowsUpTo(snapshot.timeline, snapshot.step);
    for (std::size_t back = 1; back <= std::min(rows, kFarthest); ++back) {
        const double value = snapshot.timeline[rows - back].values[which];
        if (!std::isnan(value)) return value;
    }
    return kUndefined;
}

Readouts readoutsOf(const Snapshot& snapshot) {
    return {.step = snapshot.step,
            .trainLoss = lastKnown(snapshot, Observable::trainLoss),
            .testErrorClean = lastKnown(snapshot, Observable::testErrorClean),
            .trainError = lastKnown(snapshot, Observable::trainError),
            .testError = lastKnown(snapshot, Observable::testError),
            .stepsPerSecond = snapshot.stepsPerSecond};
}

}  // namespace featurescope::ui
