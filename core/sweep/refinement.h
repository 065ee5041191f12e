#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "core/sweep/sweep_spec.h"

namespace featurescope {

/// The mean over the seeds of what a sweep is refined by, point by point, row by row: nothing where a point
/// was not asked for or is not complete, NaN where the runs ended before the step.
class GridValues {
  public:
    GridValues(std::int64_t columns, std::int64_t rows);
    std::int64_t columns() const { return columns_; }
    std::int64_t rows() const { return rows_; }
    const std::optional<double>& at(GridPoint point) const { return values_[indexOf(point)]; }
    void set(GridPoint point, double value) { values_[indexOf(point)] = value; }

  private:
    std::size_t indexOf(GridPoint point) const {
        return static_cast<std::size_t>(point.y * columns_ + point.x);
    }

    std::int64_t columns_, rows_;
    std::vector<std::optional<double>> values_;
};

/// The points without a value that are to be computed next; none when the sweep is refined everywhere.
/// Rectangles of the coarse grid are halved in both directions where their corners lie on both sides of the
/// level (or differ by more than the contrast), and so are the neighbours of equal size, down to neighbouring
/// points: without the neighbours thin tongues would be missed.
std::vector<GridPoint> pointsToRefine(const SweepRefinement& refine, const GridValues& values);

/// Every point's value, row by row; between points with values that of the line through the corners of the
/// smallest rectangle. For a refined grid.
std::vector<double> interpolated(const SweepRefinement& refine, const GridValues& values);

/// The same whatever the values were asked for: between the corners of the smallest rectangle of the coarse
/// grid or its halves all of whose corners are there. NaN where there is none, as while a sweep goes on.
/// @param start  stride of the coarse grid
std::vector<double> filledBetween(std::int64_t start, const GridValues& values);

}  // namespace featurescope
