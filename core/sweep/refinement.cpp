#include "core/sweep/refinement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include "core/sweep/grid_order.h"

namespace featurescope {
namespace {

/// The lattice at one level of halving: rectangle (i, j) lies between lines i and i + 1, and j and j + 1.
struct Lattice {
    std::vector<std::int64_t> x, y;
    bool operator==(const Lattice&) const = default;

    GridPoint corner(std::int64_t i, std::int64_t j) const {
        return {x[static_cast<std::size_t>(i)], y[static_cast<std::size_t>(j)]};
    }
};

using Rectangle = GridPoint;  // its position in a lattice

std::vector<std::int64_t> halvedLine(const std::vector<std::int64_t>& line) {
    std::vector<std::int64_t> halved;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        halved.push_back(line[i]);
        if (line[i + 1] - line[i] > 1) halved.push_back((line[i] + line[i + 1]) / 2);
    }
    halved.push_back(line.back());
    return halved;
}

/// A line of one point is the flat side of every rectangle there.
std::int64_t intervals(const std::vector<std::int64_t>& line) {
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(line.size()) - 1);
}

std::int64_t endOf(const std::vector<std::int64_t>& line, std::int64_t interval) {
    return std::min(interval + 1, static_cast<std::int64_t>(line.size()) - 1);
}

std::array<GridPoint, 4> cornersOf(const Lattice& lattice, Rectangle r) {
    const std::int64_t right = endOf(lattice.x, r.x), top = endOf(lattice.y, r.y);
    return {lattice.corner(r.x, r.y), lattice.corner(right, r.y), lattice.corner(r.x, top),
            lattice.corner(right, top)};
}

bool mustSplit(const SweepRefinement& refine, const GridValues& values, const Lattice& lattice, Rectangle r) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    double least = kInfinity, largest = -kInfinity;
    int undefined = 0;
    for (const GridPoint& corner : cornersOf(lattice, r)) {
        const double value = *values.at(corner);
        if (std::isnan(value)) {
            ++undefined;
            continue;
        }
        least = std::min(least, value);
        largest = std::max(largest, value);
    }
    if (undefined > 0) return undefined < 4;  // the border of divergence is a line like any other
    if (refine.level) return least < *refine.level && largest >= *refine.level;
    return largest - least > refine.contrast.value_or(kInfinity);
}

std::set<Rectangle> withNeighbours(const std::set<Rectangle>& split, const std::set<Rectangle>& all) {
    std::set<Rectangle> wider;
    for (const Rectangle& r : split) {
        for (std::int64_t dy = -1; dy <= 1; ++dy) {
            for (std::int64_t dx = -1; dx <= 1; ++dx) {
                const Rectangle neighbour{r.x + dx, r.y + dy};
                if (all.contains(neighbour)) wider.insert(neighbour);
            }
        }
    }
    return wider;
}

/// The positions in `fine` of the halves of an interval of `coarse`.
std::pair<std::int64_t, std::int64_t> halvesOf(const std::vector<std::int64_t>& coarse, std::int64_t interval,
                                               const std::vector<std::int64_t>& fine) {
    if (coarse.size() == 1) return {0, 1};
    const auto at = [&](std::int64_t line) {
        return std::lower_bound(fine.begin(), fine.end(), coarse[static_cast<std::size_t>(line)]) -
               fine.begin();
    };
    return {at(interval), at(interval + 1)};
}

std::set<Rectangle> halved(const std::set<Rectangle>& rectangles, const Lattice& lattice,
                           const Lattice& finer) {
    std::set<Rectangle> halves;
    for (const Rectangle& r : rectangles) {
        const auto [left, right] = halvesOf(lattice.x, r.x, finer.x);
        const auto [bottom, top] = halvesOf(lattice.y, r.y, finer.y);
        for (std::int64_t y = bottom; y < top; ++y) {
            for (std::int64_t x = left; x < right; ++x) halves.insert({x, y});
        }
    }
    return halves;
}

std::vector<GridPoint> missingCorners(const std::set<Rectangle>& rectangles, const Lattice& lattice,
                                      const GridValues& values) {
    std::set<GridPoint> missing;
    for (const Rectangle& r : rectangles) {
        for (const GridPoint& corner : cornersOf(lattice, r)) {
            if (!values.at(corner)) missing.insert(corner);
        }
    }
    return {missing.begin(), missing.end()};
}

/// Goes down level by level as long as all values are there; `visit` sees the rectangles of each level.
/// Returns the points that are missing at the level where it stops.
template <typename Visit>
std::vector<GridPoint> descend(const SweepRefinement& refine, const GridValues& values, const Visit& visit) {
    Lattice lattice{coarseLine(values.columns(), refine.start), coarseLine(values.rows(), refine.start)};
    std::set<Rectangle> rectangles;
    for (std::int64_t y = 0; y < intervals(lattice.y); ++y) {
        for (std::int64_t x = 0; x < intervals(lattice.x); ++x) rectangles.insert({x, y});
    }
    while (!rectangles.empty()) {
        std::vector<GridPoint> missing = missingCorners(rectangles, lattice, values);
        if (!missing.empty()) return missing;
        for (const Rectangle& r : rectangles) visit(lattice, r);
        std::set<Rectangle> split;
        for (const Rectangle& r : rectangles) {
            if (mustSplit(refine, values, lattice, r)) split.insert(r);
        }
        Lattice finer{halvedLine(lattice.x), halvedLine(lattice.y)};
        if (finer == lattice) break;
        rectangles = halved(withNeighbours(split, rectangles), lattice, finer);
        lattice = std::move(finer);
    }
    return {};
}

double between(const GridValues& values, const std::array<GridPoint, 4>& corners, GridPoint point) {
    const auto share = [](std::int64_t from, std::int64_t to, std::int64_t at) {
        return to == from ? 0.0 : static_cast<double>(at - from) / static_cast<double>(to - from);
    };
    const double x = share(corners[0].x, corners[3].x, point.x);
    const double y = share(corners[0].y, corners[3].y, point.y);
    const auto value = [&](std::size_t corner) { return values.at(corners[corner]).value(); };
    return (value(0) * (1 - x) + value(1) * x) * (1 - y) + (value(2) * (1 - x) + value(3) * x) * y;
}

std::vector<double> undefinedValues(const GridValues& values) {
    return std::vector<double>(static_cast<std::size_t>(values.columns() * values.rows()),
                               std::numeric_limits<double>::quiet_NaN());
}

void fill(const std::array<GridPoint, 4>& corners, const GridValues& values, std::vector<double>& all) {
    for (GridPoint point{0, corners[0].y}; point.y <= corners[3].y; ++point.y) {
        for (point.x = corners[0].x; point.x <= corners[3].x; ++point.x)
            all[static_cast<std::size_t>(point.y * values.columns() + point.x)] =
                values.at(point) ? *values.at(point) : between(values, corners, point);
    }
}

}  // namespace

GridValues::GridValues(std::int64_t columns, std::int64_t rows)
    : columns_(columns), rows_(rows), values_(static_cast<std::size_t>(columns * rows)) {}

std::vector<GridPoint> pointsToRefine(const SweepRefinement& refine, const GridValues& values) {
    return descend(refine, values, [](const Lattice&, const Rectangle&) {});
}

std::vector<double> interpolated(const SweepRefinement& refine, const GridValues& values) {
    std::vector<double> all = undefinedValues(values);
    descend(refine, values,
            [&](const Lattice& lattice, const Rectangle& r) { fill(cornersOf(lattice, r), values, all); });
    return all;
}

std::vector<double> filledBetween(std::int64_t start, const GridValues& values) {
    std::vector<double> all = undefinedValues(values);
    Lattice lattice{coarseLine(values.columns(), start), coarseLine(values.rows(), start)};
    while (true) {
        for (std::int64_t y = 0; y < intervals(lattice.y); ++y) {
            for (std::int64_t x = 0; x < intervals(lattice.x); ++x) {
                const auto corners = cornersOf(lattice, {x, y});
                if (std::ranges::all_of(corners,
                                        [&](GridPoint corner) { return values.at(corner).has_value(); }))
                    fill(corners, values, all);
            }
        }
        Lattice finer{halvedLine(lattice.x), halvedLine(lattice.y)};
        if (finer == lattice) break;
        lattice = std::move(finer);
    }
    // A point may be there although no rectangle around it is whole.
    for (GridPoint point; point.y < values.rows(); ++point.y) {
        for (point.x = 0; point.x < values.columns(); ++point.x) {
            if (values.at(point))
                all[static_cast<std::size_t>(point.y * values.columns() + point.x)] = *values.at(point);
        }
    }
    return all;
}

}  // namespace featurescope
