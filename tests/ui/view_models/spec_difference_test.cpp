#include "ui/view_models/spec_difference.h"

#include <gtest/gtest.h>

#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

TEST(SpecDifference, NamesEverySettingThatDiffersWithBothValues) {
    const ExperimentSpec before = scenarioNamed("first-screen");
    ExperimentSpec after = withSetting(before, "training.step_size=0.5");
    after = withSetting(after, "data.rotated=true");
    const auto differences = specDifferences(before, after);
    ASSERT_EQ(differences.size(), 2U);
    EXPECT_EQ(differences[0].path, "data.rotated");
    EXPECT_EQ(differences[1].text(), QStringLiteral("step size 0.2 → 0.5"));
    EXPECT_EQ(differenceText(differences, 1), differences[0].text() + QStringLiteral(", 1 more"));
}

TEST(SpecDifference, TitlesAndClaimsDoNotCount) {
    const ExperimentSpec before = scenarioNamed("first-screen");
    ExperimentSpec after = before;
    after.title = "Another";
    after.watch.clear();
    after.claims.clear();
    EXPECT_TRUE(specDifferences(before, after).empty());
    EXPECT_EQ(differenceText({}), QStringLiteral("same settings"));
}

TEST(SpecDifference, SaysWhereOneSpecHasNoSuchSetting) {
    ExperimentSpec before = scenarioNamed("first-screen"), after = before;
    after.data =
        FileData{.sha256 = "0123456789abcdef", .dimension = 100, .trainSamples = 1000, .testSamples = 4000};
    const auto differences = specDifferences(before, after);
    EXPECT_TRUE(std::any_of(differences.begin(), differences.end(), [](const SettingDifference& difference) {
        return difference.path == "data.label_noise" && difference.after == QStringLiteral("–");
    }));
    EXPECT_TRUE(std::any_of(differences.begin(), differences.end(), [](const SettingDifference& difference) {
        return difference.path == "data.sha256" && difference.after == QStringLiteral("01234567");
    }));
}

}  // namespace
