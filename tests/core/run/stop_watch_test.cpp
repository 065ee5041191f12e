#include "core/run/stop_watch.h"

#include <gtest/gtest.h>

namespace featurescope {
namespace {

TEST(StopWatch, WithoutARuleNothingStops) {
    StopWatch watch;
    watch.start(0);
    EXPECT_FALSE(watch.isDue(1));
    EXPECT_FALSE(watch.reached(0));
}

TEST(StopWatch, StopsWhenTheRuleBecomesTrue) {
    StopWatch watch;
    watch.set(StopRule{.quantity = StopQuantity::testError, .isAtMost = true, .value = 0.05});
    watch.start(0.5);
    EXPECT_FALSE(watch.reached(0.06));
    EXPECT_TRUE(watch.reached(0.05));
    EXPECT_EQ(watch.reason(12), "Paused at step 12: test_error is at most 0.05.");
}

TEST(StopWatch, WhatIsTrueAlreadyMustFirstBecomeFalse) {
    StopWatch watch;
    watch.set(StopRule{.quantity = StopQuantity::alignment, .value = 0.5});
    watch.start(0.7);
    EXPECT_FALSE(watch.reached(0.8));
    EXPECT_FALSE(watch.reached(0.4));
    EXPECT_TRUE(watch.reached(0.5));
}

TEST(StopWatch, LooksAtTheSameStepsInEveryRunAndAtLeastOnceInHalfAPercent) {
    StopWatch watch;
    watch.set(StopRule{.quantity = StopQuantity::trainError, .isAtMost = true});
    std::int64_t last = 0;
    for (std::int64_t step = 1; step <= 200000; ++step) {
        if (!watch.isDue(step)) continue;
        EXPECT_LE(step - last, std::max<std::int64_t>(1, step / 200)) << step;
        last = step;
    }
    watch.set(StopRule{.quantity = StopQuantity::step, .value = 100001});
    EXPECT_TRUE(watch.isDue(100001));
}

}  // namespace
}  // namespace featurescope
