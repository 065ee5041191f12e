#include "core/data/near_orthogonal.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/cancel.h"

namespace featurescope {
namespace {

NearOrthogonal smallSettings() { return {.dimension = 5, .trainSamples = 4000, .testSamples = 1001}; }

Dataset<double> drawn(const NearOrthogonal& settings, const Seeds& seeds = {}) {
    return draw<double>(settings, seeds, {});
}

TEST(NearOrthogonal, LabelsAlternateAndNoneIsFlipped) {
    const Dataset<double> data = drawn(smallSettings());
    for (const auto* set : {&data.train, &data.test}) {
        for (std::size_t i = 0; i < set->labels.size(); ++i) EXPECT_EQ(set->labels[i], i % 2 == 0 ? 1 : -1);
        EXPECT_EQ(set->labels, set->cleanLabels);
    }
    EXPECT_EQ(data.test.size(), 1001);
    EXPECT_EQ(data.directions.rows(), 5);
    EXPECT_EQ(data.directions.cols(), 0);
}

TEST(NearOrthogonal, HaveVarianceOneOverTheDimensionAndTheSignalAlongTheFirstAxis) {
    for (const double signal : {0.0, 1.5}) {
        NearOrthogonal settings = smallSettings();
        settings.signal = signal;
        Matrix<double> x = drawn(settings).train.inputs;
        for (Eigen::Index i = 0; i < x.cols(); ++i) x(0, i) -= i % 2 == 0 ? signal : -signal;
        const double n = 4000, variance = 1.0 / 5;
        EXPECT_LT(x.rowwise().mean().cwiseAbs().maxCoeff(), 5 * std::sqrt(variance / n));
        const Matrix<double> covariance = x * x.transpose() / n;
        EXPECT_LT((covariance - variance * Matrix<double>::Identity(5, 5)).cwiseAbs().maxCoeff(),
                  5 * variance * std::sqrt(2 / n));
    }
}

TEST(NearOrthogonal, SamplesOfManyDimensionsAreNearlyOrthogonal) {
    const Dataset<double> data = drawn({.dimension = 10000, .trainSamples = 10, .testSamples = 0});
    const Matrix<double> gram = data.train.inputs.transpose() * data.train.inputs;
    for (Eigen::Index i = 0; i < 10; ++i) {
        for (Eigen::Index k = 0; k < 10; ++k) EXPECT_NEAR(gram(i, k), i == k ? 1 : 0, i == k ? 0.08 : 0.05);
    }
}

TEST(NearOrthogonal, EachSeedChangesItsPartOnly) {
    const Dataset<double> base = drawn(smallSettings());
    const Dataset<double> otherData = drawn(smallSettings(), {.data = 2});
    EXPECT_NE(otherData.train.inputs, base.train.inputs);
    EXPECT_EQ(otherData.test.inputs, base.test.inputs);
    const Dataset<double> otherTest = drawn(smallSettings(), {.labels = 2, .weights = 2, .test = 2});
    EXPECT_EQ(otherTest.train.inputs, base.train.inputs);
    EXPECT_NE(otherTest.test.inputs, base.test.inputs);
}

TEST(NearOrthogonal, AreTheSameInBothPrecisionsAndStopWhenAsked) {
    EXPECT_EQ(draw<float>(smallSettings(), {}, {}).train.inputs,
              drawn(smallSettings()).train.inputs.cast<float>());
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(draw<float>(smallSettings(), {}, source.get_token()), Cancelled);
}

}  // namespace
}  // namespace featurescope
