#include "core/sweep/refinement.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

namespace featurescope {
namespace {

using Landscape = std::function<double(double x, double y)>;

/// Refines until nothing is wanted, with values from the landscape on the unit square.
GridValues refined(const SweepRefinement& refine, std::int64_t columns, std::int64_t rows, const Landscape& f,
                   int* waves = nullptr) {
    GridValues values(columns, rows);
    const auto part = [](std::int64_t at, std::int64_t count) {
        return count == 1 ? 0.0 : static_cast<double>(at) / static_cast<double>(count - 1);
    };
    for (auto points = pointsToRefine(refine, values); !points.empty();
         points = pointsToRefine(refine, values)) {
        for (const GridPoint& point : points) {
            EXPECT_FALSE(values.at(point)) << "no point is asked for twice";
            values.set(point, f(part(point.x, columns), part(point.y, rows)));
        }
        if (waves) ++*waves;
    }
    return values;
}

std::int64_t countOf(const GridValues& values) {
    std::int64_t count = 0;
    for (GridPoint point; point.y < values.rows(); ++point.y) {
        for (point.x = 0; point.x < values.columns(); ++point.x) count += values.at(point).has_value();
    }
    return count;
}

double circle(double x, double y) { return std::hypot(x - 0.4, y - 0.5); }

SweepRefinement atLevel(double level) { return {.level = level, .contrast = {}, .start = 8}; }

TEST(Refinement, FindsEveryCellOfACurvedLineWithAFewOfThePoints) {
    int waves = 0;
    const GridValues values = refined(atLevel(0.3), 64, 64, circle, &waves);
    // A closed line of nearly two sides of the square, each split with its neighbours.
    EXPECT_LE(countOf(values), 64 * 64 * 7 / 20);
    EXPECT_LE(waves, 5);
    const std::vector<double> all = interpolated(atLevel(0.3), values);
    int wrong = 0;
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x)
            wrong += (all[static_cast<std::size_t>(y * 64 + x)] < 0.3) != (circle(x / 63.0, y / 63.0) < 0.3);
    }
    EXPECT_EQ(wrong, 0);
}

TEST(Refinement, StaysCoarseWhereNothingHappens) {
    const GridValues values = refined(atLevel(5), 64, 64, circle);
    EXPECT_EQ(countOf(values), 81);
    const std::vector<double> all = interpolated(
        atLevel(5), refined(atLevel(5), 17, 9, [](double x, double y) { return 2 * x + 3 * y; }));
    EXPECT_NEAR(all[3 * 17 + 5], 2 * 5 / 16.0 + 3 * 3 / 8.0, 1e-12) << "planes are met exactly";
}

TEST(Refinement, WorksOnASingleAxis) {
    const GridValues values = refined(atLevel(0.5), 65, 1, [](double x, double) { return x * x; });
    EXPECT_TRUE(values.at({45, 0}));  // between 45 / 64 and 46 / 64 the square passes one half
    EXPECT_TRUE(values.at({46, 0}));
    EXPECT_LT(countOf(values), 33);
}

TEST(Refinement, TreatsTheBorderOfWhatHasNoValueAsALine) {
    const GridValues values = refined(atLevel(9), 64, 64, [](double x, double) {
        return x < 0.5 ? 0 : std::numeric_limits<double>::quiet_NaN();
    });
    for (std::int64_t y = 0; y < 64; ++y) {
        EXPECT_TRUE(values.at({31, y}));
        EXPECT_TRUE(values.at({32, y}));
    }
    EXPECT_LT(countOf(values), 64 * 20);
}

TEST(Refinement, ByContrastFollowsSteepPlaces) {
    const SweepRefinement byContrast{.level = {}, .contrast = 0.1, .start = 8};
    const GridValues values =
        refined(byContrast, 64, 64, [](double x, double) { return 1 / (1 + std::exp(60 * (0.3 - x))); });
    EXPECT_TRUE(values.at({19, 37}));
    EXPECT_FALSE(values.at({51, 37}));
}

TEST(Refinement, FillsWhatIsCompleteWhileASweepGoesOn) {
    const auto plane = [](std::int64_t x, std::int64_t y) { return 2.0 * static_cast<double>(x + y); };
    GridValues values(17, 9);
    for (const GridPoint point : {GridPoint{0, 0}, {8, 0}, {0, 8}, {8, 8}, {16, 0}, {13, 5}})
        values.set(point, plane(point.x, point.y));
    const std::vector<double> all = filledBetween(8, values);
    for (std::int64_t y = 0; y < 9; ++y) {
        for (std::int64_t x = 0; x < 17; ++x) {
            const double value = all[static_cast<std::size_t>(y * 17 + x)];
            const bool isThere = x <= 8 || values.at({x, y});
            EXPECT_EQ(std::isnan(value), !isThere) << x << ' ' << y;
            EXPECT_NEAR(isThere ? value : plane(x, y), plane(x, y), 1e-12);
        }
    }
}

TEST(Refinement, FillsWithTheSmallestWholeRectangle) {
    const SweepRefinement refine = atLevel(0.3);
    const GridValues values = refined(refine, 64, 64, circle);
    const std::vector<double> filled = filledBetween(8, values), asked = interpolated(refine, values);
    for (std::size_t i = 0; i < filled.size(); ++i) EXPECT_NEAR(filled[i], asked[i], 0.02);
}

}  // namespace
}  // namespace featurescope
