#include "core/theory/flow_field.h"

#include <algorithm>
#include <cmath>

#include "core/theory/population_gradient.h"

namespace featurescope {

double typicalPerpendicular(const XorSetting& setting) {
    return setting.initScale * std::sqrt(std::max(0.0, static_cast<double>(setting.dimension) - 2));
}

std::vector<FlowArrow> flowField(const XorSetting& setting, int sign, double perpendicular, double reach,
                                 int side) {
    const double outputWeight = sign * outputWeightSize(setting);
    const auto coordinate = [&](int index) { return reach * ((2 * index + 1.0) / side - 1); };
    std::vector<FlowArrow> arrows;
    for (int row = 0; row < side; ++row) {
        for (int column = 0; column < side; ++column) {
            const ProjectedNeuron neuron{coordinate(column), coordinate(row), perpendicular};
            const PlanePull move = startStep(setting, neuron, outputWeight);
            arrows.push_back({neuron.alongMu1, neuron.alongMu2, move.alongMu1, move.alongMu2});
        }
    }
    return arrows;
}

}  // namespace featurescope
