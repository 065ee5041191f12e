#include <gtest/gtest.h>

#include <map>
#include <random>

#include "core/run/training_session.h"
#include "core/spec/spec_json.h"
#include "tests/support/session_probe.h"

namespace featurescope {
namespace {

using test::hashAt;
using test::quickSpec;
using test::SnapshotPtr;
using test::waitFor;
using test::waitForState;

bool isResting(const Snapshot& snapshot) {
    return snapshot.state == RunState::paused || snapshot.state == RunState::finished ||
           snapshot.state == RunState::diverged;
}

/// The snapshot of this step at rest.
SnapshotPtr restingAt(TrainingSession& session, std::int64_t step) {
    return waitFor(session, [step](const Snapshot& s) { return isResting(s) && s.step == step; });
}

/// A session that stands at `step`, trained there.
std::unique_ptr<TrainingSession> sessionAt(const ExperimentSpec& spec, std::int64_t step,
                                           const SessionOptions& options = {}) {
    auto session = std::make_unique<TrainingSession>(options);
    session->send(Restart{spec, nullptr});
    session->send(RunTo{step});
    EXPECT_TRUE(restingAt(*session, step));
    return session;
}

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

TEST(TimeTravel, WhatStartsFromAStepWaitsUntilItIsReached) {
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

TEST(TimeTravel, ALongWayShowsWhereItIsAndCanBeLeft) {
    ExperimentSpec slow = quickSpec();
    std::get<XorClusters>(slow.data) = {.dimension = 40, .trainSamples = 400, .testSamples = 10};
    slow.network.neurons = 200;
    const auto session = sessionAt(slow, 1500);
    session->send(SetMemoryBudget{0});
    session->send(ShowStep{1499});
    const SnapshotPtr onTheWay = waitForState(*session, RunState::seeking);
    ASSERT_TRUE(onTheWay);
    ASSERT_TRUE(onTheWay->seek);
    EXPECT_EQ(onTheWay->seek->target, 1499);
    EXPECT_LT(onTheWay->step, 1499);
    EXPECT_GE(onTheWay->seek->share, 0);
    EXPECT_LT(onTheWay->seek->share, 1);
    EXPECT_TRUE(onTheWay->weightsSha256.empty());
    EXPECT_FALSE(onTheWay->archive);
    session->send(ShowStep{2});
    const SnapshotPtr elsewhere = restingAt(*session, 2);
    ASSERT_TRUE(elsewhere);
    EXPECT_EQ(elsewhere->weightsSha256, hashAt(slow, 2));
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
    session->send(ShowStep{777});
    const SnapshotPtr early = restingAt(*session, 777);
    ASSERT_TRUE(early);
    EXPECT_EQ(early->weightsSha256, hashAt(quickSpec(), 777));
}

/// What a random walk through a run may do; the model knows spec and last step of the run, the session must
/// agree.
class RandomWalk {
  public:
    RandomWalk(const ExperimentSpec& spec, const LearnerOptions& learner, unsigned seed)
        : learner_(learner), random_(seed), spec_(spec), session_(SessionOptions{.learner = learner}) {
        session_.send(Restart{spec, nullptr});
        spec_.training.steps = spec.training.steps;
    }

    void go(int moves) {
        for (int move = 0; move < moves && !testing::Test::HasFailure(); ++move) {
            trace_ = "move " + std::to_string(move);
            makeMove();
            check();
        }
    }

  private:
    static constexpr std::int64_t kLongest = 400;

    std::int64_t upTo(std::int64_t last) {
        return std::uniform_int_distribution<std::int64_t>(0, last)(random_);
    }

    void makeMove() {
        switch (upTo(9)) {
            case 0: {  // train on
                step_ = std::min(kLongest, step_ + upTo(60));
                trainedTo_ = std::max(trainedTo_, step_);
                session_.send(RunTo{step_});
                break;
            }
            case 1: {  // branch, or a change at the end
                const double stepSize = 0.05 * static_cast<double>(1 + upTo(10));
                session_.send(SetStepSize{stepSize});
                if (stepSizeAt(spec_.training, step_) == stepSize) break;
                std::erase_if(spec_.training.stepSizeChanges,
                              [this](const auto& c) { return c.step >= step_; });
                if (step_ == 0) {
                    spec_.training.stepSize = stepSize;
                } else {
                    spec_.training.stepSizeChanges.push_back({step_, stepSize});
                }
                trainedTo_ = step_;
                break;
            }
            case 2: {  // go back to a run left earlier
                if (archives_.empty()) break;
                const auto& archive = archives_[static_cast<std::size_t>(upTo(std::ssize(archives_) - 1))];
                spec_ = archive->spec;
                trainedTo_ = archive->trainedTo;
                step_ = upTo(trainedTo_);
                session_.send(Reopen{archive, step_});
                break;
            }
            case 3: {
                const std::int64_t count = upTo(40) - 20;
                step_ = std::clamp<std::int64_t>(step_ + count, 0, kLongest);
                session_.send(StepBy{count > 0 ? std::min(count, kLongest) : count});
                if (step_ > trainedTo_) trainedTo_ = step_;
                break;
            }
            case 4:
                session_.send(SetMemoryBudget{static_cast<std::uint64_t>(upTo(3)) << (10 + 4 * upTo(4))});
                break;
            case 5:
                session_.send(Rewind{});
                step_ = 0;
                break;
            default:  // scrub, perhaps past some steps on the way
                for (std::int64_t i = upTo(3); i >= 0; --i) {
                    step_ = upTo(trainedTo_);
                    session_.send(ShowStep{step_});
                }
        }
    }

    void check() {
        const SnapshotPtr snapshot = waitFor(session_, [this](const Snapshot& s) {
            return isResting(s) && s.step == step_ && s.spec == spec_ && s.trainedTo == trainedTo_;
        });
        ASSERT_TRUE(snapshot) << trace_ << ": step " << step_ << " of " << trainedTo_;
        EXPECT_EQ(snapshot->weightsSha256, straightHash()) << trace_ << ": step " << step_;
        if (archives_.size() < 6) archives_.push_back(snapshot->archive);
    }

    /// Of a straight run to the current step, from an experiment that never goes back.
    std::string straightHash() {
        ExperimentSpec upToHere = spec_;
        std::erase_if(upToHere.training.stepSizeChanges, [this](const auto& c) { return c.step >= step_; });
        const std::string key = specToCompactJson(upToHere) + std::to_string(step_);
        std::string& hash = known_[key];
        if (hash.empty()) {
            const auto experiment = makeExperiment(upToHere, {.engine = learner_.engine}, nullptr, {});
            while (experiment->step() < step_) experiment->advance();
            hash = experiment->weightsSha256();
        }
        return hash;
    }

    LearnerOptions learner_;
    std::mt19937 random_;
    ExperimentSpec spec_;
    std::int64_t step_ = 0, trainedTo_ = 0;
    std::vector<std::shared_ptr<const RunArchive>> archives_;
    std::map<std::string, std::string> known_;
    std::string trace_;
    TrainingSession session_;
};

TEST(TimeTravel, RandomWalksOfScrubsBranchesAndReturnsGiveTheBitsOfStraightRuns) {
    ExperimentSpec flat = quickSpec();
    std::get<XorClusters>(flat.data) = {.dimension = 2, .trainSamples = 70, .testSamples = 20};
    ExperimentSpec precise = quickSpec();
    precise.training.precision = Precision::dbl;
    unsigned seed = 1;
    for (const ExperimentSpec& spec : {quickSpec(), flat, precise}) {
        for (const Engine engine : {Engine::primal, Engine::gram}) {
            for (const int threads : {1, 2, 3}) {
                SCOPED_TRACE(std::string(nameOf(engine)) + ", threads " + std::to_string(threads) +
                             ", seed " + std::to_string(seed));
                RandomWalk({spec}, {.engine = engine, .threads = threads}, seed++).go(200);
            }
        }
    }
}

}  // namespace
}  // namespace featurescope
