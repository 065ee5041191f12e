#include "core/spec/opening_json.h"

#include <gtest/gtest.h>

#include <map>

#include "core/base/errors.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

std::string withKeys(const std::string& keys) {
    std::string text = specToJson(withoutOpening(scenarioNamed("first-screen")));
    return text.insert(text.find('{') + 1, keys + ",");
}

std::string refusalOf(const std::string& keys) {
    try {
        specFromJson(withKeys(keys), "spec.json");
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

constexpr const char* kAll = R"("group": "one-step",
"presentation": {"layout": "explore", "panels": ["errors", "alignment-3", "rank"], "speed": 2.5,
                 "time_axis": "log", "options": {"projection": {"band": true}}},
"compare": [{"label": "lazy", "scenario": "lazy"},
            {"label": "wide", "set": {"network.neurons": 500, "network.start": "symmetric"}}],
"landmarks": [{"label": "good", "metric": "test_error_clean", "at_most": 0.1}],
"columns": ["test_error_clean", "train_error"])";

TEST(ScenarioOpening, SaysHowAnExperimentIsShown) {
    const ScenarioOpening opening = specFromJson(withKeys(kAll), "x").opening;
    EXPECT_EQ(opening.group, ScenarioGroup::oneStep);
    const ScenarioPresentation& page = opening.presentation;
    EXPECT_EQ(page.layout, OpeningLayout::explore);
    EXPECT_EQ(page.panels, (std::vector<std::string>{"errors", "alignment-3", "rank"}));
    EXPECT_EQ(page.speed, (OpeningSpeed{OpeningSpeed::Kind::steady, 2.5}));
    EXPECT_EQ(page.timeAxis, TimeAxis::logarithmic);
    EXPECT_EQ(page.options, (std::vector<OpeningOptions>{{"projection", R"({"band": true})"}}));
    ASSERT_EQ(opening.compare.size(), 2U);
    EXPECT_EQ(opening.compare[0].scenario, "lazy");
    EXPECT_EQ(opening.landmarks,
              (std::vector<LandmarkRule>{{"good", "test_error_clean", Bound::atMost, 0.1}}));
    EXPECT_EQ(opening.columns, (std::vector<std::string>{"test_error_clean", "train_error"}));
}

TEST(ScenarioOpening, SurvivesTheWayThroughAFile) {
    const ExperimentSpec spec = specFromJson(withKeys(kAll), "x");
    EXPECT_EQ(specFromJson(specToJson(spec), "x"), spec);
    EXPECT_EQ(specFromJson(specToJson(spec, OptionalKeys::all), "x"), spec);
}

TEST(ScenarioOpening, NamesTheRunsThatBelongBesideIt) {
    const ExperimentSpec spec = specFromJson(withKeys(kAll), "x");
    EXPECT_EQ(comparedWith(spec, spec.opening.compare[0]), scenarioNamed("lazy"));
    ExperimentSpec wide = spec;
    wide.network.neurons = 500;
    wide.network.start = Start::symmetric;
    EXPECT_EQ(comparedWith(spec, spec.opening.compare[1]), wide);
}

TEST(ScenarioOpening, PaceMayBeLogarithmicOrFull) {
    const auto speed = [](const std::string& text) {
        return specFromJson(withKeys(R"("presentation": {"speed": )" + text + "}"), "x")
            .opening.presentation.speed->kind;
    };
    EXPECT_EQ(speed("\"log\""), OpeningSpeed::Kind::logarithmic);
    EXPECT_EQ(speed("\"full\""), OpeningSpeed::Kind::full);
}

TEST(ScenarioOpening, RefusalsNameTheKeyAndWhatIsAllowed) {
    const std::map<std::string, std::string> kCases = {
        {R"("group": "ours")", "group is \"ours\"; it must be \"feature-amplification\""},
        {R"("presentation": {"colour": "red"})", "presentation.colour is not a known key"},
        {R"("presentation": [])", "presentation is []; it must be an object"},
        {R"("presentation": {"layout": "mine"})", "presentation.layout is \"mine\"; it must be \"lecture\""},
        {R"("presentation": {"panels": ["errors", "mine"]})", "presentation.panels[1] is \"mine\""},
        {R"("presentation": {"panels": ["alignment-0"]})", "presentation.panels[0] is \"alignment-0\""},
        {R"("presentation": {"panels": "errors"})", "presentation.panels is \"errors\"; it must be a list"},
        {R"("presentation": {"speed": 0})",
         "presentation.speed is 0; it must be a number of steps per second"},
        {R"("presentation": {"speed": "slow"})", "\"log\" or \"full\""},
        {R"("presentation": {"time_axis": "square"})", "presentation.time_axis is \"square\""},
        {R"("presentation": {"options": {"mine": {}}})", "presentation.options is \"mine\""},
        {R"("presentation": {"options": {"errors": 1}})", "presentation.options.errors is 1"},
        {R"("compare": {})", "compare is {}; it must be a list"},
        {R"("compare": [{"scenario": "lazy"}])", "compare[0].label is missing"},
        {R"("compare": [{"label": "x"}])", "compare[0] must have either scenario or set"},
        {R"("compare": [{"label": "x", "scenario": "mine"}])", "compare[0].scenario is \"mine\""},
        {R"("compare": [{"label": "x", "set": {}}])", "compare[0].set is {}"},
        {R"("compare": [{"label": "x", "set": {"network.legs": 2}}])", "compare[0].set: "},
        {R"("compare": [{"label": "x", "set": {"network.neurons": -2}}])", "network.neurons is -2"},
        {R"("landmarks": [{"label": "x", "metric": "train_loss"}])",
         "landmarks[0] must have either at_least or at_most"},
        {R"("landmarks": [{"label": "x", "metric": "loss", "at_most": 1}])",
         "landmarks[0].metric is \"loss\""},
        {R"("columns": ["loss"])", "columns[0] is \"loss\"; it must be a column of metrics.csv"},
        {R"("columns": [1])", "columns[0] is 1; it must be text"},
    };
    for (const auto& [keys, part] : kCases) {
        const std::string refusal = refusalOf(keys);
        EXPECT_TRUE(refusal.starts_with("spec.json: ")) << refusal;
        EXPECT_NE(refusal.find(part), std::string::npos) << keys << "\ngives " << refusal;
    }
}

TEST(ScenarioOpening, IsLeftOutOfFilesThatOlderVersionsRead) {
    const std::string text = specToJson(withoutOpening(specFromJson(withKeys(kAll), "x")));
    for (const std::string_view key : kOpeningKeys)
        EXPECT_EQ(text.find('"' + std::string(key) + '"'), std::string::npos) << key;
}

}  // namespace
}  // namespace featurescope
