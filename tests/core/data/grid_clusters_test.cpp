#include "core/data/grid_clusters.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "core/base/cancel.h"

namespace featurescope {
namespace {

GridClusters smallSettings(GridLabels labels) {
    return {.dimension = 4, .trainSamples = 9000, .testSamples = 3000, .gridLabels = labels};
}

Dataset<double> drawn(const GridClusters& settings, const Seeds& seeds = {}) {
    return draw<double>(settings, seeds, {});
}

/// Row and column of the disc of a point of a 3 x 3 grid, found from the gaps between the discs.
std::pair<int, int> discOf(const SampleSet<double>& set, Eigen::Index i) {
    const auto place = [](double coordinate) {
        return coordinate < -0.1875 ? 0 : coordinate < 0.1875 ? 1 : 2;
    };
    return {place(set.inputs(1, i)), place(set.inputs(0, i))};
}

/// Label of every disc; fails when a disc has two.
std::map<std::pair<int, int>, int> labelsOf(const SampleSet<double>& set) {
    std::map<std::pair<int, int>, int> labels;
    for (Eigen::Index i = 0; i < set.size(); ++i) {
        const int label = set.labels[static_cast<std::size_t>(i)];
        EXPECT_EQ(labels.emplace(discOf(set, i), label).first->second, label);
    }
    return labels;
}

TEST(GridClusters, LieInDiscsOfRadiusOneEighthThatFillTheSquare) {
    const Dataset<double> data = drawn(smallSettings(GridLabels::corners));
    std::map<std::pair<int, int>, double> sizes;
    double sumOfDistances = 0;
    for (Eigen::Index i = 0; i < data.train.size(); ++i) {
        const auto disc = discOf(data.train, i);
        ++sizes[disc];
        const double distance = std::hypot(data.train.inputs(0, i) - (disc.second - 1) * 0.375,
                                           data.train.inputs(1, i) - (disc.first - 1) * 0.375);
        EXPECT_LE(distance, 0.125 + 1e-12);
        sumOfDistances += distance;
    }
    EXPECT_EQ(sizes.size(), 9U);
    for (const auto& [disc, size] : sizes) EXPECT_NEAR(size, 1000, 5 * std::sqrt(9000 * 8.0 / 81));
    // The distance is uniform, so its mean is half the radius; uniform by area it would be two thirds.
    EXPECT_NEAR(sumOfDistances / 9000, 0.0625, 5 * 0.125 / std::sqrt(12 * 9000.0));
}

TEST(GridClusters, HaveUniformCoordinatesBesides) {
    const Matrix<double> rest = drawn(smallSettings(GridLabels::stripe)).train.inputs.bottomRows(2);
    EXPECT_LE(rest.cwiseAbs().maxCoeff(), 0.5);
    EXPECT_NEAR(rest.mean(), 0, 5 / std::sqrt(12 * 18000.0));
    EXPECT_NEAR(rest.squaredNorm() / 18000, 1.0 / 12, 5 * std::sqrt(1.0 / 180 / 18000));
}

TEST(GridClusters, GetTheLabelsOfTheirDiscs) {
    for (const GridLabels labels : {GridLabels::corners, GridLabels::checkerboard, GridLabels::stripe}) {
        const Dataset<double> data = drawn(smallSettings(labels));
        EXPECT_EQ(data.train.labels, data.train.cleanLabels);
        for (const auto& [disc, label] : labelsOf(data.train)) {
            const auto [row, column] = disc;
            const bool positive = labels == GridLabels::corners  ? row == 1 || column == 1
                                  : labels == GridLabels::stripe ? column == 1
                                                                 : (row == 1) != (column == 1);
            EXPECT_EQ(label, positive ? 1 : -1) << nameOf(labels) << row << column;
        }
        EXPECT_EQ(labelsOf(data.test), labelsOf(data.train));
    }
}

TEST(GridClusters, RandomLabelsAreThoseOfTheTask) {
    const GridClusters settings = smallSettings(GridLabels::random);
    std::set<std::map<std::pair<int, int>, int>> tasks;
    double positive = 0;
    for (std::int64_t seed = 1; seed <= 40; ++seed) {
        const Dataset<double> data = drawn(settings, {.data = seed});
        const auto labels = labelsOf(data.train);
        EXPECT_EQ(labelsOf(data.test), labels) << "the test set has the labels of the task";
        for (const auto& [disc, label] : labels) positive += label > 0 ? 1 : 0;
        tasks.insert(labels);
    }
    EXPECT_GT(tasks.size(), 30U);
    EXPECT_NEAR(positive / 360, 0.5, 5 * std::sqrt(0.25 / 360));
}

TEST(GridClusters, OfOneDiscFillTheSquareWithIt) {
    GridClusters settings = smallSettings(GridLabels::corners);
    settings.grid = 1;
    const Dataset<double> data = drawn(settings);
    EXPECT_LE(data.train.inputs.topRows(2).colwise().norm().maxCoeff(), 0.5);
    EXPECT_EQ(data.train.labels, std::vector<std::int8_t>(9000, -1));
}

TEST(GridClusters, EachSeedChangesItsPartOnly) {
    const GridClusters settings = smallSettings(GridLabels::corners);
    const Dataset<double> base = drawn(settings);
    const Dataset<double> otherData = drawn(settings, {.data = 2});
    EXPECT_NE(otherData.train.inputs, base.train.inputs);
    EXPECT_EQ(otherData.test.inputs, base.test.inputs);
    const Dataset<double> otherTest = drawn(settings, {.labels = 2, .weights = 2, .test = 2});
    EXPECT_EQ(otherTest.train.inputs, base.train.inputs);
    EXPECT_EQ(otherTest.train.labels, base.train.labels);
    EXPECT_NE(otherTest.test.inputs, base.test.inputs);
}

TEST(GridClusters, AreTheSameInBothPrecisionsAndStopWhenAsked) {
    const GridClusters settings = smallSettings(GridLabels::random);
    const Dataset<float> single = draw<float>(settings, {}, {});
    EXPECT_EQ(single.train.inputs, drawn(settings).train.inputs.cast<float>());
    EXPECT_EQ(single.train.labels, drawn(settings).train.labels);
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(draw<float>(settings, {}, source.get_token()), Cancelled);
}

}  // namespace
}  // namespace featurescope
