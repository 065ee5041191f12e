#include "core/data/two_clusters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/base/cancel.h"

namespace featurescope {
namespace {

TwoClusters smallSettings() {
    return {.dimension = 4,
            .trainSamples = 4000,
            .testSamples = 3000,
            .clusterMean = 3,
            .clusterVariance = 0.5,
            .labelNoise = 0.15};
}

Dataset<double> drawn(const TwoClusters& settings, const Seeds& seeds = {}) {
    return featurescope::draw<double>(settings, seeds, {});
}

std::int64_t flipsIn(const SampleSet<double>& set) {
    std::int64_t flips = 0;
    for (std::size_t i = 0; i < set.labels.size(); ++i) flips += set.labels[i] != set.cleanLabels[i] ? 1 : 0;
    return flips;
}

TEST(TwoClusters, LieAtPlusAndMinusTheMeanWithTheGivenCovariance) {
    for (const NoiseKind noise : {NoiseKind::gaussian, NoiseKind::laplace, NoiseKind::uniform}) {
        TwoClusters settings = smallSettings();
        settings.clusterNoise = noise;
        const Dataset<double> data = drawn(settings);
        Matrix<double> z = data.train.inputs;
        for (Eigen::Index i = 0; i < z.cols(); ++i)
            z(0, i) -= 3.0 * data.train.cleanLabels[static_cast<std::size_t>(i)];
        const double n = 4000;
        EXPECT_LT(z.rowwise().mean().cwiseAbs().maxCoeff(), 5 * std::sqrt(0.5 / n)) << nameOf(noise);
        const Matrix<double> covariance = z * z.transpose() / n;
        const Matrix<double> wanted = 0.5 * Matrix<double>::Identity(4, 4);
        // Var z^2 is at most 5 sigma^4, that of the double exponential.
        EXPECT_LT((covariance - wanted).cwiseAbs().maxCoeff(), 5 * 0.5 * std::sqrt(5 / n)) << nameOf(noise);
    }
}

TEST(TwoClusters, NameTheirMeanAndTheirGroups) {
    const Dataset<double> data = drawn(smallSettings());
    EXPECT_EQ(data.directions, 3 * Matrix<double>::Identity(4, 1));
    EXPECT_EQ(data.directionNames, (std::vector<ReferenceDirection>{{"mu", "μ", 0}}));
    ASSERT_EQ(data.groups.size(), 2U);
    std::array<double, 2> sizes{};
    for (std::size_t i = 0; i < data.train.groups.size(); ++i) {
        ++sizes[static_cast<std::size_t>(data.train.groups[i])];
        EXPECT_EQ(data.train.cleanLabels[i], data.train.groups[i] == 0 ? 1 : -1);
    }
    EXPECT_NEAR(sizes[0], 2000, 5 * std::sqrt(1000.0));
    TwoClusters onEachOther = smallSettings();
    onEachOther.clusterMean = 0;
    EXPECT_EQ(drawn(onEachOther).directions, Matrix<double>::Identity(4, 1));
}

TEST(TwoClusters, BalancedDifferByAtMostOne) {
    TwoClusters settings = smallSettings();
    settings.balanced = true;
    for (const std::int64_t samples : {1, 2, 7, 50}) {
        settings.trainSamples = samples;
        const auto groups = drawn(settings).train.groups;
        const auto first = std::count(groups.begin(), groups.end(), 0);
        EXPECT_LE(std::abs(2 * first - samples), 1);
    }
}

TEST(TwoClusters, EveryKindOfCorruptionSpendsItsBudgetWhereItSays) {
    TwoClusters settings = smallSettings();
    const auto budget = std::llround(0.15 * 4000);
    for (const auto& row : NameTable<Corruption>::kinds) {
        settings.corruption = row.kind;
        const Dataset<double> data = drawn(settings);
        const auto flips = static_cast<double>(flipsIn(data.train));
        const double spread = row.kind == Corruption::bernoulli ? 5 * std::sqrt(4000 * 0.15 * 0.85)
                              : row.kind == Corruption::exact   ? 1  // rounded in each cluster
                                                                : 0;
        EXPECT_NEAR(flips, static_cast<double>(budget), spread) << row.name;
        EXPECT_EQ(flipsIn(data.test) > 0, corruptsTestLabels(row.kind)) << row.name;
        double nearestFlipped = 1e300, farthestFlipped = 0, nearestLeft = 1e300, farthestLeft = 0;
        for (std::size_t i = 0; i < data.train.labels.size(); ++i) {
            const double distance = std::abs(data.train.inputs(0, static_cast<Eigen::Index>(i)));
            const bool flipped = data.train.labels[i] != data.train.cleanLabels[i];
            (flipped ? nearestFlipped : nearestLeft) =
                std::min(flipped ? nearestFlipped : nearestLeft, distance);
            (flipped ? farthestFlipped : farthestLeft) =
                std::max(flipped ? farthestFlipped : farthestLeft, distance);
            if (row.kind == Corruption::oneCluster && flipped) {
                EXPECT_EQ(data.train.groups[i], 0);
            }
        }
        if (row.kind == Corruption::nearBoundary) {
            EXPECT_LE(farthestFlipped, nearestLeft);
        }
        if (row.kind == Corruption::farFromBoundary) {
            EXPECT_GE(nearestFlipped, farthestLeft);
        }
    }
}

TEST(TwoClusters, EachSeedChangesItsPartOnly) {
    const TwoClusters settings = smallSettings();
    const Dataset<double> base = drawn(settings);
    const Dataset<double> otherData = drawn(settings, {.data = 2});
    EXPECT_NE(base.train.inputs, otherData.train.inputs);
    EXPECT_EQ(base.test.inputs, otherData.test.inputs);
    const Dataset<double> otherLabels = drawn(settings, {.labels = 2});
    EXPECT_EQ(base.train.inputs, otherLabels.train.inputs);
    EXPECT_NE(base.train.labels, otherLabels.train.labels);
    EXPECT_EQ(base.test.labels, otherLabels.test.labels);
    const Dataset<double> otherTest = drawn(settings, {.test = 2});
    EXPECT_EQ(base.train.labels, otherTest.train.labels);
    EXPECT_NE(base.test.inputs, otherTest.test.inputs);
}

TEST(TwoClusters, AreTheSameInBothPrecisionsAndStopWhenAsked) {
    const Dataset<float> single = featurescope::draw<float>(smallSettings(), {}, {});
    const Dataset<double> full = drawn(smallSettings());
    EXPECT_EQ(single.train.labels, full.train.labels);
    EXPECT_EQ(single.train.inputs, full.train.inputs.cast<float>());
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(featurescope::draw<float>(smallSettings(), {}, source.get_token()), Cancelled);
}

}  // namespace
}  // namespace featurescope
