#include "ui/view_models/time_scale.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace featurescope::ui;

namespace {

TEST(TimeScale, EveryStepComesBackFromItsPosition) {
    for (const bool logarithmic : {false, true}) {
        const TimeScale scale{.last = 4000, .logarithmic = logarithmic};
        for (std::int64_t step = 0; step <= scale.last; ++step)
            ASSERT_EQ(scale.step(scale.position(step)), step) << logarithmic;
    }
}

TEST(TimeScale, ReachesBothEndsAndStaysInside) {
    for (const bool logarithmic : {false, true}) {
        const TimeScale scale{.last = 10'000'000, .logarithmic = logarithmic};
        EXPECT_EQ(scale.position(0), 0);
        EXPECT_EQ(scale.position(scale.last), 1);
        EXPECT_EQ(scale.position(scale.last + 5), 1);
        EXPECT_EQ(scale.step(-0.5), 0);
        EXPECT_EQ(scale.step(1.5), scale.last);
    }
}

TEST(TimeScale, LogarithmicTimeGivesEachDecadeTheSameRoom) {
    const TimeScale scale{.last = 99999, .logarithmic = true};
    for (const std::int64_t step : {9, 99, 999, 9999})
        EXPECT_NEAR(scale.position(step * 10 + 9) - scale.position(step), 0.2, 1e-12);
}

TEST(TimeScale, TicksBeginAtZeroIncreaseAndAreNoMoreThanAsked) {
    for (const bool logarithmic : {false, true}) {
        for (const std::int64_t last : {1, 2, 7, 10, 400, 3000, 10'000'000}) {
            const auto ticks = TimeScale{.last = last, .logarithmic = logarithmic}.ticks(12);
            EXPECT_EQ(ticks.front(), 0);
            EXPECT_LE(ticks.back(), last);
            EXPECT_LE(ticks.size(), 12U) << last;
            EXPECT_GE(ticks.size(), 2U) << last;
            EXPECT_TRUE(std::is_sorted(ticks.begin(), ticks.end()));
        }
    }
}

}  // namespace
