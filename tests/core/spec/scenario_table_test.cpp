#include "core/spec/scenario_table.h"

#include <gtest/gtest.h>

#include <set>

#include "core/base/errors.h"

namespace featurescope {
namespace {

TEST(ScenarioTable, StartsWithTheDefaultAndNamesAreUnique) {
    std::set<std::string> names;
    for (const Scenario& scenario : scenarios())
        EXPECT_TRUE(names.insert(scenario.name).second) << scenario.name;
    EXPECT_EQ(scenarios().front().name, kDefaultScenario);
    for (const char* name : {"figure-1", "figure-2-high-dimension", "figure-2-low-dimension", "theorem-1"}) {
        EXPECT_TRUE(names.contains(name)) << name;
    }
}

TEST(ScenarioTable, EveryScenarioSaysWhatToWatchAndClaimsSomething) {
    for (const Scenario& scenario : scenarios()) {
        EXPECT_FALSE(scenario.spec.title.empty()) << scenario.name;
        EXPECT_TRUE(scenario.spec.watch.ends_with('.')) << scenario.name;
        EXPECT_FALSE(scenario.spec.claims.empty()) << scenario.name;
        for (const Claim& claim : scenario.spec.claims) EXPECT_LE(claim.step, scenario.spec.training.steps);
    }
}

TEST(ScenarioTable, EveryScenarioStandsInAGroupAndSaysHowItOpens) {
    for (const Scenario& scenario : scenarios()) {
        EXPECT_TRUE(scenario.spec.opening.group) << scenario.name << " has no group";
        EXPECT_TRUE(scenario.spec.opening.presentation.speed) << scenario.name;
        for (const Comparison& control : scenario.spec.opening.compare)
            EXPECT_NE(comparedWith(scenario.spec, control), scenario.spec) << scenario.name;
    }
}

TEST(ScenarioTable, AnUnknownNameListsTheKnownOnes) {
    try {
        scenarioNamed("figure-9");
        FAIL() << "an unknown scenario was found";
    } catch (const InputError& error) {
        EXPECT_NE(std::string(error.what()).find("\"figure-9\""), std::string::npos);
        EXPECT_NE(std::string(error.what()).find("figure-1"), std::string::npos);
    }
}

}  // namespace
}  // namespace featurescope
