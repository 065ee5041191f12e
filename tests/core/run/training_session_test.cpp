#include "core/run/training_session.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "core/run/experiment.h"
#include "tests/support/session_probe.h"

namespace featurescope {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using test::hashAt;
using test::quickSpec;
using test::SnapshotPtr;
using test::waitFor;
using test::waitForState;

TEST(TrainingSession, StandsAtStepZeroAfterARestart) {
    TrainingSession session({});
    session.send(Restart{quickSpec(), nullptr});
    const SnapshotPtr snapshot = waitForState(session, RunState::paused);
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->step, 0);
    ASSERT_TRUE(snapshot->scene);
    EXPECT_EQ(snapshot->timeline.size(), 1U);
    EXPECT_EQ(snapshot->weightsSha256, hashAt(quickSpec(), 0));
}

TEST(TrainingSession, RunToStopsAtExactlyThatStepWithTheHeadlessWeights) {
    TrainingSession session({.learner = {.threads = 2}});
    session.send(Restart{quickSpec(), nullptr});
    session.send(RunTo{37});
    const SnapshotPtr snapshot =
        waitFor(session, [](const Snapshot& s) { return s.state == RunState::paused && s.step == 37; });
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->weightsSha256, hashAt(quickSpec(), 37));
    session.send(RunTo{5});
    const SnapshotPtr earlier =
        waitFor(session, [](const Snapshot& s) { return s.state == RunState::paused && s.step == 5; });
    ASSERT_TRUE(earlier);
    EXPECT_EQ(earlier->runId, snapshot->runId);
    EXPECT_EQ(earlier->trainedTo, 37);
    EXPECT_EQ(earlier->weightsSha256, hashAt(quickSpec(), 5));
}

TEST(TrainingSession, PlayStopsAtTheLastStepAndPlaysOnWhenAskedAgain) {
    TrainingSession session({});
    session.send(Restart{quickSpec(), nullptr});
    session.send(Play{});
    const SnapshotPtr finished = waitForState(session, RunState::finished);
    ASSERT_TRUE(finished);
    EXPECT_EQ(finished->step, 200);
    session.send(Play{});
    EXPECT_TRUE(
        waitFor(session, [](const Snapshot& s) { return s.state == RunState::running && s.step > 300; }));
    session.send(Pause{});
    EXPECT_TRUE(waitForState(session, RunState::paused));
}

TEST(TrainingSession, TheTimelineKeepsTheFirstStepsOfAFastRun) {
    TrainingSession session({});
    session.send(Restart{quickSpec(), nullptr});
    session.send(Play{});
    const SnapshotPtr finished = waitForState(session, RunState::finished);
    ASSERT_TRUE(finished);
    for (std::int64_t step = 0; step <= 10; ++step) {
        EXPECT_EQ(finished->timeline[static_cast<std::size_t>(step)].step, step);
    }
    EXPECT_EQ(finished->timeline.back().step, 200);
}

TEST(TrainingSession, UnreadSnapshotsDoNotHoldTraining) {
    TrainingSession session({});
    session.send(Restart{quickSpec(), nullptr});
    session.send(RunTo{20000});
    std::this_thread::sleep_for(50ms);  // nobody reads meanwhile
    EXPECT_TRUE(waitFor(session, [](const Snapshot& s) { return s.step == 20000; }));
}

TEST(TrainingSession, StepByMakesExactlySoManySteps) {
    TrainingSession session({});
    session.send(Restart{quickSpec(), nullptr});
    session.send(StepBy{1});
    session.send(StepBy{3});
    const SnapshotPtr snapshot = test::restingAt(session, 4);
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->trainedTo, 4);
    EXPECT_EQ(snapshot->weightsSha256, hashAt(quickSpec(), 4));
    session.send(Rewind{});
    EXPECT_TRUE(test::restingAt(session, 0));
}

TEST(TrainingSession, ALimitedSpeedIsKept) {
    TrainingSession session({});
    session.send(Restart{quickSpec(), nullptr});
    session.send(SetSpeed{50});
    ASSERT_TRUE(waitForState(session, RunState::paused));
    const auto start = Clock::now();
    session.send(Play{});
    ASSERT_TRUE(waitFor(session, [](const Snapshot& s) { return s.step >= 20; }));
    EXPECT_GE(Clock::now() - start, 350ms);  // 20 steps at 50 a second take 380 ms after the first
}

TEST(TrainingSession, AStepSizeChangeIsInTheSpecOfTheSnapshot) {
    TrainingSession session({});
    session.send(Restart{quickSpec(), nullptr});
    session.send(RunTo{10});
    ASSERT_TRUE(
        waitFor(session, [](const Snapshot& s) { return s.state == RunState::paused && s.step == 10; }));
    session.send(SetStepSize{0.9});
    session.send(RunTo{30});
    const SnapshotPtr snapshot =
        waitFor(session, [](const Snapshot& s) { return s.state == RunState::paused && s.step == 30; });
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->spec.training.stepSizeChanges, (std::vector<StepSizeChange>{{10, 0.9}}));
    EXPECT_EQ(snapshot->weightsSha256, hashAt(snapshot->spec, 30));
}

TEST(TrainingSession, DivergenceShowsTheLastFiniteStepAndASmallerStepGoesOn) {
    TrainingSession session({});
    session.send(Restart{quickSpec(), nullptr});
    session.send(RunTo{7});
    ASSERT_TRUE(
        waitFor(session, [](const Snapshot& s) { return s.state == RunState::paused && s.step == 7; }));
    session.send(SetStepSize{1e30});
    session.send(Play{});
    const SnapshotPtr snapshot = waitForState(session, RunState::diverged);
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->step, 7);
    EXPECT_NE(snapshot->message.find("step 8"), std::string::npos) << snapshot->message;
    for (const double norm : snapshot->neurons.norm) EXPECT_TRUE(std::isfinite(norm));
    session.send(SetStepSize{0.1});
    session.send(RunTo{20});
    EXPECT_TRUE(
        waitFor(session, [](const Snapshot& s) { return s.state == RunState::paused && s.step == 20; }));
}

TEST(TrainingSession, AWrongSpecFailsWithASentenceAndTheNextOneRuns) {
    TrainingSession session({});
    ExperimentSpec wrong = quickSpec();
    wrong.training.stepSize = -1;
    session.send(Restart{wrong, nullptr});
    const SnapshotPtr failed = waitForState(session, RunState::failed);
    ASSERT_TRUE(failed);
    EXPECT_NE(failed->message.find("training.step_size"), std::string::npos);
    session.send(Play{});  // nothing to play; must not crash
    session.send(Restart{quickSpec(), nullptr});
    EXPECT_TRUE(waitForState(session, RunState::paused));
}

TEST(TrainingSession, ARestartWhilePlayingKeepsPlayingTheNewSpec) {
    TrainingSession session({});
    ExperimentSpec endless = quickSpec();
    endless.training.steps = 1000000000;
    session.send(Restart{endless, nullptr});
    session.send(Play{});
    ASSERT_TRUE(waitForState(session, RunState::running));
    endless.network.neurons = 6;
    session.send(Restart{endless, nullptr});
    EXPECT_TRUE(waitFor(session, [](const Snapshot& s) {
        return s.state == RunState::running && s.step > 0 && s.neurons.norm.size() == 6;
    }));
}

TEST(TrainingSession, TheFieldFollowsTheViewAskedFor) {
    TrainingSession session({});
    session.send(SetView{{.field = {.area = {-2, 2, -1, 1}, .width = 32, .height = 16}}});
    session.send(Restart{quickSpec(), nullptr});
    const SnapshotPtr snapshot = waitForState(session, RunState::paused);
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->field.values.size(), 32U * 16U);
    session.send(SetView{{.field = {.area = {-1, 1, -1, 1}, .width = 8, .height = 8}}});
    EXPECT_TRUE(waitFor(session, [](const Snapshot& s) { return s.field.values.size() == 64U; }));
}

/// Seconds the destructor of a busy session takes.
double secondsToJoin(const ExperimentSpec& spec, std::chrono::milliseconds busyFor) {
    auto session = std::make_unique<TrainingSession>(SessionOptions{});
    session->send(Restart{spec, nullptr});
    session->send(Play{});
    std::this_thread::sleep_for(busyFor);
    const auto start = Clock::now();
    session.reset();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

TEST(TrainingSession, JoinsPromptlyWhateverItIsDoing) {
    ExperimentSpec heavy = quickSpec();  // drawing, rotating and a step each take much longer than 100 ms
    std::get<XorClusters>(heavy.data) = {
        .dimension = 2000, .trainSamples = 6000, .testSamples = 2000, .rotated = true};
    heavy.network.neurons = 1500;
    ExperimentSpec gram = quickSpec();
    std::get<XorClusters>(gram.data) = {.dimension = 6000, .trainSamples = 2000, .testSamples = 2000};
    gram.network.neurons = 1000;
    // The limit is far above 100 ms because sanitizers and busy machines slow everything; the plain figure is
    // printed.
    for (const int busyFor : {0, 20, 150, 700, 2500}) {
        for (const ExperimentSpec& spec : {heavy, gram, quickSpec()}) {
            const double seconds = secondsToJoin(spec, std::chrono::milliseconds(busyFor));
            RecordProperty("join_milliseconds", static_cast<int>(1000 * seconds));
            EXPECT_LT(seconds, 1.0) << "after " << busyFor << " ms";
        }
    }
}

}  // namespace
}  // namespace featurescope
