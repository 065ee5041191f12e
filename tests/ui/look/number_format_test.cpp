#include "ui/look/number_format.h"

#include <gtest/gtest.h>

#include <limits>

using namespace featurescope::ui;

namespace {

TEST(NumberFormat, KeepsSignificantDigits) {
    EXPECT_EQ(numberLabel(0.4051), QStringLiteral("0.405"));
    EXPECT_EQ(numberLabel(12.345), QStringLiteral("12.3"));
    EXPECT_EQ(numberLabel(0.99996), QStringLiteral("1.00"));
    EXPECT_EQ(numberLabel(0), QStringLiteral("0"));
}

TEST(NumberFormat, WritesATrueMinusSign) {
    EXPECT_EQ(numberLabel(-1.5, 2), QStringLiteral("−1.5"));
    EXPECT_EQ(tickLabel(-0.5, 0.5), QStringLiteral("−0.5"));
    EXPECT_EQ(countLabel(-7), QStringLiteral("−7"));
}

TEST(NumberFormat, WritesVerySmallAndLargeNumbersAsPowersOfTen) {
    EXPECT_EQ(numberLabel(1.25e-7), QStringLiteral("1.25 × 10⁻⁷"));
    EXPECT_EQ(numberLabel(-3e12), QStringLiteral("−3.00 × 10¹²"));
}

TEST(NumberFormat, GroupsDigitsWithThinSpaces) {
    EXPECT_EQ(countLabel(9999), QStringLiteral("9999"));
    EXPECT_EQ(countLabel(1234567), QStringLiteral("1\u2009234\u2009567"));
}

TEST(NumberFormat, ShowsUndefinedValuesAsADash) {
    EXPECT_EQ(numberLabel(std::numeric_limits<double>::quiet_NaN()), QStringLiteral("–"));
    EXPECT_EQ(percentLabel(std::numeric_limits<double>::quiet_NaN()), QStringLiteral("–"));
    EXPECT_EQ(numberLabel(-std::numeric_limits<double>::infinity()), QStringLiteral("−∞"));
}

TEST(NumberFormat, TickLabelsHaveJustEnoughDecimals) {
    EXPECT_EQ(tickLabel(0.6000000001, 0.2), QStringLiteral("0.6"));
    EXPECT_EQ(tickLabel(0.25, 0.05), QStringLiteral("0.25"));
    EXPECT_EQ(tickLabel(0.75, 0.25), QStringLiteral("0.75"));
    EXPECT_EQ(tickLabel(7.5, 2.5), QStringLiteral("7.5"));
    EXPECT_EQ(tickLabel(0.1, 1.0 / 3), QStringLiteral("0.1"));
    EXPECT_EQ(tickLabel(100, 20), QStringLiteral("100"));
    EXPECT_EQ(tickLabel(-1e-17, 0.5), QStringLiteral("0.0"));
    EXPECT_EQ(percentTickLabel(0.25), QStringLiteral("25\u2009%"));
}

TEST(NumberFormat, EditableNumbersReadBackExactly) {
    for (const double value : {6.25e-05, 0.1, 1.0 / 3, 1e300})
        EXPECT_EQ(editableNumber(value).toDouble(), value);
}

}  // namespace
