#include "core/run/staged_run.h"

#include <gtest/gtest.h>

#include "core/base/cancel.h"
#include "tests/support/small_spec.h"

namespace featurescope {
namespace {

const ViewRequest kView{.field = {.area = {-2, 2, -1, 1}, .width = 40, .height = 20}};

TEST(StagedRun, StandsWhereAStraightRunStands) {
    const auto straight = makeExperiment(test::smallSpec(40), {}, nullptr, {});
    StagedRun run(test::smallSpec(40), {}, nullptr, {});
    for (const std::int64_t step : {0, 3, 4, 17, 40}) {
        while (straight->step() < step) straight->advance();
        run.advanceTo(step);
        const auto snapshot = run.snapshot(kView);
        EXPECT_EQ(snapshot->step, step);
        EXPECT_EQ(snapshot->weightsSha256, straight->weightsSha256());
        EXPECT_EQ(snapshot->field.values, straight->view(kView).field.values);
        EXPECT_EQ(snapshot->timeline.back().step, step);
        EXPECT_EQ(snapshot->state, step == 40 ? RunState::finished : RunState::paused);
        ASSERT_NE(snapshot->scene, nullptr);
    }
}

TEST(StagedRun, RecordsTheSameRowsEveryTime) {
    const auto rows = [] {
        StagedRun run(test::smallSpec(40), {}, nullptr, {});
        for (const std::int64_t stop : {13, 37}) {
            run.advanceTo(stop);
            run.snapshot({});
        }
        std::vector<std::pair<std::int64_t, double>> all;
        const TimelineView timeline = run.snapshot({})->timeline;
        for (std::size_t i = 0; i < timeline.size(); ++i)
            all.emplace_back(timeline[i].step, timeline[i].values[Observable::testError]);
        return all;
    };
    EXPECT_EQ(rows(), rows());
    EXPECT_EQ(rows().front().first, 0);
    EXPECT_EQ(rows().back().first, 37);
}

TEST(StagedRun, StopsBeforeADivergenceAndSaysSo) {
    ExperimentSpec spec = test::smallSpec(40);
    spec.training.stepSize = 1e9;
    StagedRun run(spec, {}, nullptr, {});
    run.advanceTo(30);
    EXPECT_EQ(run.state(), RunState::diverged);
    EXPECT_LT(run.step(), 30);
    const auto snapshot = run.snapshot({});
    EXPECT_EQ(snapshot->state, RunState::diverged);
    EXPECT_NE(snapshot->message.find("step_size"), std::string::npos);
}

// Going back makes the experiment forget the divergence, whose step is needed all the way.
TEST(StagedRun, StandsAtTheLastStepBeforeADivergence) {
    ExperimentSpec spec = test::smallSpec(2000);
    spec.training.stepSize = 8;
    spec.training.stepSizeChanges = {{30, 1e7}};
    const auto straight = makeExperiment(spec, {}, nullptr, {});
    std::string before;
    while (!straight->divergence()) {
        before = straight->weightsSha256();
        straight->advance();
    }
    ASSERT_GT(straight->step(), 30);
    StagedRun run(spec, {}, nullptr, {});
    run.advanceTo(2000);
    const auto snapshot = run.snapshot({});
    EXPECT_EQ(snapshot->step, straight->divergence()->step - 1);
    EXPECT_EQ(snapshot->weightsSha256, before);
    EXPECT_EQ(snapshot->message, straight->divergence()->message);
}

TEST(StagedRun, CanBeCancelled) {
    std::stop_source stop;
    StagedRun run(test::smallSpec(40), {}, nullptr, stop.get_token());
    stop.request_stop();
    EXPECT_THROW(run.advanceTo(30), Cancelled);
}

}  // namespace
}  // namespace featurescope
