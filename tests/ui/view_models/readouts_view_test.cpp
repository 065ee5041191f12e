#include "ui/view_models/readouts_view.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/sample_snapshot.h"
#include "ui/view_models/recorded_rows.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

TEST(ReadoutsView, ShowsTheLastMeasuredValue) {
    const auto snapshot = test::sampleSnapshot();
    ASSERT_TRUE(std::isnan(snapshot->measurement[Observable::testError]));
    EXPECT_EQ(readoutsOf(*snapshot).testError, snapshot->timeline[30].values[Observable::testError]);
    EXPECT_EQ(readoutsOf(*snapshot).trainLoss, snapshot->measurement[Observable::trainLoss]);
    EXPECT_EQ(readoutsOf(*snapshot).step, 39);
}

TEST(ReadoutsView, SaysNothingOfLaterStepsAfterGoingBack) {
    Snapshot back = *test::sampleSnapshot();
    back.step = 25;
    back.measurement = back.timeline[25].values;
    ASSERT_TRUE(std::isnan(back.measurement[Observable::testError]));
    EXPECT_EQ(readoutsOf(back).testError, back.timeline[20].values[Observable::testError]);
    back.step = 0;
    back.measurement = Measurement();
    EXPECT_EQ(readoutsOf(back).trainLoss, back.timeline[0].values[Observable::trainLoss]);
}

TEST(RecordedRows, AreCountedUpToAStep) {
    struct Row {
        std::int64_t step;
    };
    const std::vector<Row> rows{{0}, {1}, {10}, {100}};
    EXPECT_EQ(rowsUpTo(rows, -1), 0U);
    EXPECT_EQ(rowsUpTo(rows, 0), 1U);
    EXPECT_EQ(rowsUpTo(rows, 10), 3U);
    EXPECT_EQ(rowsUpTo(rows, 99), 3U);
    EXPECT_EQ(rowsUpTo(rows, 5000), 4U);
    EXPECT_EQ(firstRowFrom(rows, 1.5), 2U);
    EXPECT_EQ(firstRowFrom(rows, 101), 4U);
    EXPECT_EQ(rowsUpTo(std::vector<Row>(), 5), 0U);
}

TEST(ReadoutsView, IsUndefinedWhenNothingWasMeasured) {
    EXPECT_TRUE(std::isnan(lastKnown(*test::sampleSnapshot(), Observable::relativeDistance)));
    EXPECT_TRUE(std::isnan(readoutsOf(Snapshot()).trainLoss));
}

}  // namespace
