#include <gtest/gtest.h>

#include "core/run/training_session.h"
#include "tests/support/session_probe.h"

// What happens to commands while a step is sought for a while.

namespace featurescope {
namespace {

using test::hashAt;
using test::quickSpec;
using test::restingAt;
using test::sessionAt;
using test::SnapshotPtr;
using test::waitFor;
using test::waitForState;

TEST(LongWay, WhatStartsFromAStepWaitsUntilItIsReached) {
    const auto session = sessionAt(quickSpec(), 5000);
    session->send(SetMemoryBudget{0});  // every step has to be trained to again
    session->send(ShowStep{4000});
    session->send(SetStepSize{0.05});
    session->send(RunTo{4010});
    const SnapshotPtr snapshot = restingAt(*session, 4010);
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->spec.training.stepSizeChanges, (std::vector<StepSizeChange>{{4000, 0.05}}));
    EXPECT_EQ(snapshot->weightsSha256, hashAt(snapshot->spec, 4010));
}

TEST(LongWay, ALongWayShowsWhereItIsAndCanBeLeft) {
    ExperimentSpec slow = quickSpec();
    std::get<XorClusters>(slow.data) = {.dimension = 40, .trainSamples = 400, .testSamples = 10};
    slow.network.neurons = 200;
    const auto session = sessionAt(slow, 300);
    session->send(SetMemoryBudget{0});
    session->send(ShowStep{299});
    const SnapshotPtr onTheWay = waitForState(*session, RunState::seeking);
    ASSERT_TRUE(onTheWay);
    ASSERT_TRUE(onTheWay->seek);
    EXPECT_EQ(onTheWay->seek->target, 299);
    EXPECT_LT(onTheWay->step, 299);
    EXPECT_GE(onTheWay->seek->share, 0);
    EXPECT_LT(onTheWay->seek->share, 1);
    EXPECT_TRUE(onTheWay->weightsSha256.empty());
    EXPECT_FALSE(onTheWay->archive);
    session->send(ShowStep{2});
    const SnapshotPtr elsewhere = restingAt(*session, 2);
    ASSERT_TRUE(elsewhere);
    EXPECT_EQ(elsewhere->weightsSha256, hashAt(slow, 2));
}

/// A session on its long way to step 299 of a slow run, without checkpoints. @param slow  becomes its spec
std::unique_ptr<TrainingSession> sessionOnALongWay(ExperimentSpec& slow) {
    slow = quickSpec();
    std::get<XorClusters>(slow.data) = {.dimension = 60, .trainSamples = 800, .testSamples = 10};
    slow.network.neurons = 300;
    auto session = sessionAt(slow, 300);
    session->send(SetMemoryBudget{0});
    session->send(ShowStep{299});
    EXPECT_TRUE(waitForState(*session, RunState::seeking));
    return session;
}

TEST(LongWay, PausingOnTheWayLeavesWhatWaitedForTheArrival) {
    ExperimentSpec spec;
    const auto session = sessionOnALongWay(spec);
    session->send(Play{});
    session->send(SetStepSize{0.05});
    session->send(Pause{});
    const SnapshotPtr snapshot = waitForState(*session, RunState::paused);
    ASSERT_TRUE(snapshot);
    EXPECT_LT(snapshot->step, 299);
    EXPECT_EQ(snapshot->spec, spec);
    EXPECT_EQ(snapshot->weightsSha256, hashAt(spec, snapshot->step));
}

TEST(LongWay, ARestartOnTheWayPlaysOnWhenPlayingWasWanted) {
    ExperimentSpec spec;
    const auto session = sessionOnALongWay(spec);
    session->send(Play{});
    ExperimentSpec other = spec;  // the same data and start: nothing is broken off
    other.training.stepSize = 0.01;
    other.training.steps = 1000000;
    session->send(Restart{other, nullptr});
    const SnapshotPtr snapshot =
        waitFor(*session, [&](const Snapshot& s) { return s.spec == other && s.state == RunState::running; });
    ASSERT_TRUE(snapshot);
    EXPECT_LT(snapshot->step, 299);
}

TEST(LongWay, WhatIsShownChangesOnTheWayThoughPlayingWaits) {
    ExperimentSpec spec;
    const auto session = sessionOnALongWay(spec);
    session->send(Play{});
    session->send(SetView{{.field = {.area = {-1, 1, -1, 1}, .width = 8, .height = 8}}});
    const SnapshotPtr snapshot =
        waitFor(*session, [](const Snapshot& s) { return s.field.values.size() == 64U; });
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->state, RunState::seeking);
    EXPECT_TRUE(waitForState(*session, RunState::running)) << "playing begins once the step is there";
}

}  // namespace
}  // namespace featurescope
