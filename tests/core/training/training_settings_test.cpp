#include "core/training/training_settings.h"

#include <gtest/gtest.h>

#include <cmath>

namespace featurescope {
namespace {

TrainingSettings changedTwice(StepSchedule schedule) {
    TrainingSettings training;
    training.stepSize = 0.5;
    training.stepSizeChanges = {{3, 0.25}, {40, 2.0}};
    training.stepSchedule = schedule;
    return training;
}

TEST(StepSize, IsThatOfTheLastChangeBefore) {
    const TrainingSettings training = changedTwice(StepSchedule::constant);
    for (std::int64_t step = 0; step < 50; ++step) {
        const double expected = step < 3 ? 0.5 : step < 40 ? 0.25 : 2.0;
        EXPECT_EQ(stepSizeAt(training, step), expected) << step;
    }
}

TEST(StepSize, OfAScheduleIsTheOneInForceDivided) {
    const TrainingSettings training = changedTwice(StepSchedule::inverseSqrt);
    for (std::int64_t step = 0; step < 50; ++step) {
        const double inForce = step < 3 ? 0.5 : step < 40 ? 0.25 : 2.0;
        EXPECT_EQ(stepSizeInForce(training, step), inForce) << step;
        EXPECT_DOUBLE_EQ(stepSizeAt(training, step), inForce / std::sqrt(static_cast<double>(step + 2)))
            << step;
    }
}

TEST(StepSize, ThatIsChangedIsTheOneInForceFromThenOn) {
    TrainingSettings training = changedTwice(StepSchedule::inverseSqrt);
    changeStepSizeFrom(training, 10, 0.75);
    EXPECT_EQ(training.stepSizeChanges, (std::vector<StepSizeChange>{{3, 0.25}, {10, 0.75}}));
    changeStepSizeFrom(training, 12, 0.75);
    EXPECT_EQ(training.stepSizeChanges.size(), 2U) << "nothing changes";
}

}  // namespace
}  // namespace featurescope
