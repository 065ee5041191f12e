#include "core/theory/assumptions.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/theory/naive_simulation.h"

namespace featurescope {
namespace {

XorSetting settingP3b() {
    XorSetting setting = naive::setting(400, 1000, 100, 0.0125, 0.0625);
    setting.stepSize = 0.5;
    return setting;
}

TEST(Assumptions, TheCompliantSettingAllowsFour) {
    const AssumptionCheck check = checkAssumptions(settingP3b(), 0.1);
    EXPECT_NEAR(check.largestC(), 4, 1e-9);
    EXPECT_NEAR(check.smallestC(), 1, 1e-9);
    EXPECT_TRUE(check.compatible());
    EXPECT_NEAR(check.rows[1].largestC, 4, 1e-9);
    EXPECT_NEAR(check.rows[5].largestC, 4, 1e-9);
    EXPECT_NEAR(check.rows[6].largestC, 4, 1e-9);
}

// Each largest C turns the inequality it came from into an equality.
TEST(Assumptions, LargestConstantsAreWhereTheInequalitiesBreak) {
    const XorSetting s = naive::settingP2();
    const double delta = 0.05, d = 50, n = 1000, m = 100;
    const AssumptionCheck check = checkAssumptions(s, delta);
    const double logN = std::log(n / delta), logM = std::log(m / delta);
    EXPECT_NEAR(check.rows[0].largestC * std::max(logN * logN, logM), d, 1e-9);
    EXPECT_NEAR(1 / (std::pow(check.rows[1].largestC, 2) * d), s.sigma * s.sigma, 1e-12);
    EXPECT_NEAR(check.rows[2].largestC * logM, n, 1e-9);
    EXPECT_NEAR(1 / check.rows[3].largestC, s.labelNoise, 1e-12);
    EXPECT_NEAR(check.rows[4].largestC * std::log(1 / delta), m, 1e-9);
    EXPECT_NEAR(1 / (std::pow(check.rows[5].largestC, 4) * m * d), s.initScale * s.initScale, 1e-15);
    EXPECT_NEAR(1 / std::sqrt(check.rows[6].largestC), s.stepSize, 1e-12);
    EXPECT_NEAR(1 / (2 * std::sqrt(check.rows[6].smallestC)), s.stepSize, 1e-12);
    for (const Assumption& row : check.rows) EXPECT_GE(row.largestC, check.largestC()) << row.name;
}

TEST(Assumptions, FigureOneIsOutsideThem) {
    XorSetting figure = naive::setting(2, 5000, 500, std::sqrt(0.02), 0.25);
    figure.stepSize = 0.05;
    const AssumptionCheck check = checkAssumptions(figure, 0.1);
    EXPECT_EQ(check.rows[check.binding].name, "(A1)");
    EXPECT_FALSE(check.compatible());
}

TEST(Assumptions, AbsentNoiseNeverBinds) {
    const AssumptionCheck check = checkAssumptions({.sigma = 0, .labelNoise = 0}, 0.1);
    EXPECT_TRUE(std::isinf(check.rows[1].largestC));
    EXPECT_TRUE(std::isinf(check.rows[3].largestC));
    EXPECT_EQ(checkAssumptions({.initScale = 0}, 0.1).rows[5].largestC, 0)
        << "(A6) asks for a start off zero";
}

}  // namespace
}  // namespace featurescope
