#include "core/recording/timeline.h"

#include <gtest/gtest.h>

namespace featurescope {
namespace {

TimelineRow rowAt(std::int64_t step) {
    TimelineRow row{.step = step, .values = {}};
    row.values[Observable::trainLoss] = 0.5 * static_cast<double>(step);
    return row;
}

TEST(Timeline, KeepsEveryRowInOrderAcrossChunks) {
    Timeline timeline;
    const auto count = static_cast<std::int64_t>(3 * TimelineView::kChunkRows + 5);
    for (std::int64_t step = 0; step < count; ++step) timeline.record(rowAt(2 * step));
    const TimelineView view = timeline.view();
    ASSERT_EQ(view.size(), static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < view.size(); ++i) {
        ASSERT_EQ(view[i].step, static_cast<std::int64_t>(2 * i));
        ASSERT_EQ(view[i].values[Observable::trainLoss], static_cast<double>(i));
    }
}

TEST(Timeline, AViewNeverChangesWhenRowsAreAdded) {
    Timeline timeline;
    timeline.record(rowAt(0));
    const TimelineView before = timeline.view();
    for (std::int64_t step = 1; step < 3000; ++step) timeline.record(rowAt(step));
    EXPECT_EQ(before.size(), 1U);
    EXPECT_EQ(before.back().step, 0);
}

TEST(Timeline, RecordingAStepAgainReplacesItsRowEvenAtTheEndOfAChunk) {
    Timeline timeline;
    const auto count = static_cast<std::int64_t>(TimelineView::kChunkRows);
    for (std::int64_t step = 0; step < count; ++step) timeline.record(rowAt(step));
    TimelineRow better = rowAt(count - 1);
    better.values[Observable::testError] = 0.25;
    timeline.record(better);
    ASSERT_EQ(timeline.view().size(), TimelineView::kChunkRows);
    EXPECT_EQ(timeline.view().back().values[Observable::testError], 0.25);
}

TEST(Timeline, AnEmptyOneHasAnEmptyView) {
    EXPECT_TRUE(Timeline{}.view().empty());
    EXPECT_TRUE(TimelineView{}.empty());
}

}  // namespace
}  // namespace featurescope
