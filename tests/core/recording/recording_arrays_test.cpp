#include "core/recording/recording_arrays.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/errors.h"

namespace featurescope {
namespace {

const TimelineNames kNames{"run/steps", "run/columns", "run/values"};

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

TimelineView readRows(const std::vector<NpzEntry>& entries) {
    return timelineFrom(NpzArrays(entries, "file"), kNames);
}

decltype(Checkpoint::arrays) readState(const std::vector<NpzEntry>& entries) {
    return stateFrom(NpzArrays(entries, "file"), "state_", {"Z", "C"});
}

TEST(RecordingArrays, RowsComeBackExactlyAndWhatIsUndefinedStaysSo) {
    const TimelineView before = someRows().view();
    const TimelineView after = readRows(timelineArrays(before, kNames));
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
    EXPECT_EQ(readState(stateArrays(someState<float>(), "state_")), someState<float>().arrays);
    EXPECT_EQ(readState(stateArrays(someState<double>(), "state_")), someState<double>().arrays);
}

TEST(RecordingArrays, AnUnknownColumnIsLeftOutAndAMissingOneIsNotDefined) {
    const TimelineView view = readRows({{kNames.steps, {{2}, std::vector<std::int64_t>{0, 5}}},
                                        {kNames.columns, textArray("train_loss,from_the_future")},
                                        {kNames.values, {{2, 2}, std::vector<double>{1, 2, 3, 4}}}});
    ASSERT_EQ(view.size(), 2U);
    EXPECT_EQ(view[1].values[Observable::trainLoss], 3);
    EXPECT_TRUE(std::isnan(view[1].values[Observable::trainError]));
}

TEST(RecordingArrays, RowsThatDoNotFitTogetherAreRefused) {
    const std::vector<NpzEntry> good = timelineArrays(someRows().view(), kNames);
    const auto withStep = [&](std::size_t row, std::int64_t step) {
        std::vector<NpzEntry> arrays = good;
        std::get<std::vector<std::int64_t>>(arrays[0].array.values)[row] = step;
        return arrays;
    };
    const std::size_t last = good[0].array.shape[0] - 1;
    EXPECT_NO_THROW(readRows(withStep(last, (std::int64_t{1} << 53) - 1)));
    EXPECT_THROW(readRows(withStep(3, 1)), InputError);
    EXPECT_THROW(readRows(withStep(0, -5)), InputError);
    EXPECT_THROW(readRows(withStep(last, std::int64_t{1} << 53)), InputError)
        << "no schedule goes on from so large a step";
    EXPECT_THROW(readRows(withStep(last, 9200000000000000000)), InputError);
    std::vector<NpzEntry> arrays = good;
    arrays[2].array.shape[0] -= 1;
    EXPECT_THROW(readRows(arrays), InputError);
    arrays = good;
    arrays.erase(arrays.begin());
    EXPECT_THROW(readRows(arrays), InputError);
}

TEST(RecordingArrays, AStateThatDoesNotFitTogetherIsRefused) {
    const std::vector<NpzEntry> good = stateArrays(someState<float>(), "state_");
    std::vector<NpzEntry> arrays = good;
    arrays.back().array.values = std::vector<double>(6, 0.0);
    EXPECT_THROW(readState(arrays), InputError) << "one array in another precision";
    arrays = good;
    arrays.back().array.shape = {6};
    EXPECT_THROW(readState(arrays), InputError);
    arrays.pop_back();
    EXPECT_THROW(readState(arrays), InputError);
}

}  // namespace
}  // namespace featurescope
