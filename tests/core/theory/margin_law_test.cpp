#include "core/theory/margin_law.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/theory/xor_setting.h"
#include "tests/core/theory/naive_simulation.h"

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

// The law for P2 and P9, within the reference's tolerances, against the margin on fresh samples.
TEST(MarginLaw, ForetellsTheMeanMarginOfTrainedNetworks) {
    struct Case {
        XorSetting setting;
        int firstStep;
        double tolerance;
    };
    for (const Case& c : {Case{naive::settingP2(), 100, 0.05}, Case{naive::settingP9(), 200, 0.10}}) {
        std::mt19937_64 bits(1);
        const SampleSet<double> train = naive::drawClusters(c.setting, 1000, bits);
        const SampleSet<double> test = naive::drawClusters(c.setting, 4000, bits);
        TwoLayerNetwork<double> network = naive::drawNetwork(c.setting, bits);
        for (int t = 1; t <= 400; ++t) {
            naive::step(network, train, c.setting.stepSize);
            if (t % 100 != 0 || t < c.firstStep) continue;
            const double law = marginAt(c.setting.stepSize * t, c.setting.sigma, c.setting.labelNoise);
            EXPECT_NEAR(naive::meanCleanMargin(network, test) / law, 1, c.tolerance)
                << "d = " << c.setting.dimension << ", t = " << t;
        }
    }
}

}  // namespace
}  // namespace featurescope
