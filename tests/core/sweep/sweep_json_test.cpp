#include "core/sweep/sweep_json.h"

#include <gtest/gtest.h>

#include "core/base/errors.h"
#include "core/sweep/sweep_plan.h"
#include "core/sweep/sweep_table.h"

namespace featurescope {
namespace {

constexpr const char* kFull = R"json({
  "format": "featurescope-sweep", "version": 1,
  "title": "From lazy to rich",
  "base": {"scenario": "crisp-clusters",
           "set": {"data.train_samples": 500, "network.neurons": 60, "network.start": "symmetric", "training.steps": 200}},
  "x": {"symbol": "norm of W(0)", "log": [0.02, 100, 20]},
  "y": {"key": "training.step_size", "log": [0.005, 5, 20]},
  "tied": [{"key": "network.init_variance", "factor": 1,
            "powers": {"norm of W(0)": 2, "data.dimension": -1, "network.neurons": -1}}],
  "seeds": {"count": 3, "first": 1, "streams": ["data", "labels", "weights", "test"]},
  "record": "log",
  "compute": {"isa": "baseline", "engine": "auto", "seconds_per_run": 600},
  "refine": {"metric": "alignment_own_mean", "step": 50, "level": 0.7, "start": 8},
  "view": {"metric": "alignment_own_mean", "step": 50, "statistic": "mean", "range": [0, 1], "lines": [0.3, 0.7, 0.9]},
  "theory": ["alignment-law"],
  "watch": "Below the line the network fits without turning its neurons.",
  "claims": [{"x": 0.1, "y": 0.5, "metric": "alignment_own_mean", "step": 50, "at_least": 0.9}]
})json";

std::string with(std::string text, const std::string& old, const std::string& replacement) {
    const std::size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    return text.replace(at, old.size(), replacement);
}

TEST(SweepJson, ReadsEveryKeyAndWritesItBack) {
    const SweepSpec sweep = sweepFromJson(kFull, "full");
    EXPECT_EQ(sweep.title, "From lazy to rich");
    EXPECT_EQ(sweep.x.symbol, "norm of W(0)");
    EXPECT_EQ(sweep.tied.at(0).powers.size(), 3U);
    EXPECT_EQ(sweep.refine->level, 0.7);
    EXPECT_EQ(sweep.view->lines.size(), 3U);
    EXPECT_EQ(sweep.claims.at(0).limit, 0.9);
    EXPECT_EQ(sweep.compute.secondsPerRun, 600);
    EXPECT_EQ(sweepFromJson(sweepToJson(sweep), "written"), sweep);
}

TEST(SweepJson, RecordsTheEndsOrChosenSteps) {
    EXPECT_EQ(sweepFromJson(with(kFull, R"("record": "log")", R"("record": "last")"), "s").record.text(),
              "last");
    const SweepSpec sweep = sweepFromJson(with(kFull, R"("record": "log")", R"("record": [50, 10])"), "s");
    EXPECT_EQ(sweep.record.text(), "last,10,50");
    EXPECT_EQ(sweepFromJson(sweepToJson(sweep), "written"), sweep);
}

TEST(SweepJson, RefusalsNameTheKeyAndWhatIsAllowed) {
    const std::pair<const char*, const char*> changes[]{
        {R"("title")", R"("tittle")"},
        {R"("count": 3)", R"("count": 0)"},
        {R"("count": 3)", R"("count": 2.5)"},
        {R"("streams": ["data")", R"("streams": ["dta")"},
        {R"("metric": "alignment_own_mean", "step": 50, "level")",
         R"("metric": "alignement", "step": 50, "level")"},
        {R"("level": 0.7)", R"("level": "high")"},
        {R"("isa": "baseline")", R"("isa": "mmx")"},
        {R"("seconds_per_run": 600)", R"("seconds_per_run": 0)"},
        {R"("statistic": "mean")", R"("statistic": "mode")"},
        {R"("statistic": "mean")", R"("statistic": "share-below")"},
        {R"("range": [0, 1])", R"("range": [1, 0])"},
        {R"("record": "log")", R"("record": "often")"},
        {R"("log": [0.02, 100, 20])", R"("log": [0.02, 100])"},
        {R"("log": [0.02, 100, 20])", R"("log": [0.02, 100, 20], "linear": [0, 1, 2])"},
        {R"("at_least": 0.9)", R"("at_least": 0.9, "at_most": 1)"},
        {R"("version": 1)", R"("version": 2)"},
        {R"("factor": 1)", R"("factor": "one")"},
    };
    for (const auto& [old, replacement] : changes) {
        const std::string text = with(kFull, old, replacement);
        try {
            sweepFromJson(text, "name");
            ADD_FAILURE() << replacement << " is taken";
        } catch (const InputError& problem) {
            EXPECT_TRUE(std::string(problem.what()).starts_with("name: ")) << problem.what();
            EXPECT_TRUE(std::string(problem.what()).find("must") != std::string::npos ||
                        std::string(problem.what()).find("known here") != std::string::npos)
                << problem.what();
        }
    }
}

TEST(SweepJson, EveryShippedSweepCanBePlanned) {
    ASSERT_FALSE(shippedSweeps().empty());
    for (const ShippedSweep& shipped : shippedSweeps()) {
        SCOPED_TRACE(shipped.name);
        EXPECT_FALSE(shipped.sweep.title.empty());
        EXPECT_FALSE(shipped.sweep.watch.empty());
        EXPECT_TRUE(shipped.sweep.view.has_value());
        EXPECT_FALSE(shipped.sweep.claims.empty());
        SweepSpec sweep = shipped.sweep;
        sweep.compute.instructionSet = InstructionSet::baseline;
        EXPECT_GT(SweepPlan(sweep).runCount(), 0);
        EXPECT_EQ(sweepFromJson(sweepToJson(sweep), "written"), sweep);
    }
}

}  // namespace
}  // namespace featurescope
