#include "core/data/xor_clusters.h"

#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

#include "core/base/cancel.h"
#include "core/data/cluster.h"

namespace featurescope {
namespace {

XorClusters smallSettings() {
    return {.dimension = 6, .trainSamples = 4000, .testSamples = 1000, .clusterVariance = 0.09};
}

Dataset<double> draw(const XorClusters& settings, const Seeds& seeds = {}) {
    return featurescope::draw<double>(settings, seeds, {});
}

Vector<double> clusterMean(const Dataset<double>& data, std::int32_t group) {
    switch (static_cast<Cluster>(group)) {
        case Cluster::plusMu1:
            return data.directions.col(0);
        case Cluster::minusMu1:
            return -data.directions.col(0);
        case Cluster::plusMu2:
            return data.directions.col(1);
        case Cluster::minusMu2:
            return -data.directions.col(1);
    }
    return {};
}

/// Training inputs minus the means of their clusters, d x n.
Matrix<double> noiseOf(const Dataset<double>& data) {
    Matrix<double> noise = data.train.inputs;
    for (Eigen::Index i = 0; i < noise.cols(); ++i) {
        noise.col(i) -= clusterMean(data, data.train.groups[static_cast<std::size_t>(i)]);
    }
    return noise;
}

TEST(XorClusters, EveryNoiseKindHasMeanZeroAndTheGivenCovariance) {
    for (const bool rotated : {false, true}) {
        for (const auto& row : NameTable<NoiseKind>::kinds) {
            XorClusters settings = smallSettings();
            settings.clusterNoise = row.kind;
            settings.rotated = rotated;
            const Matrix<double> noise = noiseOf(draw(settings));
            const auto n = static_cast<double>(noise.cols());
            EXPECT_LT(noise.rowwise().mean().norm(), 6 * 0.3 * std::sqrt(6 / n)) << row.name;
            const Eigen::MatrixXd covariance = noise * noise.transpose() / n;
            const Eigen::MatrixXd expected = 0.09 * Eigen::MatrixXd::Identity(6, 6);
            // Fourth moments up to 6 sigma^4 (laplace): five standard errors of an entry are below 0.02.
            EXPECT_LT((covariance - expected).cwiseAbs().maxCoeff(), 0.02) << row.name;
        }
    }
}

TEST(XorClusters, UniformNoiseStaysInsideItsInterval) {
    XorClusters settings = smallSettings();
    settings.clusterNoise = NoiseKind::uniform;
    EXPECT_LE(noiseOf(draw(settings)).cwiseAbs().maxCoeff(), 0.3 * std::sqrt(3.0) + 1e-12);
}

TEST(XorClusters, MeansAreOrthonormalAlsoWhenRotated) {
    XorClusters settings = smallSettings();
    settings.rotated = true;
    const Dataset<double> data = draw(settings);
    EXPECT_LT((data.directions.transpose() * data.directions - Eigen::Matrix2d::Identity()).norm(), 1e-12);
    EXPECT_LT(data.directions.cwiseAbs().maxCoeff(), 0.999);
}

TEST(XorClusters, RotationKeepsAllInnerProducts) {
    XorClusters settings = smallSettings();
    settings.trainSamples = 30;
    const Dataset<double> plain = draw(settings);
    settings.rotated = true;
    const Dataset<double> turned = draw(settings);
    const Matrix<double> difference = plain.train.inputs.transpose() * plain.test.inputs -
                                      turned.train.inputs.transpose() * turned.test.inputs;
    EXPECT_LT(difference.cwiseAbs().maxCoeff(), 1e-12);
}

TEST(XorClusters, LabelsFollowTheClustersExceptWhereFlipped) {
    const Dataset<double> data = draw(smallSettings());
    for (const auto* set : {&data.train, &data.test}) {
        double flipped = 0;
        for (std::size_t i = 0; i < set->labels.size(); ++i) {
            EXPECT_EQ(set->cleanLabels[i], cleanLabelOf(static_cast<Cluster>(set->groups[i])));
            flipped += set->labels[i] != set->cleanLabels[i];
        }
        const auto n = static_cast<double>(set->labels.size());
        EXPECT_NEAR(flipped / n, 0.15, 5 * std::sqrt(0.15 * 0.85 / n));
    }
}

TEST(XorClusters, AdversariesLeaveTheTestSetClean) {
    for (const Corruption kind :
         {Corruption::nearBoundary, Corruption::farFromBoundary, Corruption::oneCluster}) {
        XorClusters settings = smallSettings();
        settings.corruption = kind;
        const Dataset<double> data = draw(settings);
        EXPECT_NE(data.train.labels, data.train.cleanLabels);
        EXPECT_EQ(data.test.labels, data.test.cleanLabels);
    }
}

TEST(XorClusters, BalancedClustersDifferByAtMostOne) {
    for (const std::int64_t samples : {1, 2, 3, 4, 5, 103}) {
        XorClusters settings = smallSettings();
        settings.balanced = true;
        settings.trainSamples = samples;
        std::array<std::int64_t, 4> sizes{};
        for (const std::int32_t group : draw(settings).train.groups) ++sizes[static_cast<std::size_t>(group)];
        EXPECT_LE(
            *std::max_element(sizes.begin(), sizes.end()) - *std::min_element(sizes.begin(), sizes.end()), 1);
    }
}

TEST(XorClusters, EachSeedChangesItsPartOnly) {
    const XorClusters settings = smallSettings();
    const Dataset<double> base = draw(settings);
    const Dataset<double> data = draw(settings, {.data = 2});
    EXPECT_NE(data.train.inputs, base.train.inputs);
    EXPECT_EQ(data.test.inputs, base.test.inputs);
    const Dataset<double> labels = draw(settings, {.labels = 2});
    EXPECT_EQ(labels.train.inputs, base.train.inputs);
    EXPECT_NE(labels.train.labels, base.train.labels);
    EXPECT_EQ(labels.test.labels, base.test.labels);
    const Dataset<double> test = draw(settings, {.test = 2});
    EXPECT_EQ(test.train.inputs, base.train.inputs);
    EXPECT_EQ(test.train.labels, base.train.labels);
    EXPECT_NE(test.test.inputs, base.test.inputs);
}

TEST(XorClusters, MoreSamplesKeepTheFirstOnes) {
    XorClusters settings = smallSettings();
    const Dataset<double> many = draw(settings);
    settings.trainSamples = 10;
    EXPECT_EQ(draw(settings).train.inputs, many.train.inputs.leftCols(10));
}

TEST(XorClusters, FloatDataAreTheRoundedDoubleData) {
    XorClusters settings = smallSettings();
    settings.rotated = true;
    const Dataset<float> single = featurescope::draw<float>(settings, {}, {});
    const double error =
        (draw(settings).train.inputs - single.train.inputs.cast<double>()).cwiseAbs().maxCoeff();
    EXPECT_LT(error, 1e-6);
}

TEST(XorClusters, AMeanShiftMovesEachLabelAlongAThirdAxisAndNothingElse) {
    for (const bool rotated : {false, true}) {
        XorClusters settings = smallSettings();
        settings.rotated = rotated;
        const Dataset<double> plain = draw(settings);
        settings.meanShift = 0.43;
        const Dataset<double> shifted = draw(settings);
        EXPECT_EQ(shifted.train.labels, plain.train.labels);
        const Matrix<double> moved = shifted.train.inputs - plain.train.inputs;
        const Vector<double> axis = moved.col(0) * plain.train.cleanLabels[0];
        EXPECT_NEAR(axis.norm(), 0.43, 1e-12);
        EXPECT_LT((plain.directions.transpose() * axis).norm(), 1e-12) << "orthogonal to both means";
        for (Eigen::Index i = 0; i < moved.cols(); ++i) {
            const double label = plain.train.cleanLabels[static_cast<std::size_t>(i)];
            EXPECT_LT((moved.col(i) - label * axis).norm(), 1e-12);
        }
    }
    EXPECT_FALSE(traits(XorClusters{.meanShift = 0.1}).isXor) << "theorems are not about it";
    EXPECT_TRUE(traits(XorClusters{}).isXor);
}

TEST(XorClusters, AMeanShiftNeedsAThirdAxis) {
    XorClusters settings = smallSettings();
    settings.dimension = 2;
    EXPECT_TRUE(traits(settings).conflicts.empty());
    settings.meanShift = 0.5;
    ASSERT_EQ(traits(settings).conflicts.size(), 1U);
    EXPECT_EQ(traits(settings).conflicts[0].message,
              "data.mean_shift is 0.5 and needs a third axis; it must be 0 when data.dimension is 2.");
    settings.dimension = 3;
    EXPECT_TRUE(traits(settings).conflicts.empty());
}

TEST(XorClusters, ACloneTakesThePlaceOfTheTrainingSamplesOnly) {
    XorClusters settings = smallSettings();
    const Dataset<double> real = draw(settings);
    for (const TrainOn kind : {TrainOn::cloneMean, TrainOn::cloneCovariance}) {
        settings.trainOn = kind;
        const Dataset<double> data = draw(settings);
        EXPECT_EQ(data.test.inputs, real.test.inputs);
        EXPECT_EQ(data.test.labels, real.test.labels);
        EXPECT_EQ(data.train.size(), real.train.size());
        EXPECT_NE(data.train.inputs, real.train.inputs);
        EXPECT_EQ(data.train.labels, data.train.cleanLabels);
        EXPECT_TRUE(std::ranges::equal(data.groups, traits(settings).groups));
        for (const auto* set : {&data.train, &data.test}) {
            for (std::size_t i = 0; i < set->groups.size(); ++i)
                EXPECT_EQ(set->cleanLabels[i],
                          data.groups[static_cast<std::size_t>(set->groups[i])].cleanLabel);
        }
        // Flips come from the labels seed, and a clone is one of the labels as they are given.
        EXPECT_NE(draw(settings, {.labels = 2}).train.inputs, data.train.inputs);
        EXPECT_NE(draw(settings, {.data = 2}).train.inputs, data.train.inputs);
        EXPECT_EQ(draw(settings, {.weights = 2, .test = 2}).train.inputs, data.train.inputs);
        EXPECT_FALSE(traits(settings).isXor);
    }
}

TEST(XorClusters, TheCovarianceCloneOfXorHasItsVariancesAlongTheMeans) {
    XorClusters settings = smallSettings();
    settings.labelNoise = 0;
    settings.trainOn = TrainOn::cloneCovariance;
    const Dataset<double> data = draw(settings);
    double along = 0, across = 0, positive = 0;
    for (Eigen::Index i = 0; i < data.train.size(); ++i) {
        if (data.train.labels[static_cast<std::size_t>(i)] < 0) continue;
        along += data.train.inputs(0, i) * data.train.inputs(0, i);
        across += data.train.inputs(1, i) * data.train.inputs(1, i);
        ++positive;
    }
    EXPECT_NEAR(along / positive, 1.09, 0.2);
    EXPECT_NEAR(across / positive, 0.09, 0.02);
}

TEST(XorClusters, DrawingStopsWhenAskedTo) {
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(featurescope::draw<float>(smallSettings(), {}, source.get_token()), Cancelled);
}

}  // namespace
}  // namespace featurescope
