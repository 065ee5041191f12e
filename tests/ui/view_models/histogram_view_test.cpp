#include "ui/view_models/histogram_view.h"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "tests/support/sample_snapshot.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

int sum(const std::array<int, AlignmentHistogram::kBins>& counts) {
    return std::accumulate(counts.begin(), counts.end(), 0);
}

TEST(HistogramView, CountsEveryNeuronOnceBySign) {
    const NeuronTable neurons = test::sampleSnapshot(5, 40)->neurons;
    for (const DirectionChoice choice : {kFirstDirection, kSecondDirection}) {
        const AlignmentHistogram histogram = alignmentHistogram(neurons, choice);
        EXPECT_EQ(sum(histogram.positive), 20);
        EXPECT_EQ(sum(histogram.negative), 20);
    }
}

TEST(HistogramView, LeavesOutNeuronsWithoutSign) {
    const AlignmentHistogram histogram =
        alignmentHistogram(test::sampleSnapshot(5, 41)->neurons, kFirstDirection);
    EXPECT_EQ(sum(histogram.positive) + sum(histogram.negative), 40);
}

TEST(HistogramView, PutsExtremeAndZeroCosinesIntoTheEndAndMiddleBins) {
    NeuronTable neurons;
    neurons.outputWeight = {1, 1, 1};
    neurons.cosines = {{-1, 0, 1}};
    const AlignmentHistogram histogram = alignmentHistogram(neurons, kFirstDirection);
    EXPECT_EQ(histogram.positive.front(), 1);
    EXPECT_EQ(histogram.positive[AlignmentHistogram::kBins / 2], 1);
    EXPECT_EQ(histogram.positive.back(), 1);
}

TEST(HistogramView, IsEmptyWithoutMeans) {
    NeuronTable neurons;
    neurons.outputWeight = {1, -1};
    EXPECT_EQ(alignmentHistogram(neurons, kSecondDirection), AlignmentHistogram());
}

TEST(HistogramView, OwnAlignmentTakesEveryNeuronWithItsOwnMean) {
    NeuronTable neurons;
    neurons.outputWeight = {1, -1, 0, 1};
    neurons.cosines = {{-0.9, 0.99, 0.5, 0.01}, {0.99, 0.5, 0.5, 0.99}};
    neurons.own = OwnDirections{0, 1};
    const AlignmentHistogram histogram = alignmentHistogram(neurons, kOwnDirection);
    EXPECT_TRUE(histogram.joinsSigns());
    EXPECT_EQ(histogram.positiveNeurons(), 2);
    EXPECT_EQ(histogram.negativeNeurons(), 1);
    EXPECT_EQ(histogram.positive[histogram.binOf(0.9)], 1);
    EXPECT_EQ(histogram.positive[histogram.binOf(0.01)], 1);
    EXPECT_EQ(histogram.negative[histogram.binOf(0.5)], 1);
    EXPECT_EQ(histogram.edge(0), 0);
    EXPECT_DOUBLE_EQ(histogram.edge(AlignmentHistogram::kBins), 1);
}

TEST(HistogramView, LeavesOutCosinesThatAreNotNumbers) {
    NeuronTable neurons;
    neurons.outputWeight = {1, -1};
    neurons.cosines = {{std::numeric_limits<double>::quiet_NaN(), 0},
                       {0, std::numeric_limits<double>::infinity()}};
    neurons.own = OwnDirections{0, 1};
    EXPECT_EQ(alignmentHistogram(neurons, kFirstDirection).positiveNeurons(), 0);
    EXPECT_EQ(alignmentHistogram(neurons, kOwnDirection), (AlignmentHistogram{.low = 0}));
}

TEST(HistogramView, GivesBackTheNeuronsOfABar) {
    const NeuronTable neurons = test::sampleSnapshot(5, 41)->neurons;
    for (const DirectionChoice choice : {kFirstDirection, kSecondDirection, kOwnDirection}) {
        const AlignmentHistogram histogram = alignmentHistogram(neurons, choice);
        std::vector<std::int32_t> all;
        for (std::size_t bin = 0; bin < AlignmentHistogram::kBins; ++bin) {
            const auto positive = neuronsInBin(neurons, choice, bin, 1);
            const auto negative = neuronsInBin(neurons, choice, bin, -1);
            EXPECT_EQ(static_cast<int>(positive.size()), histogram.positive[bin]);
            EXPECT_EQ(static_cast<int>(negative.size()), histogram.negative[bin]);
            const auto both = neuronsInBin(neurons, choice, bin, 0);
            EXPECT_EQ(both.size(), positive.size() + negative.size());
            all.insert(all.end(), both.begin(), both.end());
        }
        EXPECT_EQ(all.size(), 40U);
        EXPECT_EQ(alignmentHistogram(neurons, choice, all), histogram);
    }
}

TEST(HistogramView, CountsOnlyChosenNeuronsThatExist) {
    const NeuronTable neurons = test::sampleSnapshot(5, 40)->neurons;
    const std::vector<std::int32_t> chosen{-1, 0, 39, 1000};
    const AlignmentHistogram histogram = alignmentHistogram(neurons, kFirstDirection, chosen);
    EXPECT_EQ(histogram.positiveNeurons(), 1);
    EXPECT_EQ(histogram.negativeNeurons(), 1);
}

TEST(HistogramView, TopHoldsTheFullestBinAndHasAWholeQuarter) {
    for (int largest = 0; largest < 5000; largest += 7) {
        const int top = histogramTop(largest);
        EXPECT_GE(top, largest);
        EXPECT_EQ(top % 4, 0);
        EXPECT_LE(top, std::max(4, 2 * largest)) << largest;
    }
}

TEST(HistogramView, HeightIsASquareRootScale) {
    EXPECT_DOUBLE_EQ(histogramHeight(5, 20), 0.5);
    EXPECT_DOUBLE_EQ(histogramHeight(-20, 20), -1);
    EXPECT_DOUBLE_EQ(histogramHeight(0, 20), 0);
}

}  // namespace
