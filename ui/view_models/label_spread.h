#pragma once

#include <vector>

namespace featurescope::ui {

/// A label that wants to stand at `wanted` on one axis.
struct SpreadLabel {
    double wanted = 0;     ///< centre, pixels
    int priority = 0;      ///< when not all fit, those with the largest number are left out
    double placed = 0;     ///< centre, set by spreadLabels
    bool visible = false;  ///< set by spreadLabels
};

/// Places labels of height `size` between `low` and `high` so that none covers another, each as near to where
/// it wants to be as the others allow (least squares); their order stays. Labels whose place is not finite
/// are not shown.
void spreadLabels(std::vector<SpreadLabel>& labels, double size, double low, double high);

}  // namespace featurescope::ui
