#include "core/data/simple_complex.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/cancel.h"

namespace featurescope {
namespace {

SimpleComplex smallSettings() {
    return {.dimension = 4, .trainSamples = 5000, .testSamples = 5000, .oodSamples = 5000};
}

Dataset<double> drawn(const SimpleComplex& settings, const Seeds& seeds = {}) {
    return draw<double>(settings, seeds, {});
}

/// Mean over the samples of (label) (coordinate).
Vector<double> labelCorrelation(const SampleSet<double>& set) {
    Vector<double> sum = Vector<double>::Zero(set.inputs.rows());
    for (Eigen::Index i = 0; i < set.size(); ++i)
        sum += set.labels[static_cast<std::size_t>(i)] * set.inputs.col(i);
    return sum / static_cast<double>(set.size());
}

TEST(SimpleComplex, AreStandardisedByTheTrainingSet) {
    const Dataset<double> data = drawn(smallSettings());
    const Matrix<double>& x = data.train.inputs;
    EXPECT_LT(x.rowwise().mean().cwiseAbs().maxCoeff(), 1e-12);
    for (Eigen::Index k = 0; k < 4; ++k) {
        EXPECT_NEAR(x.row(k).squaredNorm() / 5000, 1, 1e-12);
        EXPECT_NEAR(data.test.inputs.row(k).squaredNorm() / 5000, 1, 0.1);
        EXPECT_GT(std::abs(data.test.inputs.row(k).squaredNorm() / 5000 - 1), 1e-9);
    }
}

TEST(SimpleComplex, TheSimpleFeatureSaysMoreOfTheLabelThanTheOthers) {
    // Of c y + e N(0, 1), standardised, the correlation with y is c / sqrt(c^2 + e^2).
    SimpleComplex settings = smallSettings();
    settings.simpleCopies = 2;
    const Dataset<double> data = drawn(settings);
    for (const auto* set : {&data.train, &data.test}) {
        const Vector<double> correlation = labelCorrelation(*set);
        for (const Eigen::Index k : {0, 1}) EXPECT_NEAR(correlation[k], 3 / std::hypot(3, 0.3), 0.03);
        for (const Eigen::Index k : {2, 3}) EXPECT_NEAR(correlation[k], 1 / std::sqrt(2.0), 0.05);
        EXPECT_NE(set->inputs.row(0), set->inputs.row(1)) << "a copy has its own noise";
        EXPECT_EQ(set->labels, set->cleanLabels);
    }
}

TEST(SimpleComplex, OutOfDistributionTheSimpleFeatureHasARandomSignAndTheOthersStay) {
    SimpleComplex settings = smallSettings();
    settings.simpleCopies = 2;
    const SampleSet<double> ood = drawn(settings).ood;
    ASSERT_EQ(ood.size(), 5000);
    const Vector<double> correlation = labelCorrelation(ood);
    for (const Eigen::Index k : {0, 1}) EXPECT_NEAR(correlation[k], 0, 5 / std::sqrt(5000.0));
    for (const Eigen::Index k : {2, 3}) EXPECT_NEAR(correlation[k], 1 / std::sqrt(2.0), 0.05);
    // Copies share the sign: they are of one feature.
    EXPECT_GT(ood.inputs.row(0).dot(ood.inputs.row(1)) / 5000, 0.95);
    settings.oodSamples = 0;
    EXPECT_EQ(drawn(settings).ood.size(), 0);
}

TEST(SimpleComplex, LabelsAreDrawnEvenly) {
    const Dataset<double> data = drawn(smallSettings());
    for (const auto* set : {&data.train, &data.test, &data.ood}) {
        double sum = 0;
        for (const std::int8_t label : set->labels) sum += label;
        EXPECT_NEAR(sum / 5000, 0, 5 / std::sqrt(5000.0));
    }
}

TEST(SimpleComplex, ACoordinateThatDoesNotVaryIsOnlyMoved) {
    SimpleComplex settings = smallSettings();
    settings.simpleMargin = settings.simpleNoise = 0;
    const Dataset<double> data = drawn(settings);
    EXPECT_TRUE(data.train.inputs.row(0).isZero());
    EXPECT_TRUE(data.train.inputs.allFinite());
    settings.trainSamples = 1;
    EXPECT_TRUE(drawn(settings).test.inputs.allFinite());
}

TEST(SimpleComplex, EachSeedChangesItsPartOnly) {
    const SimpleComplex settings = smallSettings();
    const Dataset<double> base = drawn(settings);
    const Dataset<double> otherTest = drawn(settings, {.labels = 2, .weights = 2, .test = 2});
    EXPECT_EQ(otherTest.train.inputs, base.train.inputs);
    EXPECT_EQ(otherTest.train.labels, base.train.labels);
    EXPECT_NE(otherTest.test.inputs, base.test.inputs);
    EXPECT_NE(otherTest.ood.inputs, base.ood.inputs);
    const Dataset<double> otherData = drawn(settings, {.data = 2});
    EXPECT_NE(otherData.train.inputs, base.train.inputs);
    EXPECT_EQ(otherData.test.labels, base.test.labels);
    // Only what standardises them is another.
    EXPECT_LT((otherData.test.inputs - base.test.inputs).cwiseAbs().maxCoeff(), 0.5);
}

TEST(SimpleComplex, AreTheSameInBothPrecisionsAndStopWhenAsked) {
    EXPECT_EQ(draw<float>(smallSettings(), {}, {}).train.inputs,
              drawn(smallSettings()).train.inputs.cast<float>());
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(draw<float>(smallSettings(), {}, source.get_token()), Cancelled);
}

}  // namespace
}  // namespace featurescope
