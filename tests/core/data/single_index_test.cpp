#include "core/data/single_index.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/base/cancel.h"
#include "core/math/statistics.h"

namespace featurescope {
namespace {

SingleIndex smallSettings() {
    return {.dimension = 6, .trainSamples = 6000, .testSamples = 3000, .readoutSamples = 2000, .noise = 0.5};
}

Dataset<double> drawn(const SingleIndex& settings, const Seeds& seeds = {}) {
    return draw<double>(settings, seeds, {});
}

TEST(SingleIndex, InputsHaveTheLawAndTheVarianceThatTheyAreToHave) {
    for (const auto& law : NameTable<InputLaw>::kinds) {
        for (const auto& variance : NameTable<InputVariance>::kinds) {
            SingleIndex settings = smallSettings();
            settings.inputs = law.kind;
            settings.inputVariance = variance.kind;
            const Matrix<double> x = drawn(settings).train.inputs;
            const double n = 6000, v = variance.kind == InputVariance::unit ? 1 : 1.0 / 6;
            EXPECT_LT(x.rowwise().mean().cwiseAbs().maxCoeff(), 5 * std::sqrt(v / n)) << law.name;
            const Matrix<double> covariance = x * x.transpose() / n;
            EXPECT_LT((covariance - v * Matrix<double>::Identity(6, 6)).cwiseAbs().maxCoeff(),
                      5 * v * std::sqrt(2 / n))
                << law.name << variance.name;
            const Vector<double> length = x.colwise().norm();
            if (law.kind == InputLaw::sphere) {
                EXPECT_NEAR(length.minCoeff(), std::sqrt(6 * v), 1e-12);
                EXPECT_NEAR(length.maxCoeff(), std::sqrt(6 * v), 1e-12);
            } else {
                EXPECT_GT(length.maxCoeff(), 1.5 * length.minCoeff());
            }
        }
    }
}

TEST(SingleIndex, TargetsAreTheLinkOfTheCoordinateAlongTheta) {
    for (const InputVariance variance : {InputVariance::unit, InputVariance::inverseDimension}) {
        SingleIndex settings = smallSettings();
        settings.inputVariance = variance;
        settings.linkMix = 0.7;
        for (const Link link : {Link::linear, Link::square, Link::mix}) {
            settings.link = link;
            const Dataset<double> data = drawn(settings);
            ASSERT_EQ(data.directions.cols(), 1);
            EXPECT_NEAR(data.directions.norm(), 1, 1e-12);
            for (const auto* set : {&data.train, &data.test, &data.readout}) {
                for (Eigen::Index i = 0; i < set->size(); ++i) {
                    const double u = set->inputs.col(i).dot(data.directions.col(0)) *
                                     (variance == InputVariance::unit ? 1 : std::sqrt(6.0));
                    const double g = link == Link::linear   ? u
                                     : link == Link::square ? 0.5 * u * u
                                                            : (u + 0.7 * (u * u - 1)) / std::sqrt(1.98);
                    const auto at = static_cast<std::size_t>(i);
                    EXPECT_NEAR(set->cleanTargets[at], g, 1e-12 * (1 + std::abs(g)));
                    EXPECT_EQ(set->cleanLabels[at], set->cleanTargets[at] > 0 ? 1 : -1);
                    EXPECT_EQ(set->labels[at], set->targets[at] > 0 ? 1 : -1);
                }
            }
        }
    }
}

TEST(SingleIndex, TheMixedLinkHasVarianceOne) {
    SingleIndex settings = smallSettings();
    settings.link = Link::mix;
    const std::vector<double> g = drawn(settings).train.cleanTargets;
    double squares = 0;
    for (const double value : g) squares += value * value;
    EXPECT_NEAR(mean(g), 0, 5 / std::sqrt(6000.0));
    EXPECT_NEAR(squares / 6000, 1, 0.15);
}

TEST(SingleIndex, NoiseIsNormalAndOfTheGivenSizeInEverySet) {
    const Dataset<double> data = drawn(smallSettings());
    for (const auto* set : {&data.train, &data.test, &data.readout}) {
        const auto n = static_cast<double>(set->targets.size());
        double sum = 0, squares = 0, fourth = 0;
        for (std::size_t i = 0; i < set->targets.size(); ++i) {
            const double e = set->targets[i] - set->cleanTargets[i];
            sum += e;
            squares += e * e;
            fourth += e * e * e * e;
        }
        EXPECT_NEAR(sum / n, 0, 5 * 0.5 / std::sqrt(n));
        EXPECT_NEAR(squares / n, 0.25, 5 * 0.25 * std::sqrt(2 / n));
        EXPECT_NEAR(fourth / n, 3 * 0.0625, 5 * 0.0625 * std::sqrt(96 / n));
    }
    SingleIndex quiet = smallSettings();
    quiet.noise = 0;
    EXPECT_EQ(drawn(quiet).train.targets, drawn(quiet).train.cleanTargets);
}

TEST(SingleIndex, EachSeedChangesItsPartOnly) {
    const SingleIndex settings = smallSettings();
    const Dataset<double> base = drawn(settings);
    const Dataset<double> otherLabels = drawn(settings, {.labels = 2});
    EXPECT_EQ(otherLabels.train.inputs, base.train.inputs);
    EXPECT_EQ(otherLabels.train.cleanTargets, base.train.cleanTargets);
    EXPECT_NE(otherLabels.train.targets, base.train.targets);
    EXPECT_EQ(otherLabels.test.targets, base.test.targets);
    EXPECT_EQ(otherLabels.readout.targets, base.readout.targets);
    const Dataset<double> otherTest = drawn(settings, {.test = 2});
    EXPECT_EQ(otherTest.train.targets, base.train.targets);
    EXPECT_EQ(otherTest.directions, base.directions);
    EXPECT_NE(otherTest.test.inputs, base.test.inputs);
    EXPECT_NE(otherTest.test.targets, base.test.targets);
    EXPECT_NE(otherTest.readout.inputs, base.readout.inputs);
    const Dataset<double> otherData = drawn(settings, {.data = 2});
    EXPECT_NE(otherData.directions, base.directions);
    EXPECT_NE(otherData.train.inputs, base.train.inputs);
    EXPECT_EQ(otherData.test.inputs, base.test.inputs) << "but their targets are those of the new task";
    EXPECT_NE(otherData.test.cleanTargets, base.test.cleanTargets);
    EXPECT_EQ(drawn(settings, {.weights = 2}).train.targets, base.train.targets);
}

TEST(SingleIndex, ReadoutSamplesAreOthersThanThoseOfTrainingAndTest) {
    const Dataset<double> data = drawn(smallSettings());
    ASSERT_EQ(data.readout.size(), 2000);
    EXPECT_NE(data.readout.inputs.col(0), data.train.inputs.col(0));
    EXPECT_NE(data.readout.inputs.col(0), data.test.inputs.col(0));
    SingleIndex without = smallSettings();
    without.readoutSamples = 0;
    EXPECT_EQ(drawn(without).readout.size(), 0);
    EXPECT_EQ(drawn(without).test.targets, data.test.targets);
}

TEST(SingleIndex, MoreSamplesKeepTheFirstOnes) {
    SingleIndex settings = smallSettings();
    const Dataset<double> many = drawn(settings);
    settings.trainSamples = 11;
    const Dataset<double> few = drawn(settings);
    EXPECT_EQ(few.train.inputs, many.train.inputs.leftCols(11));
    EXPECT_EQ(few.train.targets,
              std::vector<double>(many.train.targets.begin(), many.train.targets.begin() + 11));
}

TEST(SingleIndex, AreTheSameInBothPrecisionsAndStopWhenAsked) {
    const Dataset<float> single = draw<float>(smallSettings(), {}, {});
    const Dataset<double> full = drawn(smallSettings());
    EXPECT_EQ(single.train.inputs, full.train.inputs.cast<float>());
    for (std::size_t i = 0; i < full.train.targets.size(); ++i)
        EXPECT_EQ(single.train.targets[i], static_cast<float>(full.train.targets[i]));
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(draw<float>(smallSettings(), {}, source.get_token()), Cancelled);
}

}  // namespace
}  // namespace featurescope
