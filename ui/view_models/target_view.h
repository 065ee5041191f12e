#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// The part of the plane of a target plot in which nearly everything lies.
struct TargetRange {
    double left = -1, right = 1, bottom = -1, top = 1;
};
/// Even about 0 to the sides, with some room above and below; outputs far beyond all targets are cut off.
TargetRange rangeOf(const TargetValues& target);

/// The noise-free target at a place along the direction, straight between the two samples beside it; that of
/// the outermost sample beyond. NaN without samples.
double linkAt(const TargetValues& target, double along);

/// Root mean square of what the outputs are off the target.
double deviationOf(const TargetValues& target, const TargetValues::Outputs& outputs);

/// A sample of the plot.
struct FoundOutput {
    bool isTest = false;
    std::int64_t sample = 0;  ///< index in its set
    double output = 0, target = 0;
    double distance = 0;
};
/// The sample with the smallest distance(along, output); nothing without samples.
std::optional<FoundOutput> nearestOutput(const TargetValues& target,
                                         const std::function<double(double, double)>& distance);

}  // namespace featurescope::ui
