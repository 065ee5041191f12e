#pragma once

#include <cstdint>
#include <vector>

#include "core/sweep/sweep_spec.h"

namespace featurescope {

/// Every stride-th position of an axis, and the last one.
std::vector<std::int64_t> coarseLine(std::int64_t count, std::int64_t stride);

/// The points of the coarse lines, row by row.
std::vector<GridPoint> coarsePoints(std::int64_t columns, std::int64_t rows, std::int64_t stride);

/// All points: those of every 8th line first, then of every 4th, every 2nd, and the rest.
std::vector<GridPoint> coarseToFine(std::int64_t columns, std::int64_t rows);

}  // namespace featurescope
