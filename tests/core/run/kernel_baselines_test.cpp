#include "core/run/kernel_baselines.h"

#include <gtest/gtest.h>

#include <Eigen/QR>
#include <cmath>

#include "core/run/baseline_session.h"
#include "core/run/experiment.h"
#include "core/run/run_data.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

ExperimentSpec specWith(const char* scenario, std::initializer_list<const char*> settings) {
    ExperimentSpec spec = scenarioNamed(scenario);
    for (const char* setting : settings) spec = withSetting(spec, setting);
    return spec;
}

double columnAtStart(const ExperimentSpec& spec, Observable which) {
    return makeExperiment(spec, {}, nullptr, {})->measure(MeasureDepth::everything)[which];
}

std::shared_ptr<const BaselineReport> reportOf(const ExperimentSpec& spec) {
    BaselineSession session(0);
    session.request({.runId = 1, .spec = spec, .data = nullptr, .area = {-1, 1, -1, 1}});
    std::shared_ptr<const BaselineReport> report;
    while (!report || !report->complete) report = session.wait({});
    return report;
}

const BaselineResult* resultNamed(const BaselineReport& report, std::string_view id) {
    for (const BaselineResult& result : report.results)
        if (result.id == id) return &result;
    return nullptr;
}

TEST(KernelBaselines, LeastSquaresIsThatOfAnOrthogonalDecomposition) {
    const ExperimentSpec spec =
        specWith("one-gradient-step", {"data.dimension=10", "data.train_samples=200"});
    const Dataset<float> data = runData<float>(spec, nullptr, {});
    Eigen::MatrixXd rows(200, 11), tests(data.test.size(), 11);
    rows << data.train.inputs.transpose().cast<double>(), Eigen::VectorXd::Ones(200);
    tests << data.test.inputs.transpose().cast<double>(), Eigen::VectorXd::Ones(data.test.size());
    const Eigen::VectorXd y =
        Eigen::Map<const Eigen::VectorXf>(data.train.targets.data(), 200).cast<double>();
    const Eigen::VectorXd clean =
        Eigen::Map<const Eigen::VectorXf>(data.test.cleanTargets.data(), data.test.size()).cast<double>();
    const Eigen::VectorXd rule = rows.colPivHouseholderQr().solve(y);
    const double variance = (clean.array() - clean.mean()).square().mean();
    const BaselineErrors errors = leastSquaresErrors(data, {});
    EXPECT_NEAR(errors.testClean, (tests * rule - clean).squaredNorm() / 3000 / variance, 1e-6);
    EXPECT_GT(errors.testClean, 0.32) << "a third is what no linear predictor passes";
    EXPECT_LT(errors.testClean, 0.45);
}

TEST(KernelBaselines, OfTheStartAreTheColumnsMeasuredThere) {
    const ExperimentSpec readout = scenarioNamed("one-gradient-step");
    const Dataset<float> data = runData<float>(readout, nullptr, {});
    double mean = 0, variance = 0;
    for (const float y : data.test.cleanTargets) mean += static_cast<double>(y) / 3000;
    for (const float y : data.test.cleanTargets)
        variance += std::pow(static_cast<double>(y) - mean, 2) / 3000;
    EXPECT_NEAR(ridgeReadoutErrors(data, runStart<float>(readout, nullptr, {}), 1, {}).testClean * variance,
                columnAtStart(readout, Observable::readoutMse), 1e-4);
    const ExperimentSpec lazy = scenarioNamed("lazy-to-rich");
    const BaselineErrors kernel = firstKernelErrors(
        runData<float>(lazy, nullptr, {}), runStart<float>(lazy, nullptr, {}), TrainedLayers::first, {});
    EXPECT_NEAR(kernel.testClean, columnAtStart(lazy, Observable::kernelRegressionNmse), 1e-4);
    EXPECT_LT(kernel.train, 1e-6) << "it fits every sample";
}

TEST(KernelBaselines, FindTheLargestMarginInTheKernelWithBiases) {
    const ExperimentSpec spec = specWith("both-layers", {"data.train_samples=64"});
    const BaselineErrors errors = kernelMarginErrors(runData<float>(spec, nullptr, {}), true, {});
    EXPECT_EQ(errors.train, 0);
    EXPECT_NEAR(errors.testClean, columnAtStart(spec, Observable::kernelMarginError), 2e-3);
}

TEST(KernelBaselines, StandInTheReportOfDataTheyAreAbout) {
    const auto numbers = reportOf(specWith("one-gradient-step", {"data.test_samples=200"}));
    for (const char* id : {"least-squares", "ridge-readout", "first-kernel"})
        EXPECT_TRUE(resultNamed(*numbers, id)) << id;
    EXPECT_EQ(numbers->results.size(), 3U) << "no classifiers";
    const auto labels = reportOf(specWith("both-layers", {"data.train_samples=64", "data.test_samples=200"}));
    ASSERT_TRUE(resultNamed(*labels, "kernel-margin"));
    EXPECT_FALSE(resultNamed(*labels, "least-squares"));
}

}  // namespace
}  // namespace featurescope
