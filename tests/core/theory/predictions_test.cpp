#include "core/theory/predictions.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "core/observables/observable_table.h"
#include "core/spec/scenario_table.h"
#include "tests/core/theory/naive_simulation.h"
#include "tests/core/theory/real_run.h"

namespace featurescope {
namespace {

const Prediction& predictionNamed(std::string_view id) {
    for (const Prediction& prediction : predictions()) {
        if (prediction.id == id) return prediction;
    }
    throw std::out_of_range(std::string(id));
}

std::optional<double> foretold(std::string_view id, const ExperimentSpec& spec, std::int64_t step) {
    return predictionNamed(id).at(*predictedRunOf(spec), step);
}

TEST(Predictions, EachForetellsAColumnAndHasItsTexts) {
    std::set<std::string_view> ids;
    for (const Prediction& prediction : predictions()) {
        EXPECT_TRUE(ids.insert(prediction.id).second) << prediction.id;
        EXPECT_TRUE(observableNamed(prediction.metric).has_value()) << prediction.id;
        EXPECT_FALSE(prediction.label.empty());
        EXPECT_TRUE(prediction.source.ends_with('.')) << prediction.id;
        ASSERT_NE(prediction.at, nullptr);
    }
}

TEST(Predictions, AreFiniteInEveryScenario) {
    for (const Scenario& scenario : scenarios()) {
        const std::optional<PredictedRun> run = predictedRunOf(scenario.spec);
        if (!run) continue;
        for (const Prediction& prediction : predictions()) {
            for (const std::int64_t step : {0, 1, 50, 100000}) {
                const auto value = prediction.at(*run, step);
                if (!value) continue;
                EXPECT_TRUE(std::isfinite(*value)) << scenario.name << " " << prediction.id;
                const auto first = prediction.at(*run, 0);
                EXPECT_TRUE(!prediction.isLevel || value == first) << scenario.name << " " << prediction.id;
            }
        }
    }
}

TEST(Predictions, SayNothingAboutOtherData) {
    ExperimentSpec spec = specOf(naive::settingP2(), 1);
    spec.data = FileData{};
    EXPECT_FALSE(predictedRunOf(spec));
}

TEST(Predictions, LawsOfEvenFlipsSayNothingAboutAdversaries) {
    ExperimentSpec spec = specOf(naive::settingP2(), 1);
    std::get<XorClusters>(spec.data).corruption = Corruption::oneCluster;
    EXPECT_FALSE(foretold("margin-law", spec, 10));
    EXPECT_FALSE(foretold("alignment-law", spec, 10));
    EXPECT_TRUE(foretold("bayes-clean", spec, 10));
}

TEST(Predictions, OneClusterHasOnlyAQuarterOfTheLabelsToFlip) {
    ExperimentSpec spec = specOf(naive::settingP2(), 1);
    auto& clusters = std::get<XorClusters>(spec.data);
    clusters.labelNoise = 0.4;
    EXPECT_EQ(foretold("noise-floor", spec, 10), 0.4);
    clusters.corruption = Corruption::oneCluster;
    EXPECT_EQ(foretold("noise-floor", spec, 10), 0.25);
}

// Slow motion: what the laws say, from the spec alone, about a run of that spec.
TEST(Predictions, AgreeWithARunInSlowMotion) {
    const auto run = runOf(naive::settingP2(), 3);
    const auto value = [&](std::string_view id) { return *foretold(id, run->spec(), run->step()); };
    const Measurement start = run->measure(MeasureDepth::everything);
    EXPECT_NEAR(start[Observable::alignmentOwnMean], value("start-alignment"), 0.04);
    EXPECT_NEAR(start[Observable::stableRank] / value("start-rank"), 1.04, 0.1);
    while (run->step() < 200) run->advance();
    const Measurement end = run->measure(MeasureDepth::everything);
    EXPECT_NEAR(end[Observable::testMarginCleanMean] / value("margin-law"), 1, 0.08);
    EXPECT_NEAR(end[Observable::alignmentOwnMean], value("alignment-law"), 0.045);
    EXPECT_NEAR(end[Observable::relativeDistance] / value("amplification-law"), 1, 0.1);
    EXPECT_GE(end[Observable::testError], value("bayes-noisy") - 0.03);
    EXPECT_NEAR(end[Observable::trainError], value("noise-floor"), 0.06);
    EXPECT_LE(end[Observable::weightNorm], value("norm-bound"));
}

}  // namespace
}  // namespace featurescope
