#include "core/theory/learning_clock.h"

#include <gtest/gtest.h>

namespace featurescope {
namespace {

/// A step size that changes at every second step, up to the step 2000.
TrainingSettings restless(StepSchedule schedule) {
    TrainingSettings training;
    training.stepSize = 0.5;
    training.stepSchedule = schedule;
    for (std::int64_t step = 2; step <= 2000; step += 2)
        training.stepSizeChanges.push_back({step, 0.1 + static_cast<double>(step % 7)});
    return training;
}

TEST(LearningClock, ShowsTheSumOfTheStepSizesUsed) {
    for (const auto& row : NameTable<StepSchedule>::kinds) {
        const TrainingSettings training = restless(row.kind);
        const LearningClock clock(training);
        double sum = 0;
        for (std::int64_t step = 0; step < 3000; ++step) {
            ASSERT_NEAR(clock.at(step), sum, 1e-9) << row.name << " at " << step;
            sum += stepSizeAt(training, step);
        }
    }
}

TEST(LearningClock, OfAChangeAtTheFirstStepKnowsTheChangedOne) {
    TrainingSettings training;
    training.stepSizeChanges = {{0, 0.7}};
    EXPECT_EQ(LearningClock(training).at(0), 0);
    EXPECT_DOUBLE_EQ(LearningClock(training).at(10), 7);
}

}  // namespace
}  // namespace featurescope
