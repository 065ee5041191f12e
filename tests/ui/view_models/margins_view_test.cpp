#include "ui/view_models/margins_view.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "core/theory/margin_law.h"
#include "tests/support/sample_snapshot.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

int sumOf(const std::vector<int>& bins) { return std::accumulate(bins.begin(), bins.end(), 0); }

TEST(MarginHistogram, CountsEverySampleOnTheSideOfItsSign) {
    const auto snapshot = test::sampleSnapshot();
    const MarginHistogram histogram = marginHistogram(*snapshot->margins, {});
    EXPECT_EQ(sumOf(histogram.clean), 160);
    EXPECT_EQ(sumOf(histogram.corrupted), 40);
    for (std::size_t bin = 0; bin < histogram.clean.size(); ++bin) {
        const double middle = (histogram.edge(bin) + histogram.edge(bin + 1)) / 2;
        EXPECT_EQ((middle < 0 ? histogram.clean : histogram.corrupted)[bin], 0) << middle;
    }
}

TEST(MarginHistogram, AxisFitsMarginsOfAnySize) {
    for (const float size : {1e-8F, 0.006F, 3.0F, 4000.0F}) {
        const MarginHistogram histogram =
            marginHistogram({.step = 0, .clean = {size}, .corrupted = {-size / 2}, .testClean = {}}, {});
        EXPECT_GE(histogram.high, size * 0.999);
        EXPECT_LE(histogram.high, 2.1 * size);
        EXPECT_LE(histogram.low, -size / 2);
        // 0 is an edge.
        const double width = (histogram.high - histogram.low) / static_cast<double>(histogram.clean.size());
        EXPECT_NEAR(histogram.low / width, std::round(histogram.low / width), 1e-6);
        EXPECT_LE((histogram.high - histogram.low) / histogram.interval, 10);
    }
}

TEST(MarginHistogram, CopesWithNothingAndWithWhatIsNotFinite) {
    EXPECT_EQ(marginHistogram({}, {}).largest(), 0);
    const MarginHistogram zero =
        marginHistogram({.step = 0, .clean = {0, 0, NAN}, .corrupted = {}, .testClean = {}}, {NAN});
    EXPECT_EQ(sumOf(zero.clean), 2);
    EXPECT_EQ(zero.clipped, 1U);
    EXPECT_LT(zero.low, zero.high);
}

TEST(MarginComparison, ComparesWithTheLawOfTheSettings) {
    ExperimentSpec spec;
    auto& clusters = std::get<XorClusters>(spec.data);
    clusters.clusterVariance = 0.04;
    clusters.labelNoise = 0.1;
    spec.training.stepSize = 0.3;
    const double law = marginAt(0.3 * 50, 0.2, 0.1);
    const MarginComparison comparison = compareMargin(spec, 50, 1.1 * law);
    ASSERT_TRUE(comparison.law);
    EXPECT_NEAR(*comparison.law, law, 1e-12);
    EXPECT_NEAR(*comparison.deviation(), 0.1, 1e-9);
}

TEST(MarginComparison, SaysNothingWhereTheLawDoesNotApply) {
    ExperimentSpec spec;
    spec.data = FileData{};
    EXPECT_FALSE(compareMargin(spec, 50, 0.1).law);
    EXPECT_FALSE(compareMargin(spec, 50, 0.1).deviation());
    EXPECT_FALSE(compareMargin(ExperimentSpec{}, 50, kUndefined).deviation());
}

}  // namespace
