#include "ui/view_models/curves_view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/sample_snapshot.h"
#include "ui/view_models/pinned_curves.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

TEST(CurveData, KnowsItsExtremesAndZero) {
    CurveData curve;
    curve.append(0, 3);
    EXPECT_EQ(curve.lowest(), 0);
    curve.append(1, -2);
    EXPECT_EQ(curve.lowest(), -2);
    EXPECT_EQ(curve.largest(), 3);
}

TEST(CurveData, GivesAllPointsWhenThereAreFew) {
    CurveData curve;
    for (int i = 0; i < 50; ++i) curve.append(i, i * i);
    EXPECT_EQ(curve.decimated(StepAxis(StepScale::linear, 50), 100).size(), 50U);
}

TEST(CurveData, KeepsASingleSpikeAmongAMillionPoints) {
    CurveData curve;
    for (int i = 0; i < 1000000; ++i) curve.append(i, i == 777777 ? 9.0 : std::sin(i * 0.001));
    const std::vector<CurvePoint> points = curve.decimated(StepAxis(StepScale::linear, 1e6), 900);
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
    const std::vector<CurvePoint> points = curve.decimated(StepAxis(StepScale::linear, 20000), columns);
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
    CurvesView view({Observable::trainLoss, Observable::testError, Observable::relativeDistance});
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

TEST(CurveData, ColumnsOfALogarithmicAxisKeepTheEarlySteps) {
    CurveData curve;
    for (int i = 0; i <= 100000; ++i) curve.append(i, i < 10 ? 1 : 0);
    const std::vector<CurvePoint> points = curve.decimated(StepAxis(StepScale::logarithmic, 100000), 400);
    for (int step = 0; step < 10; ++step) {
        EXPECT_TRUE(std::any_of(points.begin(), points.end(), [step](const CurvePoint& p) {
            return p == CurvePoint{static_cast<double>(step), 1};
        })) << step;
    }
    EXPECT_LE(points.size(), 802U);
}

TEST(CurveData, GivesTheLastPointUpToAStep) {
    CurveData curve;
    curve.append(2, 0.5);
    curve.append(7, 0.25);
    EXPECT_FALSE(curve.at(1));
    EXPECT_EQ(curve.at(2), (CurvePoint{2, 0.5}));
    EXPECT_EQ(curve.at(6.9), (CurvePoint{2, 0.5}));
    EXPECT_EQ(curve.at(1e9), (CurvePoint{7, 0.25}));
}

TEST(PinnedCurves, TellRunsApartThatHaveTheSameNumber) {
    PinnedCurves pinned({Observable::trainLoss});
    const auto content = test::sampleContent();
    pinned.follow(content.pinned);
    ASSERT_EQ(pinned.runs(), 1U);
    EXPECT_EQ(pinned.run(0).curve(0).at(0)->value, 0.69);
    auto other = std::make_shared<Snapshot>(*content.pinned[0].snapshot);
    other->scene = std::make_shared<RunScene>(*other->scene);
    Timeline timeline;
    TimelineRow row{.step = 39, .values = {}};
    for (int step = 0; step <= 39; ++step) {
        row.step = step;
        row.values[Observable::trainLoss] = 0.1;
        timeline.record(row);
    }
    other->timeline = timeline.view();
    pinned.follow({{.name = {}, .difference = {}, .snapshot = other}});
    EXPECT_EQ(pinned.run(0).curve(0).at(0)->value, 0.1);
    pinned.follow({});
    EXPECT_EQ(pinned.runs(), 0U);
}

}  // namespace
