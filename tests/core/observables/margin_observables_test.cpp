#include "core/observables/margin_observables.h"

#include <gtest/gtest.h>

#include <cmath>

namespace featurescope {
namespace {

const std::vector<std::int8_t> kLabels{1, -1, 1};
const NeuronTable kNeurons{.outputWeight = {0.5, -1}, .norm = {3, 4}};

Probe probeOf(const std::vector<double>& outputs) {
    return {.train = {outputs, kLabels, kLabels}, .test = {}, .neurons = kNeurons};
}

TEST(MarginObservables, RatioIsLargestOverSmallestWhereAllArePositive) {
    const std::vector<double> fitted{2, -0.5, 1}, oneWrong{2, 0.5, 1}, oneZero{2, 0, 1};
    EXPECT_EQ(marginRatio(probeOf(fitted)), 4);
    EXPECT_TRUE(std::isnan(marginRatio(probeOf(oneWrong))));
    EXPECT_TRUE(std::isnan(marginRatio(probeOf(oneZero))));
    EXPECT_TRUE(std::isnan(marginRatio(probeOf({}))));
    Probe real = probeOf(fitted);
    real.train.areReal = true;
    EXPECT_TRUE(std::isnan(marginRatio(real)));
    EXPECT_TRUE(std::isnan(normalisedMargin(real)));
}

TEST(MarginObservables, NormalisedMarginDividesByWhatIsTrained) {
    const std::vector<double> outputs{2, 0.5, 1};
    Probe probe = probeOf(outputs);
    EXPECT_NEAR(normalisedMargin(probe), -0.5 / 5, 1e-15) << "||W|| of norms 3 and 4";
    probe.trainsBothLayers = true;
    EXPECT_NEAR(normalisedMargin(probe), -0.5 / ((9 + 0.25 + 16 + 1) / 2), 1e-15);
    probe.outputFactor = 0.1;  // a without the factor is ten times as large
    EXPECT_NEAR(normalisedMargin(probe), -0.5 / ((9 + 25 + 16 + 100) / 2.0), 1e-15);
}

TEST(MarginObservables, TheLinearRuleAgreesAndSharesAsItsOutputsSay) {
    const std::vector<double> outputs{2, -1, 0.5, 3};
    Probe probe{.train = {}, .test = {outputs, {}, {}}, .neurons = kNeurons, .oddSlope = 0.5};
    EXPECT_TRUE(std::isnan(linearAgreement(probe)));
    EXPECT_TRUE(std::isnan(linearShare(probe)));
    probe.costly.linearTestOutputs = std::vector<double>{1, 1, 0, 4};
    EXPECT_EQ(linearAgreement(probe), 0.5) << "0 predicts -1";
    EXPECT_NEAR(linearShare(probe), 0.25 * (1 + 1 + 0 + 16) / (4 + 1 + 0.25 + 9), 1e-15);
    probe.oddSlope = std::nullopt;
    EXPECT_TRUE(std::isnan(linearShare(probe)));
    EXPECT_EQ(linearAgreement(probe), 0.5);
}

TEST(MarginObservables, OwnPatternCountsPairsOneByOne) {
    WeightMatrix<double> w(3, 2);
    w << 1, 0, -1, 1, 2, 2;
    Vector<double> a(3);
    a << 1, -1, 0;
    Matrix<double> x(2, 3);
    x << 1, -1, 0, 0, 1, -2;
    // z of neuron 0: 1, -1, 0 with a y = 1, -1, 1: right, right, wrong. Of neuron 1: -1, 2, -2 with a y = -1,
    // 1, -1: all right. Neuron 2 has no output.
    EXPECT_NEAR(ownPatternShare(w, a, x, kLabels), 5.0 / 6, 1e-15);
    EXPECT_NEAR(ownPatternShare<float>(w.cast<float>(), a.cast<float>(), x.cast<float>(), kLabels), 5.0 / 6,
                1e-15);
    EXPECT_TRUE(std::isnan(ownPatternShare<double>(w, Vector<double>::Zero(3), x, kLabels)));
}

}  // namespace
}  // namespace featurescope
