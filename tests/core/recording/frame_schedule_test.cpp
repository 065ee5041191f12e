#include "core/recording/frame_schedule.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "core/base/errors.h"

namespace featurescope {
namespace {

using Steps = std::vector<std::int64_t>;

TEST(FrameSchedule, LinearFramesAreEvenlySpaced) {
    EXPECT_EQ(frameSteps(FrameSpacing::linear, 0, 100, 5), (Steps{0, 25, 50, 75, 100}));
    EXPECT_EQ(frameSteps(FrameSpacing::linear, 7, 9, 50), (Steps{7, 8, 9}));
    EXPECT_EQ(frameSteps(FrameSpacing::linear, 7, 7, 50), (Steps{7}));
    EXPECT_EQ(frameSteps(FrameSpacing::linear, 3, 9, 1), (Steps{3}));
}

TEST(FrameSchedule, LogarithmicFramesShowEveryEarlyStepAndThenGrowByAFactor) {
    const Steps steps = frameSteps(FrameSpacing::logarithmic, 0, 10000, 60);
    ASSERT_EQ(steps.size(), 60U);
    EXPECT_EQ(steps.front(), 0);
    EXPECT_EQ(steps[1], 1);
    EXPECT_EQ(steps[2], 2);
    EXPECT_EQ(steps.back(), 10000);
    EXPECT_EQ(std::ranges::adjacent_find(steps, std::greater_equal<>()), steps.end());
    // The last factors are those of an exact geometric series, 10001^(1/59).
    EXPECT_NEAR(static_cast<double>(steps[59]) / static_cast<double>(steps[58]), 1.169, 0.002);
}

TEST(FrameSchedule, EveryScheduleIncreasesAndEndsWhereItShould) {
    for (const FrameSpacing spacing : {FrameSpacing::linear, FrameSpacing::logarithmic}) {
        for (const std::int64_t last : {0, 1, 5, 37, 1000}) {
            for (const std::int64_t count : {1, 2, 3, 20, 38, 200}) {
                const Steps steps = frameSteps(spacing, 0, last, count);
                EXPECT_EQ(steps.size(), static_cast<std::size_t>(std::min(count, last + 1)));
                EXPECT_EQ(std::ranges::adjacent_find(steps, std::greater_equal<>()), steps.end());
                EXPECT_EQ(steps.front(), 0);
                EXPECT_EQ(steps.back(), count > 1 ? last : 0);
            }
        }
    }
}

TEST(FrameSchedule, ReadsWhatTheCommandLineGives) {
    EXPECT_EQ(frameStepsFrom("linear:0:10:3", "--frames"), (Steps{0, 5, 10}));
    EXPECT_EQ(frameStepsFrom("log:0:3:4", "--frames"), (Steps{0, 1, 2, 3}));
    EXPECT_EQ(frameStepsFrom("0,1,2,500", "--frames"), (Steps{0, 1, 2, 500}));
    EXPECT_EQ(frameStepsFrom("12", "--frames"), (Steps{12}));
}

TEST(FrameSchedule, SaysWhatIsAllowed) {
    for (const char* text : {"", "x", "linear", "linear:0:10", "linear:10:0:3", "log:0:10:0", "3,2", "1,1",
                             "-1", "0,1,", "linear:0:10:100001", "0:10:3", "1e300"}) {
        try {
            frameStepsFrom(text, "--frames");
            ADD_FAILURE() << text;
        } catch (const InputError& error) {
            EXPECT_TRUE(std::string(error.what()).starts_with("--frames is \"")) << error.what();
        }
    }
}

}  // namespace
}  // namespace featurescope
