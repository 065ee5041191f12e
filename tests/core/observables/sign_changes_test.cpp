#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>
#include <utility>
#include <vector>

#include "core/observables/decision_field.h"

namespace featurescope {
namespace {

DecisionField sampled(const PlaneRectangle& area, int width, int height,
                      const std::function<double(double, double)>& f) {
    DecisionField field{area, width, height, {}};
    for (int row = 0; row < height; ++row) {
        for (int column = 0; column < width; ++column) {
            const double x = area.left + (area.right - area.left) * (column + 0.5) / width;
            const double y = area.top - (area.top - area.bottom) * (row + 0.5) / height;
            field.values.push_back(static_cast<float>(f(x, y)));
        }
    }
    return field;
}

double length(const BoundaryLine& line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        sum += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    }
    return sum;
}

TEST(SignChanges, OfACircleAreOneClosedLine) {
    const auto lines =
        signChanges(sampled({-1, 1, -1, 1}, 60, 60, [](double x, double y) { return x * x + y * y - 0.49; }));
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].front().x, lines[0].back().x);
    EXPECT_EQ(lines[0].front().y, lines[0].back().y);
    for (const PlanePoint& point : lines[0]) EXPECT_NEAR(std::hypot(point.x, point.y), 0.7, 1e-3);
    EXPECT_NEAR(length(lines[0]), 2 * std::numbers::pi * 0.7, 0.01);
}

TEST(SignChanges, ReachTheEdgesOfTheArea) {
    const auto lines =
        signChanges(sampled({-2, 1, 0, 2}, 17, 9, [](double x, double y) { return 3 * x + y - 0.5; }));
    ASSERT_EQ(lines.size(), 1U);
    for (const PlanePoint& point : lines[0]) EXPECT_NEAR(3 * point.x + point.y, 0.5, 1e-5);
    const auto [low, high] = std::minmax(lines[0].front().y, lines[0].back().y);
    EXPECT_NEAR(low, 0, 1e-12);
    EXPECT_NEAR(high, 2, 1e-12);
}

TEST(SignChanges, OfACrossSeparateTheFourSectors) {
    const auto lines = signChanges(
        sampled({-1, 1, -1, 1}, 40, 40, [](double x, double y) { return std::abs(x) - std::abs(y) + 1e-4; }));
    double all = 0;
    for (const BoundaryLine& line : lines) {
        all += length(line);
        for (const PlanePoint& point : line) EXPECT_NEAR(std::abs(point.x), std::abs(point.y), 0.03);
    }
    EXPECT_NEAR(all, 4 * std::numbers::sqrt2, 0.1);
}

double turn(const PlanePoint& a, const PlanePoint& b, const PlanePoint& c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// How often the lines pass between two points that do not lie on them.
int crossings(const std::vector<BoundaryLine>& lines, const PlanePoint& from, const PlanePoint& to) {
    int count = 0;
    for (const BoundaryLine& line : lines) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const PlanePoint &a = line[i - 1], &b = line[i];
            const bool isCrossed = (turn(from, to, a) > 0) != (turn(from, to, b) > 0);
            if (isCrossed && (turn(a, b, from) > 0) != (turn(a, b, to) > 0)) ++count;
        }
    }
    return count;
}

TEST(SignChanges, KeepEverySampledSignOnItsSide) {
    constexpr int kSize = 50;
    const auto f = [](double x, double y) { return std::sin(5 * x) * std::cos(4 * y) + 0.2 * x; };
    const DecisionField field = sampled({-1, 1, -1, 1}, kSize, kSize, f);
    const auto lines = signChanges(field);
    EXPECT_GT(lines.size(), 3U);
    const auto centre = [](int column, int row) {
        return PlanePoint{-1 + (column + 0.5) * 2 / kSize, 1 - (row + 0.5) * 2 / kSize};
    };
    const auto isPositive = [&](int column, int row) {
        return field.values[static_cast<std::size_t>(row * kSize + column)] > 0;
    };
    for (int row = 0; row + 1 < kSize; ++row) {
        for (int column = 0; column + 1 < kSize; ++column) {
            for (const auto& [right, below] : {std::pair{1, 0}, std::pair{0, 1}}) {
                const bool differs = isPositive(column, row) != isPositive(column + right, row + below);
                const int passed = crossings(lines, centre(column, row), centre(column + right, row + below));
                EXPECT_EQ(passed % 2 == 1, differs) << column << ", " << row << " and next: " << passed;
            }
        }
    }
}

TEST(SignChanges, DoNotFollowRounding) {
    const auto tiny = [](double x, double y) { return 1e-17 * std::sin(50 * x + 31 * y); };
    EXPECT_TRUE(signChanges(sampled({-1, 1, -1, 1}, 20, 20, tiny), 1e-15).empty());
    EXPECT_TRUE(signChanges(sampled({-1, 1, -1, 1}, 20, 20, [](double, double) { return 0.0; })).empty());
    EXPECT_TRUE(signChanges({}).empty());
}

TEST(SignChanges, CopeWithASingleRowOrColumn) {
    const auto f = [](double x, double y) { return x + 2 * y - 0.3; };
    EXPECT_TRUE(signChanges(sampled({-1, 1, -1, 1}, 1, 1, f)).empty());
    const auto lines = signChanges(sampled({-1, 1, -1, 1}, 12, 1, f));
    ASSERT_EQ(lines.size(), 1U) << "across the row, as far as one row can tell";
    for (const PlanePoint& point : lines[0]) EXPECT_NEAR(point.x, 0.3, 1e-5);
}

}  // namespace
}  // namespace featurescope
