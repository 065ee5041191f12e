#include "ui/view_models/rank_levels.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/run/staged_run.h"
#include "core/spec/scenario_table.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

RankLevels levelsOf(const ExperimentSpec& spec) {
    StagedRun run(spec, {}, nullptr, {});
    return rankLevels(*run.snapshot({}));
}

/// Ten nearly orthogonal samples and a tiny start.
ExperimentSpec nearlyOrthogonal(double slope) {
    ExperimentSpec spec = scenarioNamed(kDefaultScenario);
    spec.data = NearOrthogonal{};
    spec.network.neurons = 100;
    spec.network.activation = slope > 0 ? Activation::leakyRelu : Activation::relu;
    if (slope > 0) spec.network.activationSlope = slope;
    spec.network.initVariance = 1e-12;
    spec.training.stepSize = 4;
    return spec;
}

TEST(RankLevels, AreThoseOfTheTableOfRuns) {
    // Measured over ten seeds: 1.099 and 1.106 with slope .5, 1.562 and 1.642 with .1, 1.81 with relu.
    const RankLevels half = levelsOf(nearlyOrthogonal(0.5));
    ASSERT_TRUE(half.afterOneStep && half.limit);
    EXPECT_NEAR(*half.afterOneStep, 1.098, 1e-3);
    EXPECT_NEAR(*half.limit, 1.111, 1e-3);
    const RankLevels tenth = levelsOf(nearlyOrthogonal(0.1));
    ASSERT_TRUE(tenth.afterOneStep && tenth.limit);
    EXPECT_NEAR(*tenth.afterOneStep, 1.554, 1e-3);
    EXPECT_NEAR(*tenth.limit, 1.669, 1e-3);
    const RankLevels relu = levelsOf(nearlyOrthogonal(0));
    ASSERT_TRUE(relu.afterOneStep);
    EXPECT_NEAR(*relu.afterOneStep, 1.800, 1e-3);
    EXPECT_FALSE(relu.limit) << "not known";
}

TEST(RankLevels, AreNotThereWhereTheLawsDoNotHold) {
    const auto isThere = [](const ExperimentSpec& spec) { return levelsOf(spec).afterOneStep.has_value(); };
    EXPECT_FALSE(isThere(scenarioNamed(kDefaultScenario))) << "clusters";
    ExperimentSpec large = nearlyOrthogonal(0.1);
    large.network.initVariance = 9e-4;
    EXPECT_FALSE(isThere(large)) << "a start of norm 30";
    ExperimentSpec shifted = nearlyOrthogonal(0.1);
    std::get<NearOrthogonal>(shifted.data).signal = 1;
    EXPECT_FALSE(isThere(shifted)) << "the samples of a class lie on one side";
    ExperimentSpec second = nearlyOrthogonal(0.1);
    second.network.trained = TrainedLayers::second;
    EXPECT_FALSE(isThere(second));
    ExperimentSpec squared = nearlyOrthogonal(0.1);
    squared.training.loss = Loss::squared;
    EXPECT_FALSE(isThere(squared));
}

}  // namespace
