#include "ui/view_models/nice_scale.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace featurescope::ui;

namespace {

TEST(NiceScale, RoundsUpToOneTwoOrFive) {
    EXPECT_DOUBLE_EQ(niceCeiling(0.13), 0.2);
    EXPECT_DOUBLE_EQ(niceCeiling(5), 5);
    EXPECT_DOUBLE_EQ(niceCeiling(5.1), 10);
    EXPECT_DOUBLE_EQ(niceCeiling(0), 1);
    EXPECT_DOUBLE_EQ(niceCeiling(std::nan("")), 1);
}

TEST(NiceScale, NeverGivesMoreTicksThanAllowed) {
    for (double span = 1e-6; span < 1e9; span *= 1.7) {
        EXPECT_LE(span / niceInterval(span, 6), 6 + 1e-6) << span;
        EXPECT_GE(span / niceInterval(span, 6), 2) << span;
    }
}

TEST(NiceScale, TopOfAnAxisHoldsTheLargestValue) {
    EXPECT_DOUBLE_EQ(niceTop(0.69, 4), 0.8);
    EXPECT_DOUBLE_EQ(niceTop(0, 4), 1);
    for (double largest = 1e-6; largest < 1e9; largest *= 1.7) {
        EXPECT_GE(niceTop(largest, 4), largest * (1 - 1e-6));
        EXPECT_LE(niceTop(largest, 4), largest * 2.6);
    }
}

TEST(NiceScale, TicksOfTinyNumbersAreWrittenInUnitsOfAPowerOfTen) {
    EXPECT_EQ(tickExponent(0.006), -3);
    EXPECT_EQ(tickExponent(0.5), 0);
    EXPECT_EQ(tickExponent(20), 0);
    EXPECT_EQ(tickExponent(2e-7), -7);
    EXPECT_EQ(tickExponent(0), 0);
}

}  // namespace
