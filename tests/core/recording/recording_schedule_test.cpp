#include "core/recording/recording_schedule.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/base/errors.h"

namespace featurescope {
namespace {

std::vector<std::int64_t> stepsUpTo(std::int64_t last) {
    std::vector<std::int64_t> steps{0};
    for (std::int64_t step = nextLogarithmicStep(0); step <= last; step = nextLogarithmicStep(step)) {
        steps.push_back(step);
    }
    return steps;
}

TEST(RecordingSchedule, LogarithmicStartsDense) {
    EXPECT_EQ(stepsUpTo(12), (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
}

TEST(RecordingSchedule, LogarithmicHasTwentyStepsInEveryDecade) {
    const std::vector<std::int64_t> steps = stepsUpTo(100000000);
    for (std::size_t i = 10; i + 20 < steps.size(); ++i) {
        EXPECT_LE(steps[i + 20], 10 * steps[i]) << "after step " << steps[i];
        EXPECT_LT(steps[i], steps[i + 1]);
    }
    EXPECT_LT(steps.size(), 250U);
}

TEST(RecordingSchedule, AnswersForStepsBetween) {
    const std::vector<std::int64_t> steps = stepsUpTo(5000);
    for (std::size_t i = 1; i < steps.size(); ++i) {
        for (std::int64_t step = steps[i - 1]; step < steps[i]; ++step)
            ASSERT_EQ(nextLogarithmicStep(step), steps[i]);
    }
}

TEST(RecordingSchedule, HasSingleStepsBesideAnyOther) {
    const auto stepsOf = [](const RecordingSchedule& schedule) {
        std::vector<std::int64_t> steps{0};
        for (std::int64_t step = schedule.next(0); step <= 60; step = schedule.next(step))
            steps.push_back(step);
        return steps;
    };
    EXPECT_EQ(stepsOf(RecordingSchedule::every(20).with({50, 7, 40})),
              (std::vector<std::int64_t>{0, 7, 20, 40, 50, 60}));
    EXPECT_EQ(stepsOf(RecordingSchedule::endsOnly()), (std::vector<std::int64_t>{0}));
    EXPECT_EQ(stepsOf(RecordingSchedule::endsOnly().with({50})), (std::vector<std::int64_t>{0, 50}));
    EXPECT_TRUE(RecordingSchedule{}.with({50}).contains(50));
    EXPECT_FALSE(RecordingSchedule{}.contains(50));
    for (const char* text : {"log", "last", "25", "log,50,200", "last,3", "10,11"})
        EXPECT_EQ(RecordingSchedule::fromText(text, "t").text(), text);
    for (const char* text : {"", "0", "log,", "log,-1", ",3", "first", "3,x"})
        EXPECT_THROW(RecordingSchedule::fromText(text, "t"), InputError) << text;
}

}  // namespace
}  // namespace featurescope
