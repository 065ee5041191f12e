#include "core/theory/setting_levels.h"

#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <array>
#include <cmath>
#include <random>

#include "core/data/target_law.h"
#include "core/observables/observable_table.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "core/theory/spike_law.h"

namespace featurescope {
namespace {

double squared(double value) { return value * value; }

/// The level of a scenario after these settings; NaN where there is none.
double level(const char* scenario, const char* id, std::initializer_list<const char*> settings = {}) {
    ExperimentSpec spec = scenarioNamed(scenario);
    for (const char* setting : settings) spec = withSetting(spec, setting);
    return settingLevel(spec, id).value_or(kUndefined);
}

TEST(SettingLevels, GiveTheErrorOfTheBestLinearRule) {
    EXPECT_NEAR(level("increasing-complexity", "best-linear"), 0.087, 5e-4);
    EXPECT_NEAR(level("benign-linear-control", "best-linear"), 0.5 * std::erfc(2 / std::sqrt(2.0)), 1e-12);
    EXPECT_TRUE(std::isnan(level("first-screen", "best-linear"))) << "there it is chance";
    EXPECT_TRUE(std::isnan(level("benign-linear", "best-linear", {"data.cluster_noise=uniform"})));
}

TEST(SettingLevels, KnowTheMomentsOfTheTargetsAsDrawnOnesHaveThem) {
    std::mt19937 bits(3);
    std::normal_distribution<double> normal;
    for (const char* link : {"data.link=linear", "data.link=square", "data.link=mix"}) {
        for (const char* inputs : {"data.inputs=gaussian", "data.inputs=sphere"}) {
            ExperimentSpec spec = scenarioNamed("one-gradient-step");
            for (const char* setting : {"data.dimension=5", link, inputs}) spec = withSetting(spec, setting);
            const auto& settings = std::get<SingleIndex>(spec.data);
            double sum = 0, squares = 0, along = 0;
            constexpr int kDraws = 400000;
            for (int i = 0; i < kDraws; ++i) {
                std::array<double, 5> x;
                double length = 0;
                for (double& value : x) length += squared(value = normal(bits));
                const double u = settings.inputs == InputLaw::sphere ? x[0] * std::sqrt(5 / length) : x[0];
                const double y = linkValue(settings, u);
                sum += y / kDraws;
                squares += y * y / kDraws;
                along += u * y / kDraws;
            }
            const TargetLaw law = *targetLawOf(spec.data);
            EXPECT_NEAR(law.mean, sum, 0.01) << link << " " << inputs;
            EXPECT_NEAR(law.variance, squares - sum * sum, 0.02) << link << " " << inputs;
            EXPECT_NEAR(law.linearPart, along, 0.01) << link << " " << inputs;
        }
    }
}

TEST(SettingLevels, GiveWhatNoLinearPredictorPasses) {
    EXPECT_NEAR(level("one-gradient-step", "best-linear-predictor"), 1.0 / 3, 1e-12);
    EXPECT_NEAR(level("one-gradient-step", "best-linear-predictor", {"data.link=square"}), 1, 1e-12);
    EXPECT_TRUE(std::isnan(level("benign-regression", "best-linear-predictor"))) << "the target is linear";
    EXPECT_TRUE(std::isnan(level("first-screen", "best-linear-predictor")));
    EXPECT_NEAR(level("benign-regression", "target-noise"), 0.25, 1e-12);
    EXPECT_TRUE(std::isnan(level("lazy-to-rich", "target-noise"))) << "no noise";
}

TEST(SettingLevels, ForetellTheSpikeOnlyWhereItLeavesTheBulk) {
    // The table of measured cosines: .742 at n = 200, .918 at n = 800.
    EXPECT_NEAR(level("one-gradient-step", "spike-cosine"), 0.917, 2e-3);
    EXPECT_NEAR(level("one-gradient-step", "spike-cosine", {"data.train_samples=200"}), 0.754, 2e-3);
    EXPECT_TRUE(std::isnan(level("one-gradient-step-control", "spike-cosine")))
        << "a step below the threshold";
    EXPECT_TRUE(std::isnan(level("one-gradient-step-control-2", "spike-cosine"))) << "no linear part";
}

TEST(StartEdge, IsTheLargestSingularValueOfADrawnStart) {
    for (const char* start : {"network.start=independent", "network.start=symmetric"}) {
        ExperimentSpec spec = withSetting(scenarioNamed("one-gradient-step"), start);
        spec = withSetting(spec, "network.neurons=400");
        const auto network = drawNetwork<double>(spec.network, dimensionOf(spec.data), 5, {});
        const Matrix<double> products = network.weights.transpose() * network.weights;
        const double largest =
            std::sqrt(Eigen::SelfAdjointEigenSolver<Matrix<double>>(products).eigenvalues().maxCoeff());
        EXPECT_NEAR(largest / *startEdge(spec), 1, 0.04) << start;
    }
    EXPECT_FALSE(startEdge(scenarioNamed("feature-reconstruction"))) << "the identity";
}

}  // namespace
}  // namespace featurescope
