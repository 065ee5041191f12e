#include "core/spec/spec_validation.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/base/errors.h"
#include "core/spec/scenario_table.h"
#include "core/spec/sections.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

TEST(SpecValidation, TellsEverythingThatIsWrongAtOnce) {
    ExperimentSpec spec = scenarioNamed("first-screen");
    std::get<XorClusters>(spec.data).dimension = 0;
    spec.training.stepSize = std::numeric_limits<double>::quiet_NaN();
    spec.seeds.data = -1;
    const std::vector<Problem> problems = validate(spec);
    ASSERT_EQ(problems.size(), 3U);
    EXPECT_EQ(problems[0].key, "data.dimension");
    EXPECT_EQ(problems[0].message, "data.dimension is 0; it must be an integer from 2 to 9007199254740991.");
    EXPECT_EQ(problems[1].message, "training.step_size is nan; it must be a number, 0 or larger.");
    EXPECT_EQ(problems[2].key, "seeds.data");
    EXPECT_THROW(requireValid(spec), InputError);
}

TEST(SpecValidation, SymmetricStartNeedsAnEvenNumberOfNeurons) {
    ExperimentSpec spec = scenarioNamed("lazy");
    EXPECT_TRUE(validate(spec).empty());
    spec.network.neurons = 101;
    ASSERT_EQ(validate(spec).size(), 1U);
    EXPECT_EQ(validate(spec)[0].key, "network.neurons");
}

/// The messages for a scenario with these settings, one a line.
std::string problemsWith(const std::vector<std::string_view>& settings) {
    ExperimentSpec spec = scenarioNamed("first-screen");
    for (const std::string_view setting : settings) spec = withSetting(spec, setting);
    std::string messages;
    for (const Problem& problem : validate(spec)) messages += problem.message + "\n";
    return messages;
}

TEST(SpecValidation, SettingsOfDataThatDoNotGoTogetherAreNamedBoth) {
    EXPECT_EQ(problemsWith({"data.dimension=2", "data.mean_shift=0.4"}),
              "data.mean_shift is 0.4 and needs a third axis; it must be 0 when data.dimension is 2.\n");
    EXPECT_EQ(
        problemsWith({"data.kind=simple-complex", "data.dimension=3", "data.simple_copies=4"}),
        "data.simple_copies is 4; it must be at most data.dimension, which is 3 and counts the copies.\n");
    EXPECT_EQ(problemsWith({"data.kind=single-index", "training.loss=squared", "data.link_mix=0.7"}),
              "data.link_mix is 0.7, but it has an effect only with data.link \"mix\"; it must be 0.5 "
              "otherwise.\n");
    EXPECT_EQ(problemsWith(
                  {"data.kind=single-index", "training.loss=squared", "data.link=mix", "data.link_mix=0.7"}),
              "");
}

TEST(SpecValidation, RealTargetsNeedALossThatTakesThem) {
    EXPECT_EQ(
        problemsWith({"data.kind=single-index"}),
        "training.loss is \"logistic\"; it must be \"squared\" when data.kind is \"single-index\", whose "
        "targets are real numbers.\n");
    EXPECT_EQ(problemsWith({"data.kind=single-index", "training.loss=squared"}), "");
}

TEST(SpecValidation, KeysThatHaveNoEffectTogetherAreNamedTogether) {
    struct Case {
        std::string setting, key, partner;
    };
    const Case kCases[] = {
        {"network.activation_slope=0.5", "network.activation_slope", "network.activation"},
        {"network.activation_smoothness=2", "network.activation_smoothness", "\"smooth-leaky-relu\""},
        {"network.activation_curvature=2", "network.activation_curvature",
         "network.activation \"quadratic\""},
        {"network.surrogate=fourier", "network.surrogate", "network.activation \"sign\""},
        {"network.surrogate_terms=3", "network.surrogate_terms", "network.surrogate \"fourier\""},
        {"network.surrogate_frequency=3", "network.surrogate_frequency", "network.surrogate \"fourier\""},
        {"network.output_variance=2", "network.output_variance", "network.output_weights \"gaussian\""},
        {"training.readout_ridge=2", "training.readout_ridge", "training.readout \"ridge\""},
        {"training.readout=ridge", "training.readout", "data.readout_samples"},
        {"training.reconstruction=1", "training.reconstruction", "network.trained \"second\""},
        {"network.start=identity", "network.neurons", "network.start is \"identity\""},
    };
    for (const Case& wrong : kCases) {
        const ExperimentSpec base = withSetting(scenarioNamed("first-screen"), "data.dimension=30");
        const std::vector<Problem> problems = validate(withSetting(base, wrong.setting));
        ASSERT_EQ(problems.size(), 1U) << wrong.setting;
        EXPECT_EQ(problems[0].key, wrong.key);
        EXPECT_NE(problems[0].message.find(wrong.partner), std::string::npos) << problems[0].message;
    }
}

TEST(SpecValidation, TheSameKeysAreFineTogether) {
    const std::vector<std::vector<std::string>> kCases{
        {"network.activation=leaky-relu", "network.activation_slope=0.5"},
        {"network.activation=smooth-leaky-relu", "network.activation_slope=0.5",
         "network.activation_smoothness=2"},
        {"network.activation=quadratic", "network.activation_curvature=2"},
        {"network.activation=sign", "network.surrogate=fourier", "network.surrogate_terms=3",
         "network.surrogate_frequency=3"},
        {"network.output_weights=gaussian", "network.output_variance=2", "network.output_scaling=mean"},
        {"data.kind=single-index", "data.readout_samples=9", "training.loss=squared",
         "training.readout=ridge", "training.readout_ridge=2"},
        {"network.trained=second", "training.reconstruction=1", "network.output_weights=zero"},
        {"network.start=identity", "network.neurons=100", "network.bias=true"},
        {"training.loss=soft-min", "training.step_schedule=inverse-sqrt", "network.output_scale=3"},
    };
    for (const auto& settings : kCases) {
        ExperimentSpec spec = scenarioNamed("first-screen");
        for (const std::string& setting : settings) spec = withSetting(spec, setting);
        EXPECT_TRUE(validate(spec).empty()) << settings.back() << ": " << validate(spec)[0].message;
        // Files hold what was changed, and give it back.
        EXPECT_EQ(specFromJson(specToJson(spec), "again"), spec);
    }
}

TEST(SpecValidation, WhatAnotherGroupLeavesWithoutEffectIsReset) {
    ExperimentSpec spec = scenarioNamed("first-screen");
    const ExperimentSpec before = spec;
    spec.network.trained = TrainedLayers::second;
    spec.training.reconstruction = 1;
    resetWithoutEffect(spec);
    EXPECT_EQ(spec.training.reconstruction, 1);
    spec.network.trained = TrainedLayers::first;
    spec.network.surrogateTerms = 3;
    resetWithoutEffect(spec);
    EXPECT_EQ(spec, before);
}

TEST(SpecValidation, AValueThatMustBeLargerThanItsLimitIsNotTheLimit) {
    EXPECT_EQ(validate(withSetting(scenarioNamed("first-screen"), "network.output_scale=1e-300")).size(), 0U);
    try {
        (void)withSetting(scenarioNamed("first-screen"), "network.output_scale=0");
        FAIL();
    } catch (const InputError& error) {
        EXPECT_STREQ(error.what(), "--set: network.output_scale is 0; it must be a number larger than 0.");
    }
}

TEST(SpecValidation, HugeCountsAreInRange) {
    ExperimentSpec spec = scenarioNamed("first-screen");
    std::get<XorClusters>(spec.data).trainSamples = 1000000000000000;
    EXPECT_TRUE(validate(spec).empty());
}

}  // namespace
}  // namespace featurescope
