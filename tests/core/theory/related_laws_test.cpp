#include <gtest/gtest.h>

#include <cmath>

#include "core/run/experiment.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "core/theory/equal_margin_law.h"
#include "core/theory/linear_error_law.h"
#include "core/theory/rank_law.h"
#include "core/theory/spike_law.h"

// Laws of related papers' settings against runs of their scenarios.

namespace featurescope {
namespace {

std::unique_ptr<Experiment> runOf(std::string_view scenario, std::initializer_list<std::string> settings,
                                  std::int64_t seed) {
    ExperimentSpec spec = scenarioNamed(scenario);
    for (const std::string& setting : settings) spec = withSetting(spec, setting);
    spec.seeds = {.data = seed, .labels = seed, .weights = seed, .test = seed};
    return makeExperiment(spec, {}, nullptr, {});
}

double at(Experiment& run, std::int64_t step, Observable which) {
    while (run.step() < step) run.advance();
    return run.measure(MeasureDepth::everything)[which];
}

TEST(RankLaw, IsThatOfRunsAfterOneStepAndAfterMany) {
    for (const auto& [gamma, text] : {std::pair{0.1, "0.1"}, {0.5, "0.5"}}) {
        const auto run = runOf("rank-two", {std::string("network.activation_slope=") + text}, 11);
        EXPECT_NEAR(at(*run, 1, Observable::stableRank) / stableRankAfterOneStep(gamma, 10, 100), 1, 0.06);
        EXPECT_NEAR(at(*run, 1000, Observable::stableRank) / stableRankLimit(gamma), 1, 0.05);
    }
    EXPECT_NEAR(stableRankAfterOneStep(0.1, 10, 100), 1.554, 5e-4);
    EXPECT_DOUBLE_EQ(stableRankLimit(1), 1) << "a linear network has one direction";
    EXPECT_DOUBLE_EQ(stableRankLimit(0), 2);
}

TEST(EqualMarginLaw, SolvesItsEquation) {
    for (const double time : {0.0, 0.01, 1.0, 30.0, 1e6, 1e12}) {
        const double q = equalMargin(0.7, time);
        EXPECT_NEAR((q + std::exp(q)) / (1 + 0.7 * time), 1, 1e-12) << time;
    }
}

TEST(EqualMarginLaw, IsTheLossOfRuns) {
    for (const auto& [gamma, text] : {std::pair{0.1, "0.1"}, {0.5, "0.5"}}) {
        const auto run = runOf("equal-margins", {std::string("network.activation_slope=") + text}, 12);
        const double rate = marginRate(4, gamma, 1, 10);
        for (const std::int64_t step : {100, 1000})
            EXPECT_NEAR(
                at(*run, step, Observable::trainLoss) / equalMarginLoss(rate, static_cast<double>(step)), 1,
                0.03)
                << gamma << " " << step;
    }
    // 2 n / (alpha (1 + gamma^2)) = 4.95, the height of loss times steps.
    EXPECT_NEAR(equalMarginLoss(marginRate(4, 0.1, 1, 10), 1e7) * 1e7, 4.95, 0.01);
}

TEST(SpikeLaw, IsTheDirectionAndTheSizeOfWhatOneStepAdds) {
    for (const int samples : {400, 800, 1600}) {
        const SpikeSetting setting{.dimension = 100,
                                   .samples = static_cast<double>(samples),
                                   .neurons = 200,
                                   .linearPart = 1 / std::sqrt(1.5),
                                   .targetSquare = 1.01,
                                   .strength = 2};
        const auto run =
            runOf("one-gradient-step",
                  {"data.train_samples=" + std::to_string(samples), "training.readout=none"}, 13);
        EXPECT_NEAR(at(*run, 0, Observable::weightNorm), std::sqrt(200.0), 0.3);
        EXPECT_NEAR(at(*run, 1, Observable::leadingCosine), spikeCosine(setting), 0.04) << samples;
        const double largest =
            at(*run, 1, Observable::weightNorm) / std::sqrt(at(*run, 1, Observable::stableRank));
        EXPECT_NEAR(largest / spikeSingularValue(setting), 1, 0.1) << samples;
    }
}

TEST(SpikeLaw, BelowItsThresholdTheBulkStaysInFront) {
    const SpikeSetting small{.dimension = 100,
                             .samples = 800,
                             .neurons = 200,
                             .linearPart = 1 / std::sqrt(1.5),
                             .targetSquare = 1.01,
                             .strength = 0.05};
    EXPECT_LT(spikeSize(small), spikeThreshold(small));
    EXPECT_EQ(spikeSingularValue(small), bulkEdge(small));
    SpikeSetting atThreshold = small;
    atThreshold.strength = small.strength * spikeThreshold(small) / spikeSize(small) * (1 + 1e-9);
    EXPECT_NEAR(spikeSingularValue(atThreshold), bulkEdge(small), 1e-6) << "no jump";
    const auto run = runOf("one-gradient-step-control", {}, 14);
    const double largest =
        at(*run, 1, Observable::weightNorm) / std::sqrt(at(*run, 1, Observable::stableRank));
    EXPECT_NEAR(largest / bulkEdge(small), 1, 0.05);
}

TEST(LinearErrorLaw, IsTheTestErrorOfANetworkWithALinearBoundary) {
    const auto run = runOf("benign-linear-control", {}, 15);
    for (const std::int64_t step : {1, 100}) {
        const double cosine = at(*run, step, Observable::directionCosine);
        const double error = at(*run, step, Observable::testErrorClean);
        EXPECT_NEAR(error, linearRuleError(2, cosine, 1), 5 * std::sqrt(0.25 / 2000)) << step;
    }
    // The best linear rule on clusters with a mean shift of .43 and variance .1.
    EXPECT_NEAR(linearRuleError(0.43, 1, std::sqrt(0.1)), 0.087, 5e-4);
}

}  // namespace
}  // namespace featurescope
