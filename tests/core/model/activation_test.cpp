#include "core/model/activation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/model/two_layer_network.h"

namespace featurescope {
namespace {

/// Every kind, at settings that are not its defaults where it has any.
template <typename Check>
void forEveryActivation(const Check& check) {
    for (const auto& row : NameTable<Activation>::kinds) {
        NetworkSettings settings;
        settings.activation = row.kind;
        settings.activationSlope = 0.25;
        settings.activationSmoothness = 0.7;
        settings.activationCurvature = 0.6;
        settings.surrogate = Surrogate::fourier;
        const ActivationFunction function = activationOf(settings);
        std::visit([&](const auto& phi) { check(row.name, phi); }, function);
    }
}

TEST(Activations, HaveDerivativesThatAreTheDifferencesOfValues) {
    forEveryActivation([](std::string_view name, const auto& phi) {
        if (name == "sign") return;  // its derivative is a surrogate
        constexpr double kDifference = 1e-6;
        for (double z = -3; z <= 3; z += 0.19) {
            const double slope =
                (phi.value(z + kDifference) - phi.value(z - kDifference)) / (2 * kDifference);
            EXPECT_NEAR(phi.derivative(z), slope, 1e-8) << name << " at " << z;
        }
    });
}

TEST(Activations, ArePiecewiseAsTheySay) {
    forEveryActivation([](std::string_view name, const auto& phi) {
        const std::optional<Piecewise> form = phi.piecewise();
        if (!form) return;
        for (const double z : {-2.5, -0.25, 0.0, 0.75, 3.0}) {
            EXPECT_DOUBLE_EQ(phi.value(z), form->linear * z + form->hinge * std::max(0.0, z)) << name;
            EXPECT_DOUBLE_EQ(phi.derivative(z), form->linear + (z > 0 ? form->hinge : 0)) << name;
            EXPECT_LE(std::abs(phi.derivative(z)), form->steepest()) << name;
        }
    });
}

TEST(SmoothLeakyRelu, MeetsItsStraightPiecesAndComesDownToTheKink) {
    const SmoothLeakyRelu phi{0.2, 4};
    const double shift = 0.8 / 16;
    EXPECT_DOUBLE_EQ(phi.value(0.25), 0.25 - shift);
    EXPECT_DOUBLE_EQ(phi.value(-0.25), -0.05 - shift);
    EXPECT_DOUBLE_EQ(phi.value(0.25 - 1e-12), 0.25 - shift - 1e-12);
    EXPECT_DOUBLE_EQ(phi.derivative(0.0), 0.6);
    const SmoothLeakyRelu sharp{0.2, 1e9};
    for (const double z : {-1.0, -0.01, 0.01, 1.0})
        EXPECT_NEAR(sharp.value(z), LeakyRelu{0.2}.value(z), 1e-9) << z;
}

TEST(SquareWave, IsApproachedInTheMeanAsTheCoefficientsSay) {
    // 1 - (8 / pi^2) sum 1 / (2 i + 1)^2 over a period (Parseval).
    const std::pair<std::int64_t, double> kExpected[] = {
        {1, 0.189}, {2, 0.099}, {3, 0.067}, {5, 0.040}, {10, 0.020}};
    constexpr double kFrequency = 0.5, kPeriod = 2 * std::numbers::pi / kFrequency;
    for (const auto& [terms, expected] : kExpected) {
        constexpr int kPoints = 20000;
        double sum = 0;
        for (int i = 0; i < kPoints; ++i) {
            const double z = kPeriod * (i + 0.5) / kPoints, wave = z < kPeriod / 2 ? 1 : -1;
            sum += std::pow(squareWaveSum(z, terms, kFrequency) - wave, 2);
        }
        EXPECT_NEAR(sum / kPoints, expected, 6e-4) << terms;
    }
}

TEST(SquareWave, HasTheSlopeThatItsCosinesAddUpTo) {
    for (const std::int64_t terms : {1, 2, 3, 10, 50}) {
        for (double z = -7; z <= 7; z += 0.13) {
            double sum = 0;
            for (std::int64_t i = 0; i < terms; ++i)
                sum += std::cos(static_cast<double>(2 * i + 1) * 0.5 * z);
            EXPECT_NEAR(squareWaveSlope(z, terms, 0.5), 2 / std::numbers::pi * sum, 1e-10) << z;
        }
        EXPECT_DOUBLE_EQ(squareWaveSlope(0, terms, 0.5), 2 / std::numbers::pi * static_cast<double>(terms));
    }
}

TEST(SignFunction, IsMinusOneAtZeroAndHasASurrogateUpToOne) {
    const SignFunction sign{Surrogate::straightThrough}, fourier{Surrogate::fourier, 3, 0.5};
    EXPECT_EQ(sign.value(0.0), -1);
    EXPECT_EQ(sign.value(1e-300), 1);
    for (const double z : {-1.0, 0.0, 1.0}) EXPECT_EQ(sign.derivative(z), 1);
    for (const double z : {-1.001, 1.001}) {
        EXPECT_EQ(sign.derivative(z), 0);
        EXPECT_EQ(fourier.derivative(z), 0);
    }
    EXPECT_DOUBLE_EQ(fourier.derivative(0.0), 6 / std::numbers::pi);
}

TEST(ReluForm, IsTheSameFunction) {
    const WeightMatrix<double> weights = WeightMatrix<double>::Random(5, 3);
    const Vector<double> a = Vector<double>::Random(5), x = Vector<double>::Random(3);
    for (const Piecewise& phi : {Piecewise{0, 1}, Piecewise{-1, 2}, Piecewise{0.25, 0.75}, Piecewise{1, 0}}) {
        const TwoLayerNetwork<double> form = reluForm(weights, a, phi);
        const Vector<double> z = weights * x;
        const double f = a.dot(phi.linear * z + phi.hinge * z.cwiseMax(0.0));
        EXPECT_NEAR(form.outputWeights.dot((form.weights * x).cwiseMax(0.0)), f, 1e-14);
    }
}

}  // namespace
}  // namespace featurescope
