#include "core/spec/setting_assignments.h"

#include <gtest/gtest.h>

#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

ExperimentSpec changedBy(ExperimentSpec spec, const std::vector<std::string>& assignments) {
    for (const std::string& assignment : assignments) spec = withSetting(spec, assignment);
    return spec;
}

TEST(SettingAssignments, LeadFromEveryScenarioToEveryOther) {
    for (const Scenario& from : scenarios()) {
        for (const Scenario& to : scenarios()) {
            ExperimentSpec reached = changedBy(from.spec, assignmentsBetween(from.spec, to.spec));
            EXPECT_EQ(reached.data, to.spec.data) << from.name << " to " << to.name;
            EXPECT_EQ(reached.network, to.spec.network) << from.name << " to " << to.name;
            EXPECT_EQ(reached.training, to.spec.training) << from.name << " to " << to.name;
            EXPECT_EQ(reached.seeds, to.spec.seeds) << from.name << " to " << to.name;
        }
    }
}

TEST(SettingAssignments, NameTheScenarioAndOnlyWhatDiffers) {
    ExperimentSpec spec = scenarioNamed("grokking");
    EXPECT_EQ(originOf(spec).scenario, "grokking");
    EXPECT_TRUE(originOf(spec).assignments.empty());
    spec.network.neurons = 321;
    spec.training.stepSizeChanges = {{20, 0.5}};
    const ScenarioOrigin origin = originOf(spec);
    EXPECT_EQ(origin.scenario, "grokking");
    EXPECT_EQ(origin.assignments.size(), 2U);
    EXPECT_EQ(changedBy(scenarioNamed("grokking"), origin.assignments).training, spec.training);
    // Without a title the nearest one is found.
    spec.title.clear();
    EXPECT_EQ(originOf(spec).scenario, "grokking");
}

}  // namespace
}  // namespace featurescope
