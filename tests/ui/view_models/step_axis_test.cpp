#include "ui/view_models/step_axis.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/sample_snapshot.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

TEST(StepAxis, PositionAndStepAreInverse) {
    for (const StepScale scale : {StepScale::linear, StepScale::logarithmic}) {
        const StepAxis axis(scale, 5000);
        EXPECT_EQ(axis.position(0), 0);
        for (const double step : {0.0, 1.0, 9.0, 99.0, 5000.0})
            EXPECT_NEAR(axis.stepAt(axis.position(step)), step, 1e-9 * (step + 1));
    }
}

TEST(StepAxis, LogarithmicAxisIsOneOfStepPlusOne) {
    const StepAxis axis(StepScale::logarithmic, 9999);
    EXPECT_DOUBLE_EQ(axis.end(), 4);
    EXPECT_DOUBLE_EQ(axis.position(9), 1);
    EXPECT_EQ(axis.ticks(20), (std::vector<double>{0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000}))
        << "the steps themselves";
    EXPECT_EQ(axis.ticks(6), (std::vector<double>{0, 1, 10, 100, 1000}));
}

TEST(StepAxis, TicksOfALinearAxisAreWholeSteps) {
    EXPECT_EQ(StepAxis(StepScale::linear, 3).ticks(6), (std::vector<double>{0, 1, 2, 3}));
    EXPECT_EQ(StepAxis(StepScale::linear, 400).ticks(6), (std::vector<double>{0, 100, 200, 300, 400}));
}

TEST(StepAxis, GrowsInNiceStepsUpToThePlannedEnd) {
    for (const auto& [step, last] :
         {std::pair{0.0, 10.0}, {11.0, 20.0}, {39.0, 50.0}, {201.0, 400.0}, {400.0, 400.0}, {401.0, 500.0}})
        EXPECT_EQ(lastStepShown(step, 400), last) << step;
    EXPECT_EQ(lastStepShown(3, 4), 4);
    EXPECT_EQ(lastStepShown(0, 0), 10);
}

TEST(StepAxis, ReachesWhatWasRecordedWhenAnEarlierStepIsShown) {
    Snapshot snapshot = *test::sampleSnapshot();
    snapshot.step = 3;
    EXPECT_EQ(stepAxisFor(snapshot, {}).lastStep(), 50);
}

TEST(StepAxis, LongRunsAreLogarithmicUnlessTheUserChooses) {
    Snapshot snapshot = *test::sampleSnapshot();
    snapshot.spec.training.steps = 1000000;
    EXPECT_EQ(stepAxisFor(snapshot, {}).scale(), StepScale::linear);
    snapshot.step = 3000;
    EXPECT_EQ(stepAxisFor(snapshot, {}).scale(), StepScale::logarithmic);
    EXPECT_EQ(stepAxisFor(snapshot, StepScale::linear).scale(), StepScale::linear);
}

TEST(StepAxis, ChoicesHaveNamesThatReadBack) {
    for (const StepScaleChoice choice :
         {StepScaleChoice(), StepScaleChoice(StepScale::linear), StepScaleChoice(StepScale::logarithmic)})
        EXPECT_EQ(stepScaleNamed(nameOf(choice), StepScale::linear), choice);
    EXPECT_EQ(stepScaleNamed("nonsense", StepScale::logarithmic), StepScale::logarithmic);
}

TEST(StepMarks, TheoremEndsAfterOnePlusAQuarterOverAlpha) {
    Snapshot snapshot = *test::sampleSnapshot();
    snapshot.spec.training.stepSize = 0.05;
    EXPECT_EQ(stepMarksOf(snapshot, {}).theorem, 6);
    snapshot.spec.training.stepSize = 0;
    EXPECT_FALSE(stepMarksOf(snapshot, {}).theorem);
    snapshot.spec.training.stepSize = 0.05;
    snapshot.spec.data = FileData{};
    EXPECT_FALSE(stepMarksOf(snapshot, {}).theorem);
}

TEST(StepMarks, NearestRecordedStepIsTheNearestOnTheScreen) {
    Timeline timeline;
    for (const std::int64_t step : {0, 1, 9, 99}) timeline.record({step, {}});
    const StepAxis linear(StepScale::linear, 100), logarithmic(StepScale::logarithmic, 100);
    EXPECT_EQ(nearestRecordedStep(timeline.view(), linear, 40), 9);
    EXPECT_EQ(nearestRecordedStep(timeline.view(), logarithmic, 40), 99);
    EXPECT_EQ(nearestRecordedStep(timeline.view(), linear, -5), 0);
    EXPECT_EQ(nearestRecordedStep(timeline.view(), linear, 1000), 99);
    EXPECT_FALSE(nearestRecordedStep(TimelineView(), linear, 3));
}

}  // namespace
