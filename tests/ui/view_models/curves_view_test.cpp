#include "ui/view_models/curves_view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/sample_snapshot.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

TEST(CurveData, GivesAllPointsWhenThereAreFew) {
    CurveData curve;
    for (int i = 0; i < 50; ++i) curve.append(i, i * i);
    EXPECT_EQ(curve.decimated(50, 100).size(), 50U);
}

TEST(CurveData, KeepsASingleSpikeAmongAMillionPoints) {
    CurveData curve;
    for (int i = 0; i < 1000000; ++i) curve.append(i, i == 777777 ? 9.0 : std::sin(i * 0.001));
    const std::vector<CurvePoint> points = curve.decimated(1e6, 900);
    EXPECT_LE(points.size(), 1801U);
    EXPECT_TRUE(std::any_of(points.begin(), points.end(), [](const CurvePoint& p) {
        return p == CurvePoint{777777, 9};
    }));
    EXPECT_TRUE(
        std::is_sorted(points.begin(), points.end(), [](auto& a, auto& b) { return a.step < b.step; }));
    EXPECT_EQ(points.back().step, 999999);
}

TEST(CurveData, EveryColumnHasItsExtremesAsAFullScanFindsThem) {
    CurveData curve;
    std::vector<double> values;
    for (int i = 0; i < 20000; ++i) {
        values.push_back(std::sin(i * 12.9898) * 43758.5453 - std::floor(std::sin(i * 12.9898) * 43758.5453));
        curve.append(i, values.back());
    }
    const int columns = 100;
    const std::vector<CurvePoint> points = curve.decimated(20000, columns);
    for (int column = 0; column < columns; ++column) {
        const int begin = 200 * column, end = begin + 200;
        const auto [low, high] = std::minmax_element(values.begin() + begin, values.begin() + end);
        double lowest = 2, highest = -1;
        for (const CurvePoint& point : points) {
            if (point.step < begin || point.step >= end) continue;
            lowest = std::min(lowest, point.value);
            highest = std::max(highest, point.value);
        }
        EXPECT_EQ(lowest, *low);
        EXPECT_EQ(highest, *high);
    }
}

TEST(CurvesView, SkipsWhatWasNotMeasured) {
    CurvesView view({Observable::trainLoss, Observable::testError, Observable::stableRank});
    view.follow(*test::sampleSnapshot());
    EXPECT_EQ(view.curve(0).size(), 40U);
    EXPECT_EQ(view.curve(1).size(), 4U);
    EXPECT_TRUE(view.curve(2).empty());
}

TEST(CurvesView, ReadsEveryRowOnce) {
    CurvesView view({Observable::trainLoss});
    const auto snapshot = test::sampleSnapshot();
    view.follow(*snapshot);
    view.follow(*snapshot);
    EXPECT_EQ(view.curve(0).size(), 40U);
}

TEST(CurvesView, TakesOverWhatWasMeasuredLaterAtTheLastRow) {
    CurvesView view({Observable::trainLoss, Observable::testError});
    Timeline timeline;
    TimelineRow row{.step = 5, .values = {}};
    row.values[Observable::trainLoss] = 0.5;
    timeline.record(row);
    Snapshot snapshot;
    snapshot.timeline = timeline.view();
    view.follow(snapshot);
    EXPECT_TRUE(view.curve(1).empty());
    row.values[Observable::testError] = 0.25;
    timeline.record(row);
    snapshot.timeline = timeline.view();
    view.follow(snapshot);
    EXPECT_EQ(view.curve(0).size(), 1U);
    ASSERT_EQ(view.curve(1).size(), 1U);
    EXPECT_EQ(view.curve(1).back(), (CurvePoint{5, 0.25}));
}

TEST(CurvesView, StartsAgainWithAnotherRun) {
    CurvesView view({Observable::trainLoss});
    Snapshot snapshot = *test::sampleSnapshot();
    view.follow(snapshot);
    ++snapshot.runId;
    snapshot.timeline = TimelineView();
    view.follow(snapshot);
    EXPECT_TRUE(view.curve(0).empty());
}

TEST(CurvesView, AxisGrowsInStepsUpToThePlannedEnd) {
    CurvesView view({Observable::trainLoss});
    Snapshot snapshot = *test::sampleSnapshot();
    snapshot.spec.training.steps = 400;
    for (const auto& [step, last] :
         {std::pair{0, 10.0}, {11, 20.0}, {39, 50.0}, {201, 400.0}, {400, 400.0}, {401, 500.0}}) {
        snapshot.step = step;
        view.follow(snapshot);
        EXPECT_EQ(view.lastStep(), last) << step;
    }
}

}  // namespace
