#include "core/spec/spec_json.h"

#include <gtest/gtest.h>

#include <random>

#include "core/base/errors.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_validation.h"

namespace featurescope {
namespace {

constexpr std::string_view kExample = R"({
  "format": "featurescope-spec", "version": 1,
  "title": "Figure 1 of the paper",
  "data": {"kind": "xor-clusters", "dimension": 2, "train_samples": 5e3, "test_samples": 6000.0,
           "cluster_variance": 0.02, "cluster_noise": "gaussian", "label_noise": 0.15, "corruption": "bernoulli", "rotated": false},
  "network": {"neurons": 500, "activation": "relu", "init_variance": 6.25e-05},
  "training": {"step_size": 0.05, "steps": 3000, "precision": "float"},
  "seeds": {"data": 1, "labels": 1, "weights": 1, "test": 9007199254740991}
})";

std::string refusalOf(const std::string& text) {
    try {
        specFromJson(text, "spec.json");
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

/// The example with one piece of text replaced.
std::string exampleWith(const std::string& old, const std::string& replacement) {
    std::string text(kExample);
    const std::size_t place = text.find(old);
    EXPECT_NE(place, std::string::npos) << old;
    return text.replace(place, old.size(), replacement);
}

std::string settingRefusal(std::string_view assignment) {
    try {
        withSetting(scenarioNamed("first-screen"), assignment);
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(SpecJson, ReadsTheExampleOfTheInterface) {
    const ExperimentSpec spec = specFromJson(kExample, "example");
    const auto& data = std::get<XorClusters>(spec.data);
    EXPECT_EQ(data.trainSamples, 5000);
    EXPECT_EQ(data.testSamples, 6000);
    EXPECT_EQ(data.clusterVariance, 0.02);
    EXPECT_FALSE(data.balanced);
    EXPECT_EQ(spec.network.start, Start::independent);
    EXPECT_EQ(spec.network.initVariance, 6.25e-05);
    EXPECT_EQ(spec.seeds.test, 9007199254740991);
    EXPECT_TRUE(spec.training.stepSizeChanges.empty());
}

TEST(SpecJson, EveryScenarioReadsBackEqual) {
    for (const Scenario& scenario : scenarios()) {
        EXPECT_EQ(specFromJson(specToJson(scenario.spec), "x"), scenario.spec) << scenario.name;
        EXPECT_EQ(specFromJson(specToCompactJson(scenario.spec), "x"), scenario.spec) << scenario.name;
    }
}

TEST(SpecJson, WritesOptionalKeysThatWereChangedAndKeepsFileData) {
    ExperimentSpec spec = scenarioNamed("lazy");
    spec.data = FileData{std::string(64, 'a'), 1, 7, 0};
    spec.training.stepSizeChanges = {{10, 0.1}, {20, 1e-300}};
    const std::string text = specToJson(spec);
    for (const char* key : {"\"start\"", "\"step_size_changes\"", "\"watch\"", "\"claims\"", "\"sha256\""}) {
        EXPECT_TRUE(contains(text, key)) << key;
    }
    EXPECT_EQ(specFromJson(text, "x"), spec);
}

TEST(SpecJson, LeavesOptionalKeysAtTheirDefaultsOutUnlessAllAreWanted) {
    const ExperimentSpec spec = specFromJson(kExample, "example");
    for (const char* key : {"balanced", "start", "step_size_changes", "watch", "claims"}) {
        const std::string quoted = '"' + std::string(key) + '"';
        EXPECT_FALSE(contains(specToJson(spec), quoted)) << key;
        EXPECT_FALSE(contains(specToCompactJson(spec), quoted)) << key;
        EXPECT_TRUE(contains(specToJson(spec, OptionalKeys::all), quoted)) << key;
    }
    EXPECT_EQ(specFromJson(specToJson(spec, OptionalKeys::all), "x"), spec);
}

TEST(SpecJson, RefusalsNameTheKeyTheValueAndWhatIsAllowed) {
    const struct {
        const char *old, *replacement;
        std::vector<const char*> parts;
    } kCases[] = {
        {"\"dimension\": 2", "\"dimension\": 1", {"data.dimension is 1;", "from 2 to 9007199254740991"}},
        {"\"dimension\": 2", "\"dimension\": 2.5", {"data.dimension is 2.5;", "an integer"}},
        {"\"dimension\": 2", "\"dimension\": \"2\"", {"data.dimension is \"2\";", "an integer"}},
        {"\"dimension\": 2", "\"dimension\": 1e999", {"data.dimension is 1e999;", "beyond"}},
        {"\"dimension\": 2", "\"dimension\": 9007199254740993", {"data.dimension is 9007199254740993;"}},
        {"\"dimension\": 2", "\"dimension\": null", {"data.dimension is null;"}},
        {"\"dimension\": 2,", "", {"data.dimension is missing"}},
        {"\"dimension\"",
         "\"dimensions\"",
         {"data.dimensions is not a known key; data of the kind \"xor-clusters\" may have kind, dimension"}},
        {"\"neurons\": 500",
         "\"neurons\": 500, \"begin\": 1",
         {"network.begin is not a known key; network may have"}},
        {"\"neurons\": 500",
         "\"neurons\": 500, \"start\": null",
         {"network.start is null;", "\"symmetric\""}},
        {"\"version\": 1", "\"version\": \"1\"", {"version is \"1\"; it must be 1"}},
        {"\"label_noise\": 0.15", "\"label_noise\": 1.01", {"data.label_noise is 1.01;", "from 0 to 1"}},
        {"\"cluster_variance\": 0.02",
         "\"cluster_variance\": -0.02",
         {"data.cluster_variance is -0.02;", "0 or larger"}},
        {"\"cluster_noise\": \"gaussian\"",
         "\"cluster_noise\": \"cauchy\"",
         {"data.cluster_noise is \"cauchy\";", "\"laplace\""}},
        {"\"rotated\": false", "\"rotated\": 0", {"data.rotated is 0;", "true or false"}},
        {"xor-clusters", "moons", {"data.kind is \"moons\";", "xor-clusters"}},
        {"\"step_size\": 0.05", "\"step_size\": NaN", {"not JSON"}},
        {"\"step_size\": 0.05", "\"step_size\": -1", {"training.step_size is -1;"}},
        {"\"steps\": 3000", "\"steps\": 3000, \"steps\": 1", {"training.steps stands there twice"}},
        {"\"steps\": 3000",
         "\"steps\": 3000, \"step_size_changes\": [[5, 0.1], [5, 0.2]]",
         {"training.step_size_changes[1][0] is 5;"}},
        {"\"steps\": 3000",
         "\"steps\": 3000, \"step_size_changes\": [[5]]",
         {"training.step_size_changes[0] is [5];"}},
        {"\"steps\": 3000",
         "\"steps\": 3000, \"step_size_changes\": [[-1, 1]]",
         {"training.step_size_changes[0][0] is -1;"}},
        {"\"neurons\": 500", "\"neurons\": 5, \"start\": \"symmetric\"", {"network.neurons is 5;", "even"}},
        {"\"test\": 9007199254740991", "\"test\": 9007199254740992", {"seeds.test is 9007199254740992;"}},
        {"\"version\": 1",
         "\"version\": 2",
         {"version is 2; it must be 1; a larger one is that of a newer Featurescope."}},
        {"\"format\": \"featurescope-spec\", ", "", {"format is missing"}},
        {"\"title\": \"Figure 1 of the paper\"", "\"title\": 5", {"title is 5;"}},
        {"\"title\": \"Figure 1 of the paper\"",
         "\"claims\": [{\"metric\": \"loss\", \"step\": 1, \"at_most\": 1}]",
         {"claims[0].metric is \"loss\""}},
        {"\"title\": \"Figure 1 of the paper\"",
         "\"claims\": [{\"metric\": \"train_loss\", \"step\": 1}]",
         {"claims[0] must have either"}},
        {"\"title\": \"Figure 1 of the paper\"",
         "\"claims\": [{\"metric\": \"train_loss\", \"step\": 1, \"at_most\": 1, \"seeds\": \"some\"}]",
         {"claims[0].seeds is \"some\";", "\"any\" or \"own\""}},
        {"\"title\": \"Figure 1 of the paper\"", "\"colour\": 5", {"colour is not a known key"}},
    };
    for (const auto& testCase : kCases) {
        const std::string refusal = refusalOf(exampleWith(testCase.old, testCase.replacement));
        EXPECT_TRUE(refusal.starts_with("spec.json")) << refusal;
        for (const char* part : testCase.parts)
            EXPECT_TRUE(contains(refusal, part)) << refusal << "\nlacks " << part;
    }
}

TEST(SpecJson, OfANewerSpecTheVersionIsNamedFirst) {
    EXPECT_EQ(refusalOf(R"({"format": "featurescope-spec", "version": 2, "weather": "fine"})"),
              "spec.json: version is 2; it must be 1; a larger one is that of a newer Featurescope.");
}

TEST(SpecJson, AClaimSaysForWhichSeedsItIsMeant) {
    const auto claimed = [](const std::string& seeds) {
        const std::string claim = R"({"metric": "train_loss", "step": 1, "at_most": 1)" + seeds + "}";
        return specFromJson(
            exampleWith("\"title\": \"Figure 1 of the paper\"", "\"claims\": [" + claim + "]"), "x");
    };
    EXPECT_EQ(claimed("").claims[0].holds, Claim::Holds::anySeeds);
    EXPECT_EQ(claimed(", \"seeds\": \"any\"").claims[0].holds, Claim::Holds::anySeeds);
    const ExperimentSpec own = claimed(", \"seeds\": \"own\"");
    EXPECT_EQ(own.claims[0].holds, Claim::Holds::ownSeeds);
    EXPECT_EQ(specFromJson(specToJson(own), "x"), own);
    EXPECT_FALSE(contains(specToJson(claimed("")), "\"own\""));
}

TEST(SpecJson, TheTitleMayBeLeftOut) {
    EXPECT_EQ(refusalOf(exampleWith("\"title\": \"Figure 1 of the paper\",", "")), "accepted");
}

TEST(SpecJson, NoMutationDoesHarm) {
    std::mt19937 random(3);
    for (int i = 0; i < 5000; ++i) {
        std::string text(kExample);
        for (auto flips = 1 + random() % 3; flips > 0; --flips) {
            text[random() % text.size()] = static_cast<char>(random() % 256);
        }
        try {
            EXPECT_TRUE(validate(specFromJson(text, "mutation")).empty());
        } catch (const InputError& error) {
            EXPECT_TRUE(std::string_view(error.what()).starts_with("mutation")) << error.what();
        }
    }
}

TEST(WithSetting, ChangesExactlyTheNamedSetting) {
    const ExperimentSpec base = scenarioNamed("first-screen");
    ExperimentSpec expected = base;
    std::get<XorClusters>(expected.data).corruption = Corruption::exact;
    EXPECT_EQ(withSetting(base, "data.corruption=exact"), expected);
    expected = base;
    expected.title = "a = b";
    EXPECT_EQ(withSetting(base, "title=a = b"), expected);
    expected.title = "12";
    EXPECT_EQ(withSetting(base, "title=12"), expected);
    expected = base;
    expected.seeds.weights = 7000;
    EXPECT_EQ(withSetting(base, "seeds.weights=7e3"), expected);
    expected = base;
    expected.training.stepSizeChanges = {{100, 0.5}};
    EXPECT_EQ(withSetting(base, "training.step_size_changes=[[100, 0.5]]"), expected);
    expected = base;
    std::get<XorClusters>(expected.data).balanced = true;
    EXPECT_EQ(withSetting(base, "data.balanced=true"), expected);
    EXPECT_EQ(withSetting(base, "data.kind=xor-clusters"), base);
}

TEST(WithSetting, LeavesCombinationsToTheEnd) {
    const ExperimentSpec odd = withSetting(scenarioNamed("lazy"), "network.neurons=5");
    EXPECT_FALSE(validate(odd).empty());
    EXPECT_TRUE(validate(withSetting(odd, "network.start=independent")).empty());
}

TEST(WithSetting, RefusalsNameTheCulprit) {
    EXPECT_TRUE(contains(settingRefusal("data.dimension=1"), "data.dimension is 1;"));
    EXPECT_TRUE(contains(settingRefusal("data.dimension=abc"), "data.dimension is \"abc\";"));
    EXPECT_TRUE(contains(settingRefusal("training.step_size=1e999"), "training.step_size is 1e999;"));
    EXPECT_TRUE(contains(settingRefusal("training.step_size=nan"), "training.step_size is \"nan\";"));
    EXPECT_TRUE(
        contains(settingRefusal("data.dimensions=3"),
                 "data.dimensions is not a known key; known with data.kind \"xor-clusters\" are kind,"));
    EXPECT_TRUE(contains(settingRefusal("nothing=3"), "nothing is not a known key"));
    EXPECT_TRUE(contains(settingRefusal("title.x=3"), "title.x is not a known key"));
    EXPECT_TRUE(contains(settingRefusal("data.dimension.x=3"), "data.dimension.x is not a known key"));
    EXPECT_TRUE(contains(settingRefusal("data=3"), "data is a group"));
    EXPECT_TRUE(contains(settingRefusal("data.kind=file"), "--data"));
    EXPECT_TRUE(contains(settingRefusal("data.dimension"), "KEY=VALUE"));
    EXPECT_TRUE(contains(settingRefusal("=5"), "KEY=VALUE"));
    EXPECT_TRUE(contains(settingRefusal("title=\xff"), "UTF-8"));
}

}  // namespace
}  // namespace featurescope
