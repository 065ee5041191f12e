#pragma once

#include <cstdint>
#include <vector>

#include "core/sweep/refinement.h"
#include "core/sweep/sweep_plan.h"

namespace featurescope {

/// One number of the values of a point's seeds. Seeds without a value (NaN) are left out; NaN when none has
/// one.
double seedStatistic(const CellValue& wish, std::vector<double> values);

/// The run point nearest to these values of the axes; by ratio where an axis is logarithmic.
GridPoint nearestPoint(const SweepPlan& plan, double x, double y);

/// The value of one seed of a point.
struct SeedValue {
    PlannedRun run;
    double value = 0;  ///< NaN where the run has none
};

/// The statistic of every point all of whose seeds are among `values`, for refining and for claims.
GridValues gridValues(const SweepPlan& plan, const CellValue& wish, const std::vector<SeedValue>& values);

}  // namespace featurescope
