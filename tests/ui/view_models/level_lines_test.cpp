#include "ui/view_models/level_lines.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// A grid over [0, 1] x [0, 1] with unequal distances.
struct Grid {
    std::vector<double> x, y, values;

    template <typename Function>
    explicit Grid(const Function& value) {
        for (int i = 0; i <= 40; ++i) x.push_back(std::pow(i / 40.0, 1.5));
        for (int j = 0; j <= 30; ++j) y.push_back(j / 30.0);
        for (const double v : y) {
            for (const double u : x) values.push_back(value(u, v));
        }
    }
    std::vector<BoundaryLine> at(double level) const { return levelLines(x, y, values, level); }
};

double distance(double x, double y) { return std::hypot(x - 0.5, y - 0.45); }

TEST(LevelLines, ACircleIsOneClosedLineOnIt) {
    const std::vector<BoundaryLine> lines = Grid(distance).at(0.3);
    ASSERT_EQ(lines.size(), 1U);
    const BoundaryLine& line = lines.front();
    EXPECT_EQ(line.front().x, line.back().x);
    EXPECT_EQ(line.front().y, line.back().y);
    double length = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        EXPECT_NEAR(distance(line[i].x, line[i].y), 0.3, 0.002);
        if (i > 0) length += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    }
    EXPECT_NEAR(length, 2 * std::acos(-1) * 0.3, 0.02);
}

TEST(LevelLines, APlaneIsMetExactly) {
    const std::vector<BoundaryLine> lines = Grid([](double x, double y) { return 2 * x + 3 * y; }).at(2.4);
    ASSERT_EQ(lines.size(), 1U);
    for (const PlanePoint& point : lines.front()) EXPECT_NEAR(2 * point.x + 3 * point.y, 2.4, 1e-12);
}

TEST(LevelLines, EndWhereThereAreNoValues) {
    const Grid grid(
        [](double x, double y) { return x > 0.6 ? std::numeric_limits<double>::quiet_NaN() : y; });
    const std::vector<BoundaryLine> lines = grid.at(0.5);
    ASSERT_EQ(lines.size(), 1U);
    for (const PlanePoint& point : lines.front()) EXPECT_LE(point.x, 0.6);
    EXPECT_TRUE(grid.at(2).empty());
}

TEST(LevelLines, OppositeCornersAreJoinedByTheirMiddle) {
    // 0 and 2 are high: with a high middle the low corners are cut off, each by a line of its own.
    const std::vector<double> two{0, 1};
    for (const double high : {1.0, 4.0}) {
        const std::vector<double> values{high, 0, 0, high};
        const std::vector<BoundaryLine> lines = levelLines(two, two, values, 0.9);
        ASSERT_EQ(lines.size(), 2U);
        for (const BoundaryLine& line : lines) {
            const bool isAroundLow = (line[0].x + line[1].x > 1) != (line[0].y + line[1].y > 1);
            EXPECT_EQ(isAroundLow, high / 2 >= 0.9);
        }
    }
}

}  // namespace
