#include "core/recording/timeline_csv.h"

#include <gtest/gtest.h>

namespace featurescope {
namespace {

TEST(TimelineCsv, StartsWithTheColumnsThatOthersRelyOn) {
    EXPECT_TRUE(timelineCsv({}).starts_with(
        "step,train_loss,train_error,train_error_clean,train_error_noisy,test_error,test_error_clean,"
        "alignment_own_median,alignment_cross_median,weight_norm"));
}

TEST(TimelineCsv, LeavesUndefinedFieldsEmpty) {
    Timeline timeline;
    TimelineRow row{.step = 12, .values = {}};
    row.values[Observable::trainLoss] = 0.1;
    row.values[Observable::weightNorm] = 1e-300;
    timeline.record(row);
    const std::string text = timelineCsv(timeline.view());
    const auto after = kObservableCount - static_cast<std::size_t>(Observable::weightNorm) - 1;
    EXPECT_NE(text.find("\n12,0.1,,,,,,,,1e-300" + std::string(after, ',') + "\n"), std::string::npos)
        << text;
}

}  // namespace
}  // namespace featurescope
