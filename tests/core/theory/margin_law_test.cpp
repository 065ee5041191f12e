#include "core/theory/margin_law.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "core/theory/xor_setting.h"
#include "tests/core/theory/naive_simulation.h"
#include "tests/core/theory/real_run.h"

namespace featurescope {
namespace {

TEST(MarginLaw, SolvesItsDifferentialEquation) {
    for (const double eta : {0.0, 0.01, 0.15, 0.4, 0.8}) {
        const double sigma = 0.2, c = signalFactor(sigma);
        double nu = 0, tau = 0;
        const double h = 0.01;
        const auto slope = [&](double margin) { return c * c / 16 * (1 / (1 + std::exp(margin)) - eta); };
        for (int i = 0; i < 40000; ++i) {
            if (i % 4000 == 0) {
                EXPECT_NEAR(marginAt(tau, sigma, eta), nu, 1e-7) << eta << " " << tau;
            }
            const double k1 = slope(nu), k2 = slope(nu + h / 2 * k1), k3 = slope(nu + h / 2 * k2);
            nu += h / 6 * (k1 + 2 * k2 + 2 * k3 + slope(nu + h * k3));
            tau += h;
        }
    }
}

TEST(MarginLaw, SaturatesAtTheLogitOfTheLabelNoise) {
    EXPECT_NEAR(marginCeiling(0.15), 1.735, 5e-4);
    EXPECT_NEAR(marginAt(1e6, 0.15, 0.15), marginCeiling(0.15), 1e-9);
    EXPECT_LE(marginAt(1e300, 0.15, 0.15), marginCeiling(0.15));
    EXPECT_EQ(marginAt(100, 0.15, 0.5), 0);
    EXPECT_TRUE(std::isfinite(marginAt(1e12, 0.15, 0)));
    EXPECT_TRUE(std::isinf(timeToMargin(1.8, 0.15, 0.15)));
}

TEST(MarginLaw, TimeToMarginInvertsIt) {
    for (const double eta : {0.0, 1e-9, 0.15, 0.49, 0.7}) {
        for (const double tau : {1e-6, 0.1, 3.0, 50.0, 300.0}) {
            EXPECT_NEAR(timeToMargin(marginAt(tau, 0.25, eta), 0.25, eta) / tau, 1, 1e-8)
                << eta << " " << tau;
        }
    }
}

TEST(MarginLaw, GivesNothingWhenTheClustersAreTooWide) {
    EXPECT_EQ(marginAt(100, 1.3, 0.15), 0);
    EXPECT_TRUE(std::isinf(timeToMargin(0.1, 1.3, 0.15)));
}

// Slow motion (P2) and the first screen (P9): within 5 % from step 100 and within 10 % from step 200, in the
// mean over seeds and against the margin of test samples.
TEST(MarginLaw, ForetellsTheMeanMarginOfRuns) {
    struct Case {
        XorSetting setting;
        int firstStep;
        double tolerance;
    };
    constexpr int kSeeds = 4;
    for (const Case& c : {Case{naive::settingP2(), 100, 0.05}, Case{naive::settingP9(), 200, 0.10}}) {
        std::array<double, 5> margins{};
        for (int seed = 1; seed <= kSeeds; ++seed) {
            const auto run = runOf(c.setting, seed);
            while (run->step() < 400) {
                run->advance();
                if (run->step() % 100 != 0) continue;
                const double margin = run->measure(MeasureDepth::everything)[Observable::testMarginCleanMean];
                margins[static_cast<std::size_t>(run->step() / 100)] += margin / kSeeds;
            }
        }
        for (int t = c.firstStep; t <= 400; t += 100) {
            const double law = marginAt(c.setting.stepSize * t, c.setting.sigma, c.setting.labelNoise);
            EXPECT_NEAR(margins[static_cast<std::size_t>(t / 100)] / law, 1, c.tolerance)
                << "d = " << c.setting.dimension << ", t = " << t;
        }
    }
}

}  // namespace
}  // namespace featurescope
