#include "ui/view_models/ridge_view.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// One positive and one negative neuron for every pair of cosines.
constexpr OwnDirections kOwn{0, 1};

NeuronTable tableOf(const std::vector<double>& along1, const std::vector<double>& along2) {
    NeuronTable table;
    for (std::size_t j = 0; j < along1.size(); ++j) {
        table.outputWeight.push_back(j % 2 == 0 ? 1 : -1);
        table.norm.push_back(1);
    }
    table.cosines = table.projections = {along1, along2};
    table.own = kOwn;
    return table;
}

/// Four neurons that move to their means from step 0 to 2, then one row at step 10.
NeuronHistory movingNeurons() {
    NeuronHistory history;
    for (const std::int64_t step : {0, 1, 2, 10}) {
        const double c = 0.1 + 0.08 * static_cast<double>(step);
        history.record(step, tableOf({c, 0.05, -c, 0.05}, {0.05, c, 0.05, -c}));
    }
    return history;
}

std::int32_t sum(const std::vector<std::int32_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), 0);
}

TEST(RidgeView, KeepsStepZeroAndEveryNeuronAtEveryStep) {
    const NeuronHistory history = movingNeurons();
    for (const DirectionChoice choice : {kFirstDirection, kSecondDirection, kOwnDirection}) {
        RidgeView view;
        follow(view, history.view(), choice, kOwn);
        ASSERT_EQ(view.rows.size(), 4U);
        EXPECT_EQ(view.rows.front().step, 0);
        for (const RidgeRow& row : view.rows) {
            EXPECT_EQ(sum(row.positive) + sum(row.negative), 4);
            EXPECT_EQ(row.positive.size(), view.edges.size() - 1);
        }
    }
}

TEST(RidgeView, FoldsTheBinsOfOwnAlignmentAtZero) {
    RidgeView view;
    follow(view, movingNeurons().view(), kOwnDirection, kOwn);
    EXPECT_EQ(view.edges.front(), 0);
    EXPECT_DOUBLE_EQ(view.edges.back(), 1);
    // At step 10 all four neurons have |cos| = 0.9 with their own mean.
    for (std::size_t bin = 0; bin + 1 < view.edges.size(); ++bin) {
        const bool holds = view.edges[bin] <= 0.9 && 0.9 < view.edges[bin + 1];
        EXPECT_EQ(view.rows.back().positive[bin], holds ? 4 : 0) << bin;
    }
}

TEST(RidgeView, TakesOverOnlyNewRowsOfTheSameRun) {
    NeuronHistory history = movingNeurons();
    RidgeView view;
    follow(view, history.view(), kFirstDirection, kOwn);
    history.record(20, tableOf({1, 0, 1, 0}, {0, 1, 0, 1}));
    follow(view, history.view(), kFirstDirection, kOwn);
    ASSERT_EQ(view.rows.size(), 5U);
    EXPECT_EQ(view.rows.back().step, 20);

    // Another run with the same steps is not mistaken for this one.
    NeuronHistory other;
    for (const std::int64_t step : {0, 1, 2, 10, 20}) other.record(step, tableOf({0.5}, {0.5}));
    follow(view, other.view(), kFirstDirection, kOwn);
    ASSERT_EQ(view.rows.size(), 5U);
    EXPECT_EQ(sum(view.rows.front().positive), 1);

    follow(view, NeuronHistory(other.view(), 1).view(), kFirstDirection, kOwn);
    EXPECT_EQ(view.rows.size(), 2U);
    follow(view, NeuronHistoryView(), kFirstDirection, kOwn);
    EXPECT_TRUE(view.rows.empty());
}

TEST(RidgeView, ShowsTheLastRowRecordedUpToAStep) {
    RidgeView view;
    follow(view, movingNeurons().view(), kOwnDirection, kOwn);
    EXPECT_EQ(rowAt(view, 0.0)->step, 0);
    EXPECT_EQ(rowAt(view, 9.9)->step, 2);
    EXPECT_EQ(rowAt(view, 1e6)->step, 10);
    EXPECT_EQ(rowAt(view, -0.5), nullptr);
}

TEST(RidgePicture, IsDarkestWhereMostNeuronsAreAndEmptyBeyondTheRun) {
    RidgeView view;
    follow(view, movingNeurons().view(), kFirstDirection, kOwn);
    const std::vector<double> columns{0, 5, 10, 11};
    const RidgePicture picture = ridgePicture(view, columns, 10);
    ASSERT_EQ(picture.bins, kHistoryBins);
    float largest = 0;
    for (std::size_t i = 0; i < picture.positive.size(); ++i) {
        largest = std::max({largest, picture.positive[i], picture.negative[i]});
        if (i % 4 == 3) {
            EXPECT_EQ(picture.positive[i], 0);
        }
    }
    EXPECT_FLOAT_EQ(largest, 1);
    // A bin with one neuron is shown with the square root of half the density of one with two.
    float fewest = 1;
    for (const float share : picture.positive) {
        if (share > 0) fewest = std::min(fewest, share);
    }
    EXPECT_NEAR(fewest, std::sqrt(0.5F), 1e-6);
}

TEST(RidgeView, QuantilesLieWhereTheNeuronsAre) {
    RidgeView view;
    follow(view, movingNeurons().view(), kOwnDirection, kOwn);
    const double half = 1.0 / kHistoryBins;
    EXPECT_NEAR(quantileOf(view, view.rows.back(), 0.5).value(), 0.9, 2 * half);
    EXPECT_NEAR(quantileOf(view, view.rows.front(), 0.5).value(), 0.1, 2 * half);
    EXPECT_LT(quantileOf(view, view.rows.back(), 0.1).value(),
              quantileOf(view, view.rows.back(), 0.9).value());
    EXPECT_FALSE(quantileOf(view, RidgeRow(), 0.5).has_value());
}

}  // namespace
