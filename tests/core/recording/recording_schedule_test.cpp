#include "core/recording/recording_schedule.h"

#include <gtest/gtest.h>

#include <cmath>

namespace featurescope {
namespace {

TEST(RecordingSchedule, StartsWithEveryStepUpToTen) {
    for (std::int64_t step = 0; step < 10; ++step) EXPECT_EQ(nextLogarithmicStep(step), step + 1);
}

TEST(RecordingSchedule, KeepsAtLeastTwentyStepsPerDecadeWhereThereAreSoMany) {
    for (double decade = 10; decade < 1e12; decade *= 10) {
        int steps = 0;
        auto step = static_cast<std::int64_t>(decade);
        while (static_cast<double>(step) < 10 * decade) {
            const std::int64_t next = nextLogarithmicStep(step);
            ASSERT_GT(next, step);
            step = next;
            ++steps;
        }
        EXPECT_GE(steps, 20) << decade;
        EXPECT_LE(steps, 21) << decade;
    }
}

TEST(RecordingSchedule, DoesNotDependOnWhereItIsAskedFrom) {
    for (std::int64_t step = 11; step < 2000; ++step) {
        const std::int64_t next = nextLogarithmicStep(step);
        if (next > step + 1) {
            EXPECT_EQ(nextLogarithmicStep(step + 1), next);
        }
    }
}

}  // namespace
}  // namespace featurescope
