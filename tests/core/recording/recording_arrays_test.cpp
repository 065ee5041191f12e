#include "core/recording/recording_arrays.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/errors.h"

namespace featurescope {
namespace {

Timeline someRows() {
    Timeline timeline;
    for (std::int64_t step = 0; step < 3000; step += 7) {
        TimelineRow row{.step = step, .values = {}};
        row.values[Observable::trainLoss] = 1.0 / static_cast<double>(step + 1);
        if (step % 2 == 0) row.values[Observable::testError] = 0.25;
        timeline.record(row);
    }
    return timeline;
}

template <typename Scalar>
Checkpoint someState() {
    Checkpoint checkpoint{.step = 42, .engine = "gram", .instructionSet = "avx2", .arrays = {}};
    checkpoint.arrays = std::vector<NamedArray<Scalar>>{{"Z", 2, 3, {1, 2, 3, 4, 5, Scalar(0.1)}},
                                                        {"C", 2, 3, std::vector<Scalar>(6, Scalar(1e-30))}};
    return checkpoint;
}

TEST(RecordingArrays, RowsComeBackExactlyAndWhatIsUndefinedStaysSo) {
    const TimelineView before = someRows().view();
    const TimelineView after = timelineFrom(timelineArrays(before), "file").view();
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        ASSERT_EQ(after[i].step, before[i].step);
        for (std::size_t k = 0; k < kObservableCount; ++k) {
            const double expected = before[i].values.values[k], value = after[i].values.values[k];
            ASSERT_TRUE(value == expected || (std::isnan(value) && std::isnan(expected)));
        }
    }
}

TEST(RecordingArrays, AStateComesBackExactlyInItsPrecision) {
    EXPECT_EQ(checkpointFrom(checkpointArrays(someState<float>()), "file"), someState<float>());
    EXPECT_EQ(checkpointFrom(checkpointArrays(someState<double>()), "file"), someState<double>());
}

TEST(RecordingArrays, AnUnknownColumnIsLeftOutAndAMissingOneIsNotDefined) {
    const std::vector<NpzEntry> arrays{{"timeline_steps", {{2}, std::vector<std::int64_t>{0, 5}}},
                                       {"timeline_columns", {{}, "train_loss,from_the_future"}},
                                       {"timeline_values", {{2, 2}, std::vector<double>{1, 2, 3, 4}}}};
    const TimelineView view = timelineFrom(arrays, "file").view();
    ASSERT_EQ(view.size(), 2U);
    EXPECT_EQ(view[1].values[Observable::trainLoss], 3);
    EXPECT_TRUE(std::isnan(view[1].values[Observable::trainError]));
}

TEST(RecordingArrays, WhatDoesNotFitTogetherIsRefused) {
    const std::vector<NpzEntry> good = timelineArrays(someRows().view());
    std::vector<NpzEntry> arrays = good;
    std::get<std::vector<std::int64_t>>(arrays[0].array.values)[3] = 1;
    EXPECT_THROW(timelineFrom(arrays, "file"), InputError);
    arrays = good;
    std::get<std::vector<std::int64_t>>(arrays[0].array.values)[0] = -5;
    EXPECT_THROW(timelineFrom(arrays, "file"), InputError);
    arrays = good;
    std::get<std::vector<double>>(arrays[2].array.values).pop_back();
    EXPECT_THROW(timelineFrom(arrays, "file"), InputError);
    arrays = good;
    arrays.erase(arrays.begin());
    EXPECT_THROW(timelineFrom(arrays, "file"), InputError);

    arrays = checkpointArrays(someState<float>());
    arrays[0].array.values = std::vector<std::int64_t>{-1};
    EXPECT_THROW(checkpointFrom(arrays, "file"), InputError);
    arrays = checkpointArrays(someState<float>());
    arrays.back().array.values = std::vector<double>(6, 0.0);
    EXPECT_THROW(checkpointFrom(arrays, "file"), InputError) << "one array in another precision";
    arrays = checkpointArrays(someState<float>());
    arrays.back().array.shape = {6};
    EXPECT_THROW(checkpointFrom(arrays, "file"), InputError);
}

}  // namespace
}  // namespace featurescope
