#pragma once

#include <vector>

#include "core/observables/decision_field.h"

namespace featurescope::ui {

/// Where values on a grid pass a level, by marching squares: between two neighbours as if they were joined by
/// a straight line. A closed line ends where it begins. Squares with a corner that has no value (NaN) have no
/// line, so that lines end there.
/// @param x, y    positions of columns and rows, increasing
/// @param values  row by row
std::vector<BoundaryLine> levelLines(const std::vector<double>& x, const std::vector<double>& y,
                                     const std::vector<double>& values, double level);

}  // namespace featurescope::ui
