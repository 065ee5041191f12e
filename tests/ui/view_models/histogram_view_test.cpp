#include "ui/view_models/histogram_view.h"

#include <gtest/gtest.h>

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
    for (const MeanChoice mean : {MeanChoice::mu1, MeanChoice::mu2}) {
        const AlignmentHistogram histogram = alignmentHistogram(neurons, mean);
        EXPECT_EQ(sum(histogram.positive), 20);
        EXPECT_EQ(sum(histogram.negative), 20);
    }
}

TEST(HistogramView, LeavesOutNeuronsWithoutSign) {
    const AlignmentHistogram histogram =
        alignmentHistogram(test::sampleSnapshot(5, 41)->neurons, MeanChoice::mu1);
    EXPECT_EQ(sum(histogram.positive) + sum(histogram.negative), 40);
}

TEST(HistogramView, PutsExtremeAndZeroCosinesIntoTheEndAndMiddleBins) {
    NeuronTable neurons;
    neurons.sign = {1, 1, 1};
    neurons.cosMu1 = {-1, 0, 1};
    const AlignmentHistogram histogram = alignmentHistogram(neurons, MeanChoice::mu1);
    EXPECT_EQ(histogram.positive.front(), 1);
    EXPECT_EQ(histogram.positive[AlignmentHistogram::kBins / 2], 1);
    EXPECT_EQ(histogram.positive.back(), 1);
}

TEST(HistogramView, IsEmptyWithoutMeans) {
    NeuronTable neurons;
    neurons.sign = {1, -1};
    EXPECT_EQ(alignmentHistogram(neurons, MeanChoice::mu2), AlignmentHistogram());
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
