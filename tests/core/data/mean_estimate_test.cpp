#include "core/data/mean_estimate.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/data/xor_clusters.h"

namespace featurescope {
namespace {

TEST(MeanEstimate, FindsTheMeansOfXorClusters) {
    XorClusters settings;
    settings.dimension = 20;
    settings.trainSamples = 2000;
    settings.testSamples = 0;
    settings.clusterVariance = 0.01;
    settings.labelNoise = 0;
    const Dataset<double> data = draw<double>(settings, Seeds{}, {});
    const Matrix<double> means = estimatedMeans(data.train.inputs, data.train.labels);
    ASSERT_EQ(means.cols(), 2);
    // Each mean is an average of about 1000 samples whose coordinates have variance 0.01: a standard error of
    // 0.0032 in each of 20 coordinates, 0.014 together; five times that.
    for (Eigen::Index k = 0; k < 2; ++k) {
        const double sign = means.col(k).dot(data.directions.col(k)) < 0 ? -1 : 1;
        EXPECT_LT((sign * means.col(k) - data.directions.col(k)).norm(), 0.07) << k;
    }
}

TEST(MeanEstimate, IsExactWithoutNoise) {
    Matrix<double> x(3, 4);
    x.col(0) << 0, -2, 1;
    x.col(1) = -x.col(0);
    x.col(2) << 1, 0, 0;
    x.col(3) = x.col(2);
    const Matrix<double> means = estimatedMeans(x, {1, 1, -1, -1});
    EXPECT_EQ(means.col(0), Vector<double>(-x.col(0)));  // its largest coordinate is positive
    EXPECT_EQ(means.col(1), Vector<double>(x.col(2)));
}

TEST(MeanEstimate, GrowsWithTheData) {
    Matrix<double> x(2, 3);
    x << 3, -1, 2, 1, -1, 0.5;
    const std::vector<std::int8_t> labels{1, 1, 1};
    // A power of two changes no digit.
    const double large = std::ldexp(1.0, 1000);
    EXPECT_EQ(estimatedMeans(x * large, labels).col(0),
              Vector<double>(estimatedMeans(x, labels).col(0) * large));
}

TEST(MeanEstimate, IsZeroWhereThereIsNothing) {
    EXPECT_TRUE(estimatedMeans(Matrix<double>::Zero(2, 3), {1, 1, -1}).isZero(0));
    EXPECT_TRUE(estimatedMeans(Matrix<double>::Ones(2, 3), {1, 1, 1}).col(1).isZero(0));
}

}  // namespace
}  // namespace featurescope
