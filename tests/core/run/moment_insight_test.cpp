#include "core/run/moment_insight.h"

#include <gtest/gtest.h>

#include "core/run/staged_run.h"
#include "tests/support/failing_allocation.h"
#include "tests/support/small_spec.h"

namespace featurescope {
namespace {

TEST(MomentInsight, TheoryIsCompleteAndOfTheStepAsked) {
    StagedRun run(test::smallSpec(400), {}, nullptr, {});
    MomentInsight insight;
    for (const std::int64_t step : {0, 3, 20}) {
        run.advanceTo(step);
        const auto snapshot = run.snapshot({});
        const auto theory = insight.theory(snapshot, {});
        ASSERT_NE(theory, nullptr);
        EXPECT_TRUE(theory->applies);
        EXPECT_FALSE(theory->curves.empty());
        EXPECT_EQ(theory->population.step, step);
        EXPECT_EQ(insight.theory(snapshot, {}), theory);
    }
}

TEST(MomentInsight, BaselinesAreAllThere) {
    StagedRun run(test::smallSpec(400), {}, nullptr, {});
    MomentInsight insight;
    const auto report = insight.baselines(*run.snapshot({}), nullptr, {-2, 2, -1, 1}, {});
    ASSERT_NE(report, nullptr);
    EXPECT_TRUE(report->complete);
    EXPECT_GE(report->results.size(), 4U);
    EXPECT_EQ(insight.baselines(*run.snapshot({}), nullptr, {-2, 2, -1, 1}, {}), report);
}

// A movie waits for it: it must not do so for ever.
TEST(MomentInsight, WhatThereIsNoMemoryForIsReported) {
    StagedRun run(test::smallSpec(400), {}, nullptr, {});
    const auto snapshot = run.snapshot({});
    MomentInsight insight;
    {
        const test::FailingElsewhere failing;
        EXPECT_THROW(insight.theory(snapshot, {}), std::bad_alloc);
    }
    EXPECT_TRUE(insight.theory(snapshot, {})->applies) << "and can be asked for again";
}

TEST(MomentInsight, TheoryOfOtherDataSaysThatItDoesNotApply) {
    ExperimentSpec spec = test::smallSpec(400);
    std::get<XorClusters>(spec.data).clusterNoise = NoiseKind::uniform;
    StagedRun run(spec, {}, nullptr, {});
    EXPECT_FALSE(MomentInsight().theory(run.snapshot({}), {})->applies);
}

}  // namespace
}  // namespace featurescope
