#include "ui/panels/straightened_line.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

using featurescope::ui::kUnseenDistance;
using featurescope::ui::straightened;

namespace {

QPolygonF sampled(int points, double (*height)(double)) {
    QPolygonF line;
    for (int i = 0; i < points; ++i)
        line << QPointF(600.0 * i / (points - 1), height(1.0 * i / (points - 1)));
    return line;
}

/// Largest distance in y between the points of `all` and the polyline `kept`, found point by point.
double largestMiss(const QPolygonF& all, const QPolygonF& kept) {
    double largest = 0;
    for (const QPointF& point : all) {
        double nearest = INFINITY;
        for (qsizetype i = 1; i < kept.size(); ++i) {
            const QPointF a = kept[i - 1], b = kept[i];
            if (point.x() < a.x() || point.x() > b.x()) continue;
            if (point == a || point == b) nearest = 0;
            if (!(b.x() > a.x())) continue;
            const double y = a.y() + (b.y() - a.y()) * (point.x() - a.x()) / (b.x() - a.x());
            nearest = std::min(nearest, std::abs(point.y() - y));
        }
        largest = std::max(largest, nearest);
    }
    return largest;
}

TEST(StraightenedLine, LeavesShortLinesAlone) {
    EXPECT_TRUE(straightened({}).isEmpty());
    const QPolygonF one(QList<QPointF>{{3, 4}}), two(QList<QPointF>{{3, 4}, {5, 9}});
    EXPECT_EQ(straightened(one), one);
    EXPECT_EQ(straightened(two), two);
}

TEST(StraightenedLine, KeepsTheEndsOfAStraightLineOnly) {
    const QPolygonF line = sampled(900, [](double x) { return 250 - 180 * x; });
    EXPECT_EQ(straightened(line), QPolygonF(QList<QPointF>{line.first(), line.last()}));
}

TEST(StraightenedLine, NeedsFewPointsForASmoothCurve) {
    const QPolygonF line = sampled(900, [](double x) { return 250 * std::exp(-5 * x); });
    const QPolygonF kept = straightened(line);
    EXPECT_LT(kept.size(), 60);
    EXPECT_LE(largestMiss(line, kept), kUnseenDistance * (1 + 1e-9));
}

TEST(StraightenedLine, KeepsASpike) {
    QPolygonF line = sampled(900, [](double) { return 100.0; });
    line[444].setY(20);
    EXPECT_TRUE(straightened(line).contains(line[444]));
}

TEST(StraightenedLine, KeepsBothPointsAtOnePlaceOfTheAxis) {
    const QPolygonF step(QList<QPointF>{{0, 0}, {5, 0}, {5, 80}, {10, 80}});
    EXPECT_EQ(straightened(step), step);
}

TEST(StraightenedLine, NeverMissesAPointOfAnyLineByMoreThanAllowed) {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> unit(0, 1);
    for (int trial = 0; trial < 200; ++trial) {
        QPolygonF line;
        double x = 0, y = 100;
        const double roughness = std::pow(10, 4 * unit(random) - 3);
        for (int i = 0; i < 300; ++i) {
            line << QPointF(x, y);
            if (unit(random) > 0.1) x += 3 * unit(random);
            y += roughness * (unit(random) - 0.5);
        }
        const QPolygonF kept = straightened(line);
        EXPECT_EQ(kept.first(), line.first());
        EXPECT_EQ(kept.last(), line.last());
        EXPECT_LE(kept.size(), line.size());
        EXPECT_LE(largestMiss(line, kept), kUnseenDistance * (1 + 1e-6)) << "roughness " << roughness;
    }
}

}  // namespace
