#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "core/base/errors.h"
#include "core/run/recorded_run.h"
#include "core/sweep/run_key.h"
#include "core/sweep/shard_file.h"
#include "core/sweep/sweep_pool.h"
#include "tests/support/small_sweep.h"
#include "tests/support/temporary_folder.h"

namespace featurescope {
namespace {

using test::smallSweep;
using test::TemporaryFolder;
using namespace std::chrono_literals;

std::vector<SweepJob> jobsOf(const SweepPlan& plan) {
    std::vector<SweepJob> jobs;
    for (const PlannedRun& run : plan.runsOf(plan.firstPoints()))
        jobs.push_back({run, runKey(plan.specOf(run))});
    return jobs;
}

std::vector<RunOutcome> outcomesOf(const SweepPlan& plan, int threads, bool idle = false) {
    SweepPool pool(plan, jobsOf(plan), {.threads = threads, .idle = idle, .programVersion = "1"}, {});
    std::vector<RunOutcome> all;
    for (bool isLast = false; !isLast;) {
        isLast = pool.hasEnded();
        for (RunOutcome& outcome : pool.take(100ms)) all.push_back(std::move(outcome));
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    return all;
}

/// What `run` records of this spec.
void expectAsAlone(const RunOutcome& outcome, const SweepPlan& plan) {
    const auto experiment = makeExperiment(plan.specOf(outcome.run), plan.learner(), nullptr, {});
    RecordedRun run(*experiment, plan.schedule(), {});
    run.train([](RecordedRun&) {});
    const TimelineView rows = run.timeline();
    ASSERT_EQ(outcome.steps.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(outcome.steps[i], rows[i].step);
        for (const ObservableInfo& info : observables()) {
            const double value = valueAt(outcome, info.which, rows[i].step);
            if (std::isnan(rows[i].values[info.which]))
                EXPECT_TRUE(std::isnan(value));
            else
                EXPECT_EQ(value, rows[i].values[info.which]) << info.id;
        }
    }
    EXPECT_EQ(outcome.weightsSha256, experiment->weightsSha256());
}

TEST(SweepRunner, GivesTheBitsOfASingleRunForAnyNumberOfThreads) {
    const SweepPlan plan(smallSweep());
    const std::vector<RunOutcome> one = outcomesOf(plan, 1);
    ASSERT_EQ(one.size(), 18U);
    for (const RunOutcome& outcome : one) {
        EXPECT_EQ(outcome.state, RunOutcomeState::done);
        EXPECT_EQ(outcome.key, runKey(plan.specOf(outcome.run)));
        expectAsAlone(outcome, plan);
    }
    for (const int threads : {2, 3}) {
        const std::vector<RunOutcome> several = outcomesOf(plan, threads, threads == 3);
        ASSERT_EQ(several.size(), one.size());
        for (std::size_t i = 0; i < one.size(); ++i) {
            EXPECT_EQ(one[i].key, several[i].key);
            EXPECT_TRUE(agree(one[i], several[i]));
        }
    }
}

TEST(SweepRunner, ADivergedRunIsAResult) {
    SweepSpec sweep = smallSweep();
    sweep.y->scale = SweepAxis::Scale::list;
    sweep.y->values = {0.1, 1e9};
    const SweepPlan plan(sweep);
    int diverged = 0;
    for (const RunOutcome& outcome : outcomesOf(plan, 2)) {
        EXPECT_TRUE(outcome.run.point.y == 1 || outcome.state == RunOutcomeState::done);
        diverged += outcome.state == RunOutcomeState::diverged;
        if (outcome.state == RunOutcomeState::diverged) {
            EXPECT_GT(outcome.divergedAt, 0);
            EXPECT_LT(outcome.steps.back(), outcome.divergedAt);
            EXPECT_TRUE(
                agree(outcome, *runOfShardLine(shardLine(outcome).substr(0, shardLine(outcome).size() - 1))));
        }
    }
    EXPECT_GT(diverged, 0);
}

TEST(SweepRunner, ARunThatTakesTooLongHasFailed) {
    SweepSpec sweep = smallSweep();
    sweep.base.settings.back() = {"training.steps", "100000000"};
    sweep.compute.secondsPerRun = 0.02;
    const SweepPlan plan(sweep);
    SweepRunner runner(plan, "1");
    const PlannedRun run{{0, 0}, 1};
    const auto outcome = runner.carryOut(run, runKey(plan.specOf(run)), {});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->state, RunOutcomeState::failed);
    EXPECT_NE(outcome->error.find("seconds_per_run"), std::string::npos);
    EXPECT_TRUE(outcome->steps.empty());
}

TEST(SweepRunner, CancellingIsPrompt) {
    SweepSpec sweep = smallSweep();
    sweep.base.settings.back() = {"training.steps", "100000000"};
    const SweepPlan plan(sweep);
    std::stop_source stop;
    SweepPool pool(plan, jobsOf(plan), {.threads = 2, .programVersion = "1"}, stop.get_token());
    EXPECT_TRUE(pool.take(20ms).empty());
    stop.request_stop();
    EXPECT_TRUE(pool.take(20s).empty());
    EXPECT_TRUE(pool.hasEnded());
}

TEST(SweepRunner, ALongRunGoesOnWhereItWasLeft) {
    SweepSpec sweep = smallSweep();
    sweep.base.settings.back() = {"training.steps", "100000"};
    const SweepPlan plan(sweep);
    const TemporaryFolder folder;
    const LongRunStates states{.folder = folder.path(), .after = 0ms, .pause = 0ms};
    const PlannedRun run{{1, 1}, 1};
    const std::string key = runKey(plan.specOf(run));
    const auto whole = SweepRunner(plan, "1").carryOut(run, key, {});
    {
        std::stop_source stop;
        const std::jthread canceller([&](const std::stop_token& ended) {
            while (!std::filesystem::exists(folder / (key + ".npz")) && !ended.stop_requested())
                std::this_thread::yield();
            stop.request_stop();
        });
        EXPECT_FALSE(SweepRunner(plan, "1", states).carryOut(run, key, stop.get_token()));
    }
    ASSERT_TRUE(std::filesystem::exists(folder / (key + ".npz")));
    const auto resumed = SweepRunner(plan, "1", states).carryOut(run, key, {});
    ASSERT_TRUE(whole && resumed);
    EXPECT_TRUE(agree(*whole, *resumed));
    EXPECT_FALSE(std::filesystem::exists(folder / (key + ".npz")));
}

TEST(ShardFile, LinesReadBackEqual) {
    const SweepPlan plan(smallSweep());
    for (const RunOutcome& outcome : outcomesOf(plan, 2)) {
        const std::string line = shardLine(outcome);
        ASSERT_EQ(line.find('\n'), line.size() - 1);
        const auto read = runOfShardLine(std::string_view(line).substr(0, line.size() - 1));
        ASSERT_TRUE(read);
        EXPECT_TRUE(agree(outcome, *read));
        EXPECT_EQ(read->run, outcome.run);
        EXPECT_EQ(shardLine(*read), line);
    }
}

TEST(ShardFile, WhatIsTornOrForeignIsAsIfItWereNotThere) {
    const SweepPlan plan(smallSweep());
    const std::string line = shardLine(outcomesOf(plan, 1).front());
    const ShardPart part =
        shardFromBytes(line + "nonsense\n{}\n[1]\n" + line + line.substr(0, line.size() / 2));
    EXPECT_EQ(part.runs.size(), 2U);
    EXPECT_EQ(part.otherLines, 3);
    EXPECT_EQ(part.end, 2 * line.size() + 16) << "what is torn may still be written to its end";
}

TEST(ShardFile, EveryStartWritesAFileOfItsOwn) {
    const SweepPlan plan(smallSweep());
    const std::vector<RunOutcome> outcomes = outcomesOf(plan, 1);
    const TemporaryFolder folder;
    for (int start = 0; start < 2; ++start) {
        ShardWriter writer(folder.path(), 7, 24);
        EXPECT_TRUE(writer.path().filename().string().starts_with("00007-of-00024."));
        EXPECT_EQ(shardsOf(writer.path()), 24);
        writer.append(outcomes.front());
    }
    ASSERT_EQ(shardFiles(folder.path()).size(), 2U);
    for (const auto& path : shardFiles(folder.path())) {
        const ShardPart part = readShard(path, 0);
        EXPECT_EQ(part.runs.size(), 1U);
        EXPECT_EQ(readShard(path, part.end).runs.size(), 0U);
    }
}

}  // namespace
}  // namespace featurescope
