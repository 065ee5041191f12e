#include "core/theory/population_gradient.h"

#include <cmath>
#include <numbers>

#include "core/theory/normal_law.h"

namespace featurescope {

PlanePull populationPull(double sigma, const ProjectedNeuron& neuron) {
    const double norm = std::hypot(neuron.alongMu1, neuron.alongMu2, neuron.perpendicular);
    // phi'(0) = 0: a neuron without weights is active nowhere.
    if (norm == 0) return {};
    if (sigma == 0) {
        const auto side = [](double z) { return z > 0 ? 0.25 : z < 0 ? -0.25 : 0.0; };
        return {.alongMu1 = side(neuron.alongMu1), .alongMu2 = -side(neuron.alongMu2), .perpendicular = 0};
    }
    const double t1 = neuron.alongMu1 / (sigma * norm), t2 = neuron.alongMu2 / (sigma * norm);
    const double alongSelf = 0.5 * sigma * (normalDensity(t1) - normalDensity(t2)) / norm;
    return {
        .alongMu1 = 0.25 * std::erf(t1 / std::numbers::sqrt2) + alongSelf * neuron.alongMu1,
        .alongMu2 = -0.25 * std::erf(t2 / std::numbers::sqrt2) + alongSelf * neuron.alongMu2,
        .perpendicular = alongSelf * neuron.perpendicular,
    };
}

PlanePull startStep(const XorSetting& setting, const ProjectedNeuron& neuron, double outputWeight) {
    const PlanePull pull = populationPull(setting.sigma, neuron);
    const double factor = 0.5 * setting.stepSize * outputWeight * (1 - 2 * setting.labelNoise);
    return {.alongMu1 = factor * pull.alongMu1,
            .alongMu2 = factor * pull.alongMu2,
            .perpendicular = factor * pull.perpendicular};
}

}  // namespace featurescope
