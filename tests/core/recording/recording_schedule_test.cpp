#include "core/recording/recording_schedule.h"

#include <gtest/gtest.h>

#include <vector>

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

}  // namespace
}  // namespace featurescope
