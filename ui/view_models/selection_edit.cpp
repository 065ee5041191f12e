#include "ui/view_models/selection_edit.h"

#include <algorithm>

namespace featurescope::ui {

Selection withNeuron(const Selection& before, std::int32_t neuron, bool add) {
    Selection after{.neurons = {}, .samples = {}, .step = before.step};
    if (add) after.neurons = before.neurons;
    const auto place = std::lower_bound(after.neurons.begin(), after.neurons.end(), neuron);
    if (place != after.neurons.end() && *place == neuron) {
        after.neurons.erase(place);
    } else {
        after.neurons.insert(place, neuron);
    }
    return after;
}

}  // namespace featurescope::ui
