#include "core/run/kernel_flow.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/run/experiment.h"
#include "core/run/run_data.h"
#include "core/run/theory_session.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

/// The kernel of one pair, from the angle between the two.
double kernel(const Vector<double>& x, const Vector<double>& other) {
    const double cosine = std::clamp(x.dot(other) / (x.norm() * other.norm()), -1.0, 1.0);
    return x.dot(other) * (M_PI - std::acos(cosine)) / (2 * M_PI);
}

TEST(KernelFlow, IsDescentByTheKernelStepByStep) {
    ExperimentSpec spec = scenarioNamed("benign-regression");
    for (const char* setting : {"data.dimension=6", "data.train_samples=20", "data.test_samples=30",
                                "training.step_size=3", "network.output_scale=0.7"})
        spec = withSetting(spec, setting);
    const Dataset<double> data = runData<double>(spec, nullptr, {});
    std::vector<double> train(20, 0), test(30, 0);
    const std::vector<std::int64_t> steps{0, 1, 2, 40};
    const auto predicted = KernelFlow(spec, {}).testErrors(steps, {});
    ASSERT_EQ(predicted.size(), steps.size());
    std::size_t next = 0;
    for (std::int64_t step = 0; step <= 40; ++step) {
        if (step == steps[next]) {
            double mean = 0, squares = 0, error = 0;
            for (const double y : data.test.cleanTargets) mean += y / 30;
            for (std::size_t i = 0; i < 30; ++i) {
                squares += std::pow(data.test.cleanTargets[i] - mean, 2);
                error += std::pow(test[i] - data.test.cleanTargets[i], 2);
            }
            EXPECT_NEAR(predicted[next].second, error / squares, 1e-9) << step;
            ++next;
        }
        std::vector<double> residuals;
        for (std::size_t i = 0; i < 20; ++i) residuals.push_back(data.train.targets[i] - train[i]);
        for (std::size_t k = 0; k < 20; ++k) {
            const Vector<double> x = data.train.inputs.col(static_cast<Eigen::Index>(k));
            const double push = 2 * 3 / 20.0 * 0.49 * residuals[k];
            for (std::size_t i = 0; i < 20; ++i)
                train[i] += push * kernel(x, data.train.inputs.col(static_cast<Eigen::Index>(i)));
            for (std::size_t i = 0; i < 30; ++i)
                test[i] += push * kernel(x, data.test.inputs.col(static_cast<Eigen::Index>(i)));
        }
    }
}

TEST(KernelFlow, ForetellsTheScenarioToAThird) {
    // Over ten seeds a network ended at .078 and the kernel at .070.
    ExperimentSpec spec = scenarioNamed("benign-regression");
    spec.seeds = {.data = 21, .labels = 21, .weights = 21, .test = 21};
    const auto run = makeExperiment(spec, {}, nullptr, {});
    const std::vector<std::int64_t> steps{5, 60};
    const auto predicted = KernelFlow(spec, {}).testErrors(steps, {});
    ASSERT_EQ(predicted.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        while (run->step() < steps[i]) run->advance();
        const double measured = run->measure(MeasureDepth::everything)[Observable::testNmse];
        EXPECT_NEAR(predicted[i].second / measured, 1, 0.3) << "step " << steps[i];
    }
}

TEST(KernelFlow, IsOnlyThereWhereItHolds) {
    EXPECT_TRUE(isKernelFlow(scenarioNamed("benign-regression")));
    for (const char* scenario : {"first-screen", "lazy-to-rich", "one-gradient-step"})
        EXPECT_FALSE(isKernelFlow(scenarioNamed(scenario))) << scenario;
    EXPECT_FALSE(isKernelFlow(withSetting(scenarioNamed("benign-regression"), "network.start=independent")))
        << "f is not 0 at the start";
}

TEST(KernelFlow, IsACurveOfTheTheoryInTheBackground) {
    ExperimentSpec spec = withSetting(scenarioNamed("benign-regression"), "data.train_samples=60");
    TheorySession session(0);
    session.request({.runId = 4, .spec = spec, .step = 0, .shownTo = 60, .neurons = {}, .scene = nullptr});
    const auto theory = session.wait({});
    ASSERT_TRUE(theory);
    EXPECT_EQ(theory->runId, 4U);
    ASSERT_EQ(theory->curves.size(), 1U);
    EXPECT_EQ(theory->curves[0].id, "kernel-flow");
    EXPECT_NEAR(theory->curves[0].points.front().second, 1, 0.1) << "f = 0 at the start";
    EXPECT_EQ(theory->curves[0].points.back().first, 60);
    const std::vector<std::int64_t> last{60};
    EXPECT_DOUBLE_EQ(theory->curves[0].points.back().second,
                     KernelFlow(spec, {}).testErrors(last, {})[0].second);
}

}  // namespace
}  // namespace featurescope
