#include "ui/look/colour_map.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace featurescope::ui;

namespace {

/// Relative luminance as the eye weighs it (sRGB).
double luminance(const QColor& color) {
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double one = luminance(a), other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

TEST(Cividis, IsThePublishedMap) {
    // Ends and middle of the map as published, within what the fit allows.
    const auto expectNear = [](double share, int red, int green, int blue) {
        const QColor color = cividis(share);
        EXPECT_NEAR(color.red(), red, 6) << share;
        EXPECT_NEAR(color.green(), green, 6) << share;
        EXPECT_NEAR(color.blue(), blue, 15) << share;
    };
    expectNear(0, 0, 34, 78);
    expectNear(0.5, 124, 123, 120);
    expectNear(1, 254, 232, 56);
}

TEST(Cividis, GrowsEvenlyInLightness) {
    // CIE L*, as prints without colour and every kind of colour vision see it.
    const auto lightness = [](double share) { return 116 * std::cbrt(luminance(cividis(share))) - 16; };
    for (int i = 0; i < 20; ++i) {
        const double step = lightness((i + 1) / 20.0) - lightness(i / 20.0);
        EXPECT_GT(step, 2) << i;
        EXPECT_LT(step, 6) << i;
    }
}

TEST(Cividis, IsWrittenOnWithWhatStandsOut) {
    for (int i = 0; i <= 20; ++i) EXPECT_GT(contrast(cividis(i / 20.0), strongOn(i / 20.0)), 3.5) << i;
}

}  // namespace
