#include "core/sweep/sweep_plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/errors.h"
#include "core/sweep/grid_order.h"
#include "core/sweep/numeric_setting.h"
#include "tests/support/small_sweep.h"

namespace featurescope {
namespace {

using test::smallSweep;

/// Why a sweep is refused; empty when it is not.
std::string refusalOf(const SweepSpec& sweep) {
    try {
        const SweepPlan plan(sweep);
        return {};
    } catch (const InputError& problem) {
        return problem.what();
    }
}

void expectRefused(const SweepSpec& sweep, std::initializer_list<const char*> words) {
    const std::string refusal = refusalOf(sweep);
    EXPECT_FALSE(refusal.empty());
    for (const char* word : words)
        EXPECT_NE(refusal.find(word), std::string::npos) << word << " in: " << refusal;
}

TEST(SweepPlan, EveryRunHasItsValuesAndSeeds) {
    const SweepPlan plan(smallSweep());
    EXPECT_EQ(plan.runCount(), 18);
    const ExperimentSpec spec = plan.specOf({2, 0}, 2);
    EXPECT_EQ(numericSetting(spec, "data.cluster_variance"), 1);
    EXPECT_EQ(numericSetting(spec, "training.step_size"), 0.01);
    EXPECT_EQ(spec.seeds, (Seeds{2, 2, 2, 2}));
    EXPECT_EQ(numericSetting(spec, "network.neurons"), 8);
}

TEST(SweepPlan, StreamsThatAreNotNamedKeepTheSeedOfTheBase) {
    SweepSpec sweep = smallSweep();
    sweep.base.settings.emplace_back("seeds.test", "7");
    sweep.seeds->streams = {"weights"};
    EXPECT_EQ(SweepPlan(sweep).specOf({0, 0}, 5).seeds, (Seeds{1, 1, 5, 7}));
    sweep.seeds.reset();
    EXPECT_EQ(SweepPlan(sweep).specOf({0, 0}, 1).seeds, (Seeds{1, 1, 1, 7}));
}

TEST(SweepPlan, TiedSettingsFollowAProductOfPowers) {
    SweepSpec sweep = smallSweep();
    sweep.x = {.key = "",
               .symbol = "norm",
               .scale = SweepAxis::Scale::log,
               .first = 0.1,
               .last = 10,
               .count = 3,
               .values = {}};
    sweep.tied = {
        {"network.init_variance", 1, {{"norm", 2}, {"data.dimension", -1}, {"network.neurons", -1}}},
        {"data.cluster_variance", 1, {{"data.dimension", -1.2}}}};
    const ExperimentSpec spec = SweepPlan(sweep).specOf({2, 1}, 1);
    EXPECT_NEAR(numericSetting(spec, "network.init_variance"), 100.0 / 5 / 8, 1e-11);
    EXPECT_NEAR(numericSetting(spec, "data.cluster_variance"), std::pow(5, -1.2), 1e-12);
}

TEST(SweepPlan, AnAxisOfStepsCostsNoRunsAndRecordsItsSteps) {
    SweepSpec sweep = smallSweep();
    sweep.x = {.key = "step",
               .symbol = "",
               .scale = SweepAxis::Scale::list,
               .first = 0,
               .last = 0,
               .count = 0,
               .values = {3, 11, 25}};
    const SweepPlan plan(sweep);
    EXPECT_EQ(plan.runCount(), 6);
    EXPECT_EQ(plan.xValues().size(), 3U);
    for (const std::int64_t step : {3, 11, 25}) EXPECT_TRUE(plan.schedule().contains(step));
}

TEST(SweepPlan, RefusesWhatAnyRunWouldRefuse) {
    SweepSpec sweep = smallSweep();
    sweep.x.scale = SweepAxis::Scale::list;
    sweep.x.values = {0.1, -0.5};
    expectRefused(sweep, {"data.cluster_variance", "-0.5", "0 or larger"});

    sweep = smallSweep();
    sweep.tied = {{"data.label_noise", 1, {{"training.step_size", 1}, {"data.cluster_variance", -0.5}}}};
    expectRefused(sweep, {"data.label_noise is 10", "from 0 to 1", "data.cluster_variance = 0.01",
                          "training.step_size = 1"});
}

TEST(SweepPlan, RefusesTooManyRuns) {
    SweepSpec sweep = smallSweep();
    sweep.x.count = sweep.y->count = 10000;
    expectRefused(sweep, {"data.cluster_variance", "10000000"});
}

TEST(SweepPlan, RefusesSeedsBeyondWhatJsonKeeps) {
    SweepSpec sweep = smallSweep();
    sweep.seeds->first = 9007199254740991;
    expectRefused(sweep, {"seeds.first", "9007199254740991"});
    sweep = smallSweep();
    sweep.seeds->streams = {"data"};
    sweep.x = {.key = "seeds.weights",
               .symbol = "",
               .scale = SweepAxis::Scale::list,
               .first = 0,
               .last = 0,
               .count = 0,
               .values = {1, 9007199254740994.0}};
    expectRefused(sweep, {"seeds.weights", "9007199254740991"});
}

TEST(SweepPlan, RefusesASettingThatIsGivenTwice) {
    SweepSpec sweep = smallSweep();
    sweep.y->key = "data.cluster_variance";
    expectRefused(sweep, {"data.cluster_variance", "twice"});
    sweep = smallSweep();
    sweep.tied = {{"data.cluster_variance", 1, {{"data.dimension", -1}}}};
    expectRefused(sweep, {"data.cluster_variance", "twice"});
    sweep = smallSweep();
    sweep.x.key = "seeds.weights";
    sweep.x.scale = SweepAxis::Scale::linear;
    sweep.x.first = 1, sweep.x.last = 3;
    expectRefused(sweep, {"seeds.weights", "twice"});
}

TEST(SweepPlan, RefusesNamesThatAreNoNumbers) {
    SweepSpec sweep = smallSweep();
    sweep.x.key = "data.corruption";
    expectRefused(sweep, {"data.corruption", "training.step_size"});
    sweep = smallSweep();
    sweep.tied = {{"network.init_variance", 1, {{"nothing", 1}}}};
    expectRefused(sweep, {"nothing", "network.init_variance"});
    sweep = smallSweep();
    sweep.x.key.clear();
    sweep.x.symbol = "unused";
    expectRefused(sweep, {"unused", "tied"});
}

TEST(SweepPlan, RefusesStepsThatNoRunReaches) {
    SweepSpec sweep = smallSweep();
    sweep.view = SweepView{.value = {.step = 26}, .range = {}, .lines = {}};
    expectRefused(sweep, {"26", "training.steps = 25"});
}

TEST(SweepPlan, CoarsePointsComeFirstAndEveryPointOnce) {
    const std::vector<GridPoint> points = coarseToFine(64, 64);
    EXPECT_EQ(points.size(), 64U * 64U);
    EXPECT_EQ(std::set<GridPoint>(points.begin(), points.end()).size(), points.size());
    for (std::size_t i = 0; i < 81; ++i) {
        EXPECT_TRUE(points[i].x % 8 == 0 || points[i].x == 63);
        EXPECT_TRUE(points[i].y % 8 == 0 || points[i].y == 63);
    }
    EXPECT_EQ(coarseToFine(1, 1), (std::vector<GridPoint>{{0, 0}}));
}

TEST(SweepPlan, ShardsHoldEveryRunOnce) {
    const SweepPlan plan(smallSweep());
    const std::vector<PlannedRun> runs = plan.runsOf(plan.firstPoints());
    for (const std::int64_t shards : {1, 4, 7, 100}) {
        std::size_t count = 0;
        for (std::int64_t i = 0; i < shards; ++i) {
            for (const PlannedRun& run : shardOf(runs, i, shards)) {
                ++count;
                EXPECT_NE(std::find(runs.begin(), runs.end(), run), runs.end());
            }
        }
        EXPECT_EQ(count, runs.size());
    }
}

TEST(SweepPlan, SaysWhatTwoSweepsDoNotShare) {
    const SweepPlan plan(smallSweep());
    SweepSpec other = smallSweep();
    other.title = other.watch = "another";
    EXPECT_EQ(differenceOf(plan, SweepPlan(other)), "");
    other.seeds->count = 3;
    EXPECT_EQ(differenceOf(plan, SweepPlan(other)), "the seeds");
    other = smallSweep();
    other.base.settings.emplace_back("data.label_noise", "0.1");
    EXPECT_EQ(differenceOf(plan, SweepPlan(other)), "the settings of the base");
    other = smallSweep();
    other.record = RecordingSchedule::endsOnly();
    EXPECT_EQ(differenceOf(plan, SweepPlan(other)), "the recorded steps");
}

}  // namespace
}  // namespace featurescope
