#include "core/model/activation.h"

#include <gtest/gtest.h>

#include <algorithm>

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
        const ActivationFunction function = activationOf(settings);
        std::visit([&](const auto& phi) { check(row.name, phi); }, function);
    }
}

TEST(Activations, HaveDerivativesThatAreTheDifferencesOfValues) {
    forEveryActivation([](std::string_view name, const auto& phi) {
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
