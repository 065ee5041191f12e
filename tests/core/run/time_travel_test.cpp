#include <gtest/gtest.h>

#include <algorithm>

#include "core/run/training_session.h"
#include "tests/support/session_probe.h"

namespace featurescope {
namespace {

using test::hashAt;
using test::isResting;
using test::quickSpec;
using test::restingAt;
using test::sessionAt;
using test::SnapshotPtr;
using test::waitFor;
using test::waitForState;

TEST(TimeTravel, AnyEarlierStepIsShownWithTheBitsItHad) {
    const auto session = sessionAt(quickSpec(), 150);
    for (const std::int64_t step : {150, 3, 149, 0, 77, 78}) {
        session->send(ShowStep{step});
        const SnapshotPtr snapshot = restingAt(*session, step);
        ASSERT_TRUE(snapshot) << step;
        EXPECT_EQ(snapshot->weightsSha256, hashAt(quickSpec(), step)) << step;
        EXPECT_EQ(snapshot->trainedTo, 150);
        EXPECT_EQ(snapshot->timeline.back().step, 150) << "rows of later steps stay";
        EXPECT_FALSE(snapshot->seek);
    }
}

TEST(TimeTravel, AStepBeyondWhatWasTrainedIsTheLastOne) {
    const auto session = sessionAt(quickSpec(), 20);
    session->send(ShowStep{5});
    ASSERT_TRUE(restingAt(*session, 5));
    session->send(ShowStep{1000});
    EXPECT_TRUE(restingAt(*session, 20));
    session->send(ShowStep{-3});
    EXPECT_TRUE(restingAt(*session, 0));
}

TEST(TimeTravel, StepsBackAndForthCountFromThePosition) {
    const auto session = sessionAt(quickSpec(), 30);
    for (int i = 0; i < 4; ++i) session->send(StepBy{-1});
    ASSERT_TRUE(restingAt(*session, 26));
    session->send(StepBy{2});
    const SnapshotPtr snapshot = restingAt(*session, 28);
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->weightsSha256, hashAt(quickSpec(), 28));
    session->send(StepBy{5});
    const SnapshotPtr beyond = restingAt(*session, 33);
    ASSERT_TRUE(beyond);
    EXPECT_EQ(beyond->weightsSha256, hashAt(quickSpec(), 33));
    EXPECT_EQ(beyond->trainedTo, 33);
    session->send(StepBy{-1000});
    EXPECT_TRUE(restingAt(*session, 0));
}

TEST(TimeTravel, TrainingOnFromAnEarlierStepRepeatsTheSameFuture) {
    const auto session = sessionAt(quickSpec(), 60);
    const SnapshotPtr before = [&] {
        session->send(ShowStep{20});
        return restingAt(*session, 20);
    }();
    ASSERT_TRUE(before);
    session->send(Play{});
    const SnapshotPtr finished = waitForState(*session, RunState::finished);
    ASSERT_TRUE(finished);
    EXPECT_EQ(finished->step, 200);
    EXPECT_EQ(finished->runId, before->runId);
    EXPECT_EQ(finished->weightsSha256, hashAt(quickSpec(), 200));
    for (std::size_t i = 1; i < finished->timeline.size(); ++i) {
        ASSERT_LT(finished->timeline[i - 1].step, finished->timeline[i].step);
    }
}

TEST(TimeTravel, RewindShowsStepZeroAndForgetsNothing) {
    const auto session = sessionAt(quickSpec(), 60);
    session->send(Rewind{});
    const SnapshotPtr snapshot = restingAt(*session, 0);
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->trainedTo, 60);
    EXPECT_EQ(snapshot->timeline.back().step, 60);
    EXPECT_EQ(snapshot->weightsSha256, hashAt(quickSpec(), 0));
}

TEST(TimeTravel, AStepSizeChangedAtAnEarlierStepIsABranchAndTheArchiveKeepsTheOldFuture) {
    const auto session = sessionAt(quickSpec(), 90);
    session->send(ShowStep{40});
    const SnapshotPtr old = restingAt(*session, 40);
    ASSERT_TRUE(old);
    ASSERT_TRUE(old->archive);
    session->send(SetStepSize{0.6});
    const SnapshotPtr branch =
        waitFor(*session, [&](const Snapshot& s) { return isResting(s) && s.runId != old->runId; });
    ASSERT_TRUE(branch);
    EXPECT_EQ(branch->trainedTo, 40);
    EXPECT_LE(branch->timeline.back().step, 40);
    EXPECT_EQ(branch->spec.training.stepSizeChanges, (std::vector<StepSizeChange>{{40, 0.6}}));
    session->send(RunTo{90});
    const SnapshotPtr tip = restingAt(*session, 90);
    ASSERT_TRUE(tip);
    EXPECT_EQ(tip->weightsSha256, hashAt(branch->spec, 90));
    EXPECT_NE(tip->weightsSha256, hashAt(quickSpec(), 90));

    EXPECT_EQ(old->archive->trainedTo, 90);
    session->send(Reopen{old->archive, 90});
    const SnapshotPtr again = waitFor(
        *session, [&](const Snapshot& s) { return isResting(s) && s.runId > tip->runId && s.step == 90; });
    ASSERT_TRUE(again);
    EXPECT_EQ(again->weightsSha256, hashAt(quickSpec(), 90));
    EXPECT_EQ(again->spec, quickSpec());
    EXPECT_EQ(again->timeline.size(), old->timeline.size());
}

TEST(TimeTravel, AStepSizeChangedAtTheLastStepKeepsTheRun) {
    const auto session = sessionAt(quickSpec(), 30);
    session->send(SetStepSize{0.6});
    session->send(RunTo{40});
    const SnapshotPtr snapshot = restingAt(*session, 40);
    ASSERT_TRUE(snapshot);
    session->send(ShowStep{10});
    const SnapshotPtr earlier = restingAt(*session, 10);
    ASSERT_TRUE(earlier);
    EXPECT_EQ(earlier->runId, snapshot->runId);
    EXPECT_EQ(earlier->weightsSha256, hashAt(quickSpec(), 10));
    EXPECT_EQ(earlier->trainedTo, 40);
}

TEST(TimeTravel, AnArchiveOpensInAnotherSessionWhileTheFirstOneTrainsOn) {
    ExperimentSpec endless = quickSpec();
    endless.training.steps = 1000000000;
    TrainingSession session({});
    session.send(Restart{endless, nullptr});
    session.send(Play{});
    ASSERT_TRUE(waitFor(session, [](const Snapshot& s) { return s.step > 500; }));
    session.send(KeepArchive{});
    const SnapshotPtr running = waitFor(session, [](const Snapshot& s) { return s.archive != nullptr; });
    ASSERT_TRUE(running);
    EXPECT_EQ(running->state, RunState::running);
    TrainingSession pinned({.learner = {.threads = 2}});
    pinned.send(Reopen{running->archive, 321});
    const SnapshotPtr snapshot = restingAt(pinned, 321);
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->weightsSha256, hashAt(endless, 321));
    EXPECT_EQ(snapshot->trainedTo, running->archive->trainedTo);
    EXPECT_FALSE(snapshot->history.empty());
}

TEST(TimeTravel, AnotherStepSizeFromTheStartNeedsNoNewData) {
    const auto session = sessionAt(quickSpec(), 30);
    ExperimentSpec other = quickSpec();
    other.training.stepSize = 0.1;
    session->send(Restart{other, nullptr});
    std::vector<RunState> states;
    session->send(RunTo{30});
    const SnapshotPtr snapshot = waitFor(*session, [&](const Snapshot& s) {
        states.push_back(s.state);
        return isResting(s) && s.step == 30 && s.spec == other;
    });
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(std::count(states.begin(), states.end(), RunState::preparing), 0);
    EXPECT_EQ(snapshot->weightsSha256, hashAt(other, 30));
    other.seeds.weights = 2;
    session->send(Restart{other, nullptr});
    session->send(RunTo{30});
    const SnapshotPtr redrawn =
        waitFor(*session, [&](const Snapshot& s) { return isResting(s) && s.step == 30 && s.spec == other; });
    ASSERT_TRUE(redrawn);
    EXPECT_EQ(redrawn->weightsSha256, hashAt(other, 30));
}

TEST(TimeTravel, TheStepSizeInUseReplacesLaterChanges) {
    const auto session = sessionAt(quickSpec(), 10);
    session->send(SetStepSize{0.05});
    session->send(RunTo{20});
    const SnapshotPtr changed = restingAt(*session, 20);
    ASSERT_TRUE(changed);
    session->send(ShowStep{5});
    session->send(SetStepSize{quickSpec().training.stepSize});
    session->send(RunTo{20});
    const SnapshotPtr snapshot = waitFor(*session, [&](const Snapshot& s) {
        return isResting(s) && s.step == 20 && s.runId > changed->runId;
    });
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->spec, quickSpec());
    EXPECT_EQ(snapshot->weightsSha256, hashAt(quickSpec(), 20));
}

TEST(TimeTravel, ARunOfAnotherInstructionSetIsTrainedAgainAndSaysSo) {
    const auto session = sessionAt(quickSpec(), 30);
    session->send(KeepArchive{});
    const SnapshotPtr left = waitFor(*session, [](const Snapshot& s) { return s.archive != nullptr; });
    ASSERT_TRUE(left);
    auto foreign = std::make_shared<RunArchive>(*left->archive);
    foreign->instructionSet = "sve2";
    session->send(Reopen{foreign, 20});
    const SnapshotPtr snapshot = restingAt(*session, 20);
    ASSERT_TRUE(snapshot);
    EXPECT_NE(snapshot->message.find("\"sve2\", which this machine does not have"), std::string::npos)
        << snapshot->message;
    EXPECT_EQ(snapshot->trainedTo, 20);
    session->send(Restart{quickSpec(), nullptr});
    const SnapshotPtr again = restingAt(*session, 0);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->message, "");
}

TEST(TimeTravel, ADivergedRunCanBeLookedAtAndGoesOnWithASmallerStep) {
    const auto session = sessionAt(quickSpec(), 50);
    session->send(SetStepSize{1e30});
    session->send(Play{});
    const SnapshotPtr diverged = waitForState(*session, RunState::diverged);
    ASSERT_TRUE(diverged);
    EXPECT_EQ(diverged->step, 50);
    ASSERT_TRUE(diverged->divergence);
    EXPECT_EQ(diverged->divergence->step, 51);
    EXPECT_EQ(diverged->markers.back(), (Marker{Landmark::divergence, 50, 50}));
    session->send(ShowStep{30});
    const SnapshotPtr earlier = restingAt(*session, 30);
    ASSERT_TRUE(earlier);
    EXPECT_EQ(earlier->state, RunState::paused);
    EXPECT_TRUE(earlier->message.empty());
    session->send(Play{});  // the same future: it diverges again
    ASSERT_TRUE(waitForState(*session, RunState::diverged));
    session->send(ShowStep{40});
    session->send(SetStepSize{0.15});
    session->send(RunTo{80});
    const SnapshotPtr smaller = restingAt(*session, 80);
    ASSERT_TRUE(smaller);
    EXPECT_FALSE(smaller->divergence);
    EXPECT_EQ(smaller->weightsSha256, hashAt(smaller->spec, 80));
}

TEST(TimeTravel, CheckpointsStayWithinTheBudgetThatIsSet) {
    const auto session = sessionAt(quickSpec(), 20000);
    session->send(ShowStep{19999});
    ASSERT_TRUE(restingAt(*session, 19999));
    constexpr std::uint64_t kSmall = 20000;
    session->send(SetMemoryBudget{kSmall});
    const SnapshotPtr snapshot =
        waitFor(*session, [](const Snapshot& s) { return s.memory.checkpointBudget == kSmall; });
    ASSERT_TRUE(snapshot);
    EXPECT_LE(snapshot->memory.checkpointBytes, kSmall);
    EXPECT_GT(snapshot->memory.recordBytes, 0U);
    EXPECT_EQ(snapshot->message, "");
    session->send(ShowStep{777});
    const SnapshotPtr early = restingAt(*session, 777);
    ASSERT_TRUE(early);
    EXPECT_EQ(early->weightsSha256, hashAt(quickSpec(), 777));
}

TEST(TimeTravel, SaysWhenOneStateAloneIsAboveTheBudget) {
    SessionOptions options;
    options.checkpointSpacing = 10;
    const auto session = sessionAt(quickSpec(), 150, options);
    session->send(SetMemoryBudget{100});
    const SnapshotPtr snapshot =
        waitFor(*session, [](const Snapshot& s) { return s.memory.checkpointBudget == 100; });
    ASSERT_TRUE(snapshot);
    EXPECT_NE(snapshot->message.find("One state of this run takes 1 MiB, more than"), std::string::npos)
        << snapshot->message;
    EXPECT_GT(snapshot->memory.checkpointBytes, 100U) << "the newest is kept all the same";
    session->send(SetMemoryBudget{});
    EXPECT_TRUE(waitFor(*session, [](const Snapshot& s) { return s.message.empty(); }));
}

}  // namespace
}  // namespace featurescope
