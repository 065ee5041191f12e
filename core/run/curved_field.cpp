#include "core/run/curved_field.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/cancel.h"
#include "core/theory/normal_law.h"

namespace featurescope {
namespace {

/// E phi(z + spread n), n standard normal: exact for polynomials of degree 9 (Gauss and Hermite, five nodes).
template <typename Function>
double smoothed(const Function& phi, double z, double spread) {
    if (spread == 0) return phi.value(z);
    constexpr std::array kNodes{1.3556261799742659, 2.8569700138728056};
    constexpr std::array kWeights{0.22207592200561264, 0.011257411327720688};
    constexpr double kMiddle = 8.0 / 15;
    double sum = kMiddle * phi.value(z);
    for (std::size_t i = 0; i < kNodes.size(); ++i)
        sum += kWeights[i] * (phi.value(z + spread * kNodes[i]) + phi.value(z - spread * kNodes[i]));
    return sum;
}

/// A jump needs no nodes, and would show them.
double smoothed(const SignFunction& phi, double z, double spread) {
    return spread == 0 ? phi.value(z) : 2 * normalCdf(z / spread) - 1;
}

/// Pixels of a side, of so many, when only a share of all pixels can be had.
int fewer(int pixels, double share) {
    return std::max(1, static_cast<int>(std::lround(pixels * std::sqrt(std::min(1.0, share)))));
}

}  // namespace

DecisionField curvedFieldOf(const PlaneNetwork& network, const ActivationFunction& activation,
                            const FieldView& view, const std::stop_token& stop) {
    constexpr double kMostValues = 3e6;  // of phi, some hundredths of a second
    const bool isAverage = view.mode != FieldMode::slice && network.sigma > 0;
    const double nodes = isAverage ? 5 : 1;
    const double wanted = nodes * view.width * view.height * static_cast<double>(network.neurons.size());
    DecisionField field{.area = view.area,
                        .width = fewer(view.width, kMostValues / wanted),
                        .height = fewer(view.height, kMostValues / wanted),
                        .values = {}};
    const PlaneRectangle& area = view.area;
    std::visit(
        [&](const auto& phi) {
            for (int row = 0; row < field.height; ++row) {
                throwIfCancelled(stop);
                const double y = area.top - (area.top - area.bottom) * (row + 0.5) / field.height;
                for (int column = 0; column < field.width; ++column) {
                    const double x = area.left + (area.right - area.left) * (column + 0.5) / field.width;
                    double f = 0;
                    for (std::size_t j = 0; j < network.neurons.size(); ++j) {
                        const PlaneNeuron& neuron = network.neurons[j];
                        const double spread = isAverage ? network.sigma * network.perpendicular[j] : 0;
                        f += neuron.outputWeight *
                             smoothed(phi, neuron.x * x + neuron.y * y + neuron.bias, spread);
                    }
                    field.values.push_back(static_cast<float>(f));
                }
            }
        },
        activation);
    return field;
}

}  // namespace featurescope
