#include "core/theory/related_conditions.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

RelatedTheorem onlyTheoremOf(const char* scenario, const DrawnFacts& facts = {}) {
    const auto theorems = relatedTheorems(scenarioNamed(scenario), facts);
    EXPECT_EQ(theorems.size(), 1U) << scenario;
    return theorems.empty() ? RelatedTheorem{} : theorems.front();
}

TEST(RelatedConditions, OfTwoClustersAreThoseOfThePaperWithTheRunsNumbers) {
    // p = 2000, n = 50, mean of length 8, 8 labels of 50 flipped, m = 64, step .01, H = 1.
    const RelatedTheorem theorem = onlyTheoremOf("benign-linear");
    ASSERT_EQ(theorem.conditions.size(), 7U);
    EXPECT_NEAR(theorem.conditions[0].value, 50 / std::log(10.0), 1e-9);
    EXPECT_NEAR(theorem.conditions[1].value, 2000 / (2500 * std::log(500.0)), 1e-9);
    EXPECT_NEAR(theorem.conditions[2].value, 64 / std::log(500.0), 1e-9);
    EXPECT_NEAR(theorem.conditions[3].value, 50.0 / 8, 1e-9);
    EXPECT_NEAR(theorem.conditions[4].value, 1 / (0.01 * 4e6), 1e-12);
    EXPECT_NEAR(theorem.conditions[5].value, 1, 0.01);
    EXPECT_EQ(theorem.conditions[5].holds, true);
    EXPECT_NEAR(theorem.conditions[6].value, 102.4, 1e-9);
    EXPECT_NEAR(onlyTheoremOf("benign-linear-control").conditions[6].value, 0.4, 1e-9) << "harmful";
}

TEST(RelatedConditions, OfOneStepSayWhereTheSpikeLeavesTheBulk) {
    const RelatedTheorem theorem = onlyTheoremOf("one-gradient-step");
    EXPECT_EQ(theorem.conditions[0].holds, true);
    // The strength is about .09, the step size that times m = 200.
    EXPECT_NEAR(theorem.conditions[1].value / 200, 0.09, 0.01);
    EXPECT_EQ(onlyTheoremOf("one-gradient-step-control").conditions[0].holds, false);
}

TEST(RelatedConditions, SayHowOrthogonalSamplesAre) {
    const RelatedTheorem theorem = onlyTheoremOf("equal-margins", {.orthogonality = 4.2});
    ASSERT_EQ(theorem.conditions.size(), 1U);
    EXPECT_EQ(theorem.conditions[0].value, 4.2);
    EXPECT_FALSE(theorem.conditions[0].holds) << "the constant is not computed";
}

TEST(RelatedConditions, AreNoneOfOtherSettings) {
    for (const char* scenario : {"first-screen", "lazy-to-rich", "both-layers", "feature-reconstruction"})
        EXPECT_TRUE(relatedTheorems(scenarioNamed(scenario), {}).empty()) << scenario;
}

}  // namespace
}  // namespace featurescope
