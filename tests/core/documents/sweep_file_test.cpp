#include "core/documents/sweep_file.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>

#include "core/base/errors.h"
#include "core/documents/sweep_collection.h"
#include "core/documents/sweep_result_file.h"
#include "core/sweep/run_key.h"
#include "core/sweep/shard_file.h"
#include "core/sweep/sweep_runner.h"
#include "tests/support/small_sweep.h"
#include "tests/support/temporary_folder.h"

namespace featurescope {
namespace {

using test::smallSweep;
using test::TemporaryFolder;

const SweepProvenance kHere{"1", "auto", "baseline"};

class SweepFileTest : public testing::Test {
  protected:
    RunOutcome outcomeOf(const PlannedRun& run) {
        return *runner_.carryOut(run, runKey(plan_.specOf(run)), {});
    }
    std::string bytes() const {
        std::ifstream file(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    /// The message with which these bytes are refused.
    static std::string refusalOf(std::string_view bytes) {
        try {
            SweepFile file = SweepFile::fromBytes(bytes, "name");
            file.visitCells([](const RunOutcome&) {});
            return "";
        } catch (const std::runtime_error& problem) {
            return problem.what();
        }
    }

    TemporaryFolder folder_;
    std::filesystem::path path_ = folder_ / "a.fsweep";
    SweepPlan plan_{smallSweep()};
    SweepRunner runner_{plan_, "1"};
    PlannedRun run_{{1, 2}, 2};
};

TEST_F(SweepFileTest, IsReadIntoMemoryCellByCell) {
    const RunOutcome outcome = outcomeOf(run_);
    SweepFile file = SweepFile::create(path_, plan_, kHere);
    file.add(outcome);
    file.addCell({{2, 2}, 1}, outcome.key);
    file.commit();
    const SweepResult result = sweepResultIn(file, "name");
    EXPECT_EQ(result.runsThere(), 2);
    EXPECT_EQ(result.at({0, 0}, 0), nullptr);
    EXPECT_EQ(result.at({1, 2}, 0), nullptr);
    for (const RunOutcome* run : {result.at({1, 2}, 1), result.at({2, 2}, 0)}) {
        ASSERT_NE(run, nullptr);
        EXPECT_TRUE(agree(*run, outcome));
    }
    EXPECT_EQ(result.steps(), outcome.steps);
    EXPECT_EQ(result.recordedStep(outcome.steps[3] + 1),
              outcome.steps[3] + (outcome.steps[4] == outcome.steps[3] + 1));
    EXPECT_EQ(result.recordedStep(1'000'000), outcome.steps.back());
}

TEST_F(SweepFileTest, KeepsRunsWithTheirCells) {
    const RunOutcome outcome = outcomeOf(run_);
    {
        SweepFile file = SweepFile::create(path_, plan_, kHere);
        file.add(outcome);
        file.addCell({{2, 2}, 1}, outcome.key);
        file.commit();
    }
    SweepFile file = SweepFile::open(path_);
    EXPECT_EQ(file.sweep(), smallSweep());
    EXPECT_EQ(file.provenance(), kHere);
    EXPECT_EQ(file.states().size(), 1U);
    std::vector<PlannedRun> cells;
    file.visitCells([&](const RunOutcome& read) {
        cells.push_back(read.run);
        EXPECT_TRUE(agree(outcome, read));
        EXPECT_EQ(read.weightsSha256, outcome.weightsSha256);
    });
    EXPECT_EQ(cells, (std::vector<PlannedRun>{run_, {{2, 2}, 1}}));
    const std::vector<SeedValue> values = file.valuesAt(Observable::trainLoss, 25);
    EXPECT_EQ(values.at(0).value, valueAt(outcome, Observable::trainLoss, 25));
    EXPECT_TRUE(std::isnan(file.valuesAt(Observable::trainLoss, 23).at(0).value)) << "not recorded";
}

TEST_F(SweepFileTest, WhatWasNotCommittedIsGone) {
    {
        SweepFile file = SweepFile::create(path_, plan_, kHere);
        file.add(outcomeOf(run_));
    }
    EXPECT_TRUE(SweepFile::open(path_).states().empty());
}

TEST_F(SweepFileTest, AFailureGivesWayAndAContradictionDoesNot) {
    SweepFile file = SweepFile::create(path_, plan_, kHere);
    const RunOutcome good = outcomeOf(run_);
    RunOutcome failed = good;
    failed.state = RunOutcomeState::failed;
    failed.error = "No memory.";
    failed.steps.clear();
    failed.curves.clear();
    file.add(failed);
    EXPECT_EQ(file.failures(), (std::vector<std::pair<std::string, std::int64_t>>{{"No memory.", 1}}));
    file.add(good);
    EXPECT_EQ(file.states().at(good.key), RunOutcomeState::done);
    RunOutcome other = good;
    other.curves.front() += 1;
    EXPECT_THROW(file.add(other), FileError);
}

TEST_F(SweepFileTest, GoesOnOnlyWithTheSameSweepAndProgram) {
    SweepFile file = SweepFile::create(path_, plan_, kHere);
    EXPECT_NO_THROW(file.requireSame(plan_, kHere));
    SweepSpec other = smallSweep();
    other.seeds->count = 3;
    EXPECT_THROW(file.requireSame(SweepPlan(other), kHere), InputError);
    EXPECT_THROW(file.requireSame(plan_, {"2", "auto", "baseline"}), InputError);
}

TEST_F(SweepFileTest, RefusesOtherAndDamagedFilesWithASentence) {
    {
        SweepFile file = SweepFile::create(path_, plan_, kHere);
        file.add(outcomeOf(run_));
        file.commit();
    }
    const std::string whole = bytes();
    EXPECT_EQ(refusalOf(whole), "");
    EXPECT_NE(refusalOf("no database at all, only some text that is long enough"), "");
    EXPECT_NE(refusalOf(""), "");
    for (std::size_t size = 512; size < whole.size(); size += 512)
        EXPECT_NE(refusalOf(std::string_view(whole).substr(0, size)), "") << size;
    std::string foreign = whole;
    foreign[68] = 'x';  // application_id
    EXPECT_NE(refusalOf(foreign).find("another program"), std::string::npos);
    std::string newer = whole;
    newer[63] = 2;  // user_version
    EXPECT_NE(refusalOf(newer).find("newer"), std::string::npos);
}

TEST_F(SweepFileTest, CollectsLinesOnceAndCountsDoubles) {
    const RunOutcome first = outcomeOf(run_), second = outcomeOf({{0, 0}, 1});
    ShardWriter writer(folder_.path(), 0, 1), again(folder_.path(), 0, 1);
    writer.append(first);
    again.append(first);
    SweepFile file = SweepFile::create(path_, plan_, kHere);
    CollectedRuns collected = collectShards(folder_.path(), file);
    EXPECT_EQ(collected.runs, 2);
    EXPECT_EQ(collected.twice, 1);
    writer.append(second);
    collected = collectShards(folder_.path(), file);
    EXPECT_EQ(collected.runs, 1);
    EXPECT_EQ(file.states().size(), 2U);
}

TEST_F(SweepFileTest, StopsAtLinesThatDisagreeAndNamesBothFiles) {
    RunOutcome one = outcomeOf(run_), other = one;
    other.weightsSha256[0] = other.weightsSha256[0] == '0' ? '1' : '0';
    ShardWriter writer(folder_.path(), 0, 2), second(folder_.path(), 1, 2);
    writer.append(one);
    second.append(other);
    SweepFile file = SweepFile::create(path_, plan_, kHere);
    try {
        collectShards(folder_.path(), file);
        ADD_FAILURE();
    } catch (const FileError& problem) {
        const std::string message = problem.what();
        EXPECT_NE(message.find(writer.path().filename().string()), std::string::npos) << message;
        EXPECT_NE(message.find(second.path().filename().string()), std::string::npos) << message;
    }
}

}  // namespace
}  // namespace featurescope
