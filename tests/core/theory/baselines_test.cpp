#include "core/theory/baselines.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <variant>

#include "core/base/cancel.h"
#include "core/theory/bayes_error.h"
#include "tests/core/theory/naive_simulation.h"
#include "tests/core/theory/real_run.h"
#include "tests/support/sanitizers.h"

namespace featurescope {
namespace {

Dataset<float> firstScreenData(std::int64_t seed) {
    const ExperimentSpec spec = specOf(naive::settingP9(), seed);
    return drawDataset<float>(spec.data, spec.seeds, {});
}

TEST(LinearBaseline, IsNoBetterThanChanceOnTheFirstScreen) {
    for (const std::int64_t seed : {1, 2, 3}) {
        const Dataset<float> data = firstScreenData(seed);
        const BaselineErrors through = linearBaseline<float>(data, false, {}, {}).errors;
        EXPECT_NEAR(through.testClean, kLinearErrorThroughOrigin, 0.02) << seed;
        EXPECT_NEAR(through.test, 0.5, 0.03) << seed;
        EXPECT_LT(through.train, 0.45) << "it does fit what it can: chance structure of the sample";
        EXPECT_NEAR(linearBaseline<float>(data, true, {}, {}).errors.testClean, 0.5, 0.03) << seed;
    }
}

TEST(LinearBaseline, ThroughTheOriginErrsOnExactlyHalfOfASymmetricTestSet) {
    Dataset<float> data = firstScreenData(4);
    const Matrix<float> inputs = data.test.inputs;
    data.test.inputs.resize(inputs.rows(), 2 * inputs.cols());
    data.test.inputs << inputs, -inputs;
    for (auto* labels : {&data.test.labels, &data.test.cleanLabels})
        labels->insert(labels->end(), labels->begin(), labels->begin() + inputs.cols());
    const BaselineErrors errors = linearBaseline<float>(data, false, {}, {}).errors;
    EXPECT_EQ(errors.testClean, kLinearErrorThroughOrigin);
    EXPECT_EQ(errors.test, kLinearErrorThroughOrigin);
}

TEST(IdealRule, ScoresTheBayesError) {
    const BaselineErrors errors = idealRule<float>(firstScreenData(1), {}).errors;
    EXPECT_NEAR(errors.testClean, bayesErrorClean(0.25), 5 * std::sqrt(0.00467 / 4000));
    EXPECT_NEAR(errors.test, bayesErrorNoisy(0.25, 0.15), 5 * std::sqrt(0.13 / 4000));
    EXPECT_EQ(errors.steps, 0);
}

TEST(IdealRule, IsUndefinedWithoutMeans) {
    Dataset<float> data = firstScreenData(1);
    data.directions.resize(100, 0);
    data.directionNames.clear();
    EXPECT_TRUE(std::isnan(idealRule<float>(data, {}).errors.testClean));
}

// Rich training reaches .012 here (reference, 8 seeds) and lazy training .111 +- .022 after 400 steps.
TEST(LazyBaseline, StaysFarBehindRichTraining) {
    const BaselineErrors lazy = lazyBaseline<float>(firstScreenData(1), 100, 1, {}, {}, {}).errors;
    EXPECT_NEAR(lazy.testClean, 0.111, 0.06);
    EXPECT_EQ(lazy.steps, 400);
}

TEST(RandomFeatureBaseline, LiesBetweenChanceAndRichTraining) {
    const ExperimentSpec spec = specOf(naive::settingP9(), 1);
    const TwoLayerNetwork<float> start = drawNetwork<float>(spec.network, 100, 1, {});
    const BaselineErrors errors = randomFeatureBaseline<float>(firstScreenData(1), start, {}, {}).errors;
    EXPECT_LT(errors.testClean, 0.47);
    EXPECT_GT(errors.testClean, 0.05);
}

TEST(RandomFeatureBaseline, SolvesAnEasyTaskWithManyFeatures) {
    XorSetting setting = naive::setting(4, 1000, 200, 0.15, 0.8);
    setting.labelNoise = 0;
    const ExperimentSpec spec = specOf(setting, 2);
    const auto data = drawDataset<double>(spec.data, spec.seeds, {});
    const TwoLayerNetwork<double> start = drawNetwork<double>(spec.network, 4, 2, {});
    EXPECT_LT(randomFeatureBaseline<double>(data, start, {}, {}).errors.testClean, 0.01);
}

constexpr Eigen::Index kSamples = 1 << 16, kNeurons = 256;  // 64 MiB of features

SampleSet<float> manySamples(int seed) {
    SampleSet<float> set;
    set.inputs.resize(2, kSamples);
    for (Eigen::Index i = 0; i < kSamples; ++i)
        set.inputs.col(i) << static_cast<float>((i * 7 + seed) % 11 - 5), static_cast<float>(i % 7 - 3);
    for (Eigen::Index i = 0; i < kSamples; ++i) set.labels.push_back(i % 2 == 0 ? 1 : -1);
    set.cleanLabels = set.labels;
    return set;
}

/// Ends a process with the MiB by which its memory grew at most.
[[noreturn]] void fitManyFeatures() {
    Dataset<float> data;
    data.train = manySamples(1);
    data.test = manySamples(2);
    TwoLayerNetwork<float> start;
    start.weights = WeightMatrix<float>::Constant(kNeurons, 2, 0.5F);
    start.outputWeights = Vector<float>::Ones(kNeurons);
    const auto peak = [] {
        struct ::rusage usage {};
        ::getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss / 1024;
    };
    const long before = peak();
    randomFeatureBaseline<float>(data, start, {.mostSteps = 1}, {});
    ::_exit(static_cast<int>(peak() - before));
}

// The limit that leaves this baseline out counts the larger of both.
TEST(RandomFeatureBaselineDeathTest, HoldsTheFeaturesOfOneSetOnly) {
    if (test::kAddressSanitizer) GTEST_SKIP() << "the sanitizer keeps what was freed";
    EXPECT_EXIT(
        fitManyFeatures(), [](int status) { return WIFEXITED(status) && WEXITSTATUS(status) < 96; }, "");
}

TEST(Baselines, HaveNoTestErrorsWithoutATestSet) {
    Dataset<float> data = firstScreenData(1);
    data.test = {Matrix<float>(100, 0), {}, {}, {}};
    const BaselineErrors errors = linearBaseline<float>(data, false, {.mostSteps = 5}, {}).errors;
    EXPECT_TRUE(std::isnan(errors.test));
    EXPECT_TRUE(std::isnan(errors.testClean));
    EXPECT_FALSE(std::isnan(errors.train));
}

// What is drawn as a boundary must be what was scored.
TEST(Baselines, AreTheNetworksTheyAreScoredAs) {
    const ExperimentSpec spec = specOf(naive::settingP9(), 1);
    const TwoLayerNetwork<float> start = drawNetwork<float>(spec.network, 100, 1, {});
    const Dataset<float> data = firstScreenData(1);
    const FitLimits few{.mostSteps = 50};
    for (const Baseline<float>& baseline :
         {linearBaseline<float>(data, false, few, {}), linearBaseline<float>(data, true, few, {}),
          randomFeatureBaseline<float>(data, start, few, {}), idealRule<float>(data, {}),
          lazyBaseline<float>(data, 20, 1, {.steps = 20}, {}, {})}) {
        const Vector<float> f = (baseline.network.weights * data.test.inputs).cwiseMax(0.0F).transpose() *
                                baseline.network.outputWeights;
        Eigen::Index wrong = 0;
        for (Eigen::Index i = 0; i < f.size(); ++i) {
            wrong +=
                (f[i] + baseline.bias > 0) != (data.test.labels[static_cast<std::size_t>(i)] > 0) ? 1 : 0;
        }
        // A sample on the boundary may fall on either side of it.
        EXPECT_NEAR(static_cast<double>(wrong) / static_cast<double>(f.size()), baseline.errors.test, 0.002);
    }
}

TEST(Baselines, ObeyTheStopToken) {
    std::stop_source source;
    source.request_stop();
    const Dataset<float> data = firstScreenData(1);
    const std::stop_token stop = source.get_token();
    EXPECT_THROW(linearBaseline<float>(data, false, {}, stop), Cancelled);
    EXPECT_THROW(lazyBaseline<float>(data, 100, 1, {}, {}, stop), Cancelled);
    EXPECT_THROW(idealRule<float>(data, stop), Cancelled);
}

}  // namespace
}  // namespace featurescope
