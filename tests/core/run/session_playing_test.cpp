#include <gtest/gtest.h>

#include <chrono>

#include "core/base/number_text.h"
#include "core/run/experiment.h"
#include "core/run/training_session.h"
#include "tests/support/session_probe.h"

// How playing goes on, and what ends it.

namespace featurescope {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using test::quickSpec;
using test::restingAt;
using test::SnapshotPtr;
using test::waitFor;
using test::waitForState;

TEST(SessionPlaying, LogarithmicTimeIsKept) {
    TrainingSession session({});
    session.send(Restart{quickSpec(), nullptr});
    session.send(SetSpeed{.secondsPerDecade = 0.4});
    ASSERT_TRUE(waitForState(session, RunState::paused));
    const auto start = Clock::now();
    session.send(Play{});
    ASSERT_TRUE(waitFor(session, [](const Snapshot& s) { return s.step >= 99; }));
    EXPECT_GE(Clock::now() - start, 650ms);  // two decades but for the first step, which comes at once
}

TEST(SessionPlaying, NoMoreStepsThanAskedForPassBetweenTwoSnapshots) {
    TrainingSession session({});
    session.send(Restart{quickSpec(), nullptr});
    ASSERT_TRUE(waitForState(session, RunState::paused));
    session.send(SetSpeed{.stepsPerFrame = 3});
    session.send(Play{});
    std::int64_t last = 0, frames = 0;
    const SnapshotPtr snapshot = waitFor(session, [&](const Snapshot& s) {
        EXPECT_LE(s.step - last, 3);
        frames += s.step > last;
        last = s.step;
        return s.state == RunState::finished;
    });
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->step, 200);
    EXPECT_GE(frames, 200 / 3);
}

TEST(SessionPlaying, AStopRulePausesPlayingAtTheStepWhereItComesTrueAndSaysWhy) {
    const auto straight = makeExperiment(quickSpec(), {}, nullptr, {});
    while (straight->step() < 40) straight->advance();
    const double loss = straight->measure(MeasureDepth::trainingOnly)[Observable::trainLoss];
    TrainingSession session({});
    session.send(Restart{quickSpec(), nullptr});
    session.send(SetStopRule{StopRule{.quantity = StopQuantity::trainLoss, .isAtMost = true, .value = loss}});
    session.send(Play{});
    const SnapshotPtr snapshot =
        waitFor(session, [](const Snapshot& s) { return s.state == RunState::paused && s.step > 0; });
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->message, "Paused at step 40: train_loss is at most " + numberText(loss) + ".");
    EXPECT_EQ(snapshot->step, 40);
    EXPECT_EQ(snapshot->weightsSha256, straight->weightsSha256());
    // What is true already stops nothing, and no rule means to the end.
    session.send(Play{});
    EXPECT_TRUE(waitForState(session, RunState::finished));
}

TEST(SessionPlaying, AStopAtAStepHoldsToTheStepAndNotForRunTo) {
    TrainingSession session({});
    session.send(Restart{quickSpec(), nullptr});
    session.send(SetStopRule{StopRule{.quantity = StopQuantity::step, .value = 77}});
    session.send(RunTo{90});
    ASSERT_TRUE(restingAt(session, 90));
    session.send(Rewind{});
    session.send(Play{});
    EXPECT_TRUE(restingAt(session, 77));
    session.send(SetStopRule{});
    session.send(Play{});
    EXPECT_TRUE(waitForState(session, RunState::finished));
}

TEST(SessionPlaying, WhatIsPickedOutIsFollowedAtOnceThoughMeasuringIsDear) {
    TrainingSession session({});
    ExperimentSpec endless = quickSpec();
    std::get<XorClusters>(endless.data).testSamples = 400000;  // measured once in a second or so
    endless.training.steps = 1000000000;
    session.send(Restart{endless, nullptr});
    session.send(Play{});
    ViewRequest view{.parts = PartSet{}.with(SnapshotPart::activity)};
    session.send(SetView{view});
    ASSERT_TRUE(waitFor(session, [](const Snapshot& s) { return s.activity && s.step > 500; }));
    // Counted in snapshots, since a loaded machine is slow: between two measurements there are hundreds.
    int snapshots = 0;
    constexpr int kChanges = 20, kSoon = 20;
    for (std::int32_t sample = 0; sample < kChanges; ++sample) {
        view.selection.samples = {sample};
        view.selection.neurons.clear();
        if (sample % 2 == 0) view.selection.neurons.push_back(1);
        session.send(SetView{view});
        ASSERT_TRUE(waitFor(session, [&](const Snapshot& s) {
            ++snapshots;
            return s.activity->sampleActive.empty() == view.selection.neurons.empty() &&
                   !s.activity->neuronFires.empty();
        }));
    }
    EXPECT_LT(snapshots, kChanges * kSoon);
}

}  // namespace
}  // namespace featurescope
