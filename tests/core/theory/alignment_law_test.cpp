#include "core/theory/alignment_law.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/theory/start_alignment_law.h"
#include "tests/core/theory/naive_simulation.h"

namespace featurescope {
namespace {

TEST(AlignmentLaw, StartsAtTheStartLawAndEndsAtOne) {
    for (const int d : {2, 3, 20, 10000}) {
        EXPECT_NEAR(meanOwnAlignment(d, 0), meanStartCosine(d), 1e-6 * meanStartCosine(d)) << d;
        EXPECT_NEAR(meanOwnAlignment(d, 1e9), 1, 1e-8);
        EXPECT_EQ(meanOwnAlignment(d, INFINITY), 1);
    }
}

TEST(AlignmentLaw, IsTheMeanOverDrawnNeurons) {
    std::mt19937_64 bits(4);
    constexpr int kDraws = 40000;
    for (const double s : {0.2, 1.0, 4.0}) {
        double sum = 0;
        for (int i = 0; i < kDraws; ++i) {
            double own = std::abs(naive::normal(bits)), squares = own * own;
            for (int k = 1; k < 10; ++k) squares += std::pow(naive::normal(bits), 2);
            own /= std::sqrt(squares);
            sum += (own + s) / std::sqrt(1 + 2 * own * s + s * s);
        }
        EXPECT_NEAR(meanOwnAlignment(10, s), sum / kDraws, 5 * 0.25 / std::sqrt(kDraws));
    }
}

TEST(AlignmentLaw, ForetellsMeanAlignmentFromTheMargin) {
    // Five sizes of the start, from rich to lazy; the reference allows 0.045 over seeds of its own.
    for (const double norm : {0.1, 0.8, 3.0, 10.0, 30.0}) {
        const XorSetting setting = naive::setting(50, 1000, 100, 0.15, norm);
        XorSetting symmetric = setting;
        symmetric.start = Start::symmetric;
        std::mt19937_64 bits(2);
        const SampleSet<double> train = naive::drawClusters(symmetric, 1000, bits);
        const SampleSet<double> test = naive::drawClusters(symmetric, 2000, bits);
        TwoLayerNetwork<double> network = naive::drawNetwork(symmetric, bits);
        for (int t = 1; t <= 100; ++t) {
            naive::step(network, train, symmetric.stepSize);
            if (t != 20 && t != 100) continue;
            const double s = amplification(symmetric, naive::meanCleanMargin(network, test));
            EXPECT_NEAR(naive::mean(naive::ownAlignments(network)), meanOwnAlignment(50, s), 0.06)
                << "start norm " << norm << ", t = " << t;
        }
    }
}

TEST(AmplificationTime, IsAboutFiftyStepsForTheSlowMotionSetting) {
    EXPECT_NEAR(amplificationTime(naive::settingP2()), 52, 0.5);
    EXPECT_TRUE(std::isinf(amplificationTime({.labelNoise = 0.5})));
}

TEST(NoiseLimitedAlignment, HasTheMeasuredPeaks) {
    EXPECT_NEAR(noiseLimitedAlignment(naive::settingP2()), 0.991, 5e-4);
    EXPECT_NEAR(noiseLimitedAlignment(naive::setting(20, 500, 100, 0.25, 0.8)), 0.982, 5e-4);
    EXPECT_EQ(noiseLimitedAlignment({.dimension = 2}), 1);
}

TEST(CrossoverStartNorm, IsAboutSevenAtTheUsualLabelNoise) {
    EXPECT_NEAR(crossoverStartNorm({.sigma = 0, .labelNoise = 0.15}), 6.94, 0.01);
    XorSetting setting = naive::settingP2();
    setting.initScale = crossoverStartNorm(setting) / std::sqrt(50.0 * 100.0);
    EXPECT_NEAR(amplification(setting, std::log(0.85 / 0.15)), 1, 1e-12);
}

}  // namespace
}  // namespace featurescope
