#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/sweep/sweep_plan.h"

namespace featurescope::ui {

/// What a prediction says of the points of a sweep.
struct PhasePrediction {
    std::string_view id, label;
    std::vector<double>
        values;  ///< point by point, row by row, in the order of the plan; NaN where it is silent
};

/// Whether the statistic is a number like that of a single run, so that seeds and predictions can be compared
/// with it.
bool isOfSingleRuns(SeedStatistic statistic);

/// What the predictions that the sweep names say of this number; those of other numbers are left out.
/// Values are of value.step, or on an axis of steps of the step of each point.
std::vector<PhasePrediction> phasePredictions(const SweepPlan& plan, const CellValue& value);

}  // namespace featurescope::ui
