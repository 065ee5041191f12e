#include "ui/panels/straightened_line.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

using featurescope::ui::cutAtHeights;
using featurescope::ui::cutAtRight;
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

TEST(CutLine, LeavesWhereItCrossesAndKeepsItsSlopeInside) {
    const QPolygonF line(QList<QPointF>{{0, 50}, {10, 1e9}, {20, 50}, {30, -1e9}, {40, -2e9}});
    const QPolygonF cut = cutAtHeights(line, -100, 200);
    for (const QPointF& point : cut) {
        EXPECT_GE(point.y(), -100);
        EXPECT_LE(point.y(), 200);
    }
    // The first crossing of 200: a share of 150 / (1e9 - 50) of ten.
    EXPECT_NEAR(cut[1].x(), 1.5e-6, 1e-11);
    EXPECT_EQ(cut[1].y(), 200);
    EXPECT_EQ(cut.first(), line.first());
    EXPECT_EQ(cut.last(), QPointF(40, -100));
}

TEST(CutLine, KeepsWhatLiesInside) {
    const QPolygonF line(QList<QPointF>{{0, 0}, {5, 80}, {10, 20}});
    EXPECT_EQ(cutAtHeights(line, 0, 100), line);
    EXPECT_TRUE(cutAtHeights({}, 0, 1).isEmpty());
    EXPECT_EQ(cutAtHeights(QPolygonF(QList<QPointF>{{3, 4}}), 0, 100).size(), 1);
}

TEST(CutLine, EndsAtTheEdgeForAHeightThatNoNumberHolds) {
    const QPolygonF cut = cutAtHeights(QPolygonF(QList<QPointF>{{0, 50}, {10, -INFINITY}, {20, 50}}), 0, 100);
    for (const QPointF& point : cut) EXPECT_TRUE(point.y() >= 0 && point.x() >= 0) << point.x();
    EXPECT_EQ(cut.last(), QPointF(20, 50));
}

TEST(CutLine, CrossesBothEdgesOfOneLongSegment) {
    const QPolygonF cut = cutAtHeights(QPolygonF(QList<QPointF>{{0, -100}, {10, 300}}), 0, 200);
    EXPECT_EQ(cut, QPolygonF(QList<QPointF>{{2.5, 0}, {7.5, 200}}));
}

TEST(CutAtRight, EndsWhereTheAxisDoes) {
    const QPolygonF line(QList<QPointF>{{0, 1}, {10, 3}, {20, 7}});
    EXPECT_EQ(cutAtRight(line, 15), QPolygonF(QList<QPointF>{{0, 1}, {10, 3}, {15, 5}}));
    EXPECT_EQ(cutAtRight(line, 20), line);
    EXPECT_EQ(cutAtRight(line, 10).last(), QPointF(10, 3));
    EXPECT_TRUE(cutAtRight(line, -1).isEmpty());
}

}  // namespace
