#include "ui/view_models/readouts_view.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/sample_snapshot.h"

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

TEST(ReadoutsView, IsUndefinedWhenNothingWasMeasured) {
    EXPECT_TRUE(std::isnan(lastKnown(*test::sampleSnapshot(), Observable::relativeDistance)));
    EXPECT_TRUE(std::isnan(readoutsOf(Snapshot()).trainLoss));
}

}  // namespace
