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

std::vector<std::int32_t> pickedNeurons(const PanelContent& content, std::size_t most) {
    std::vector<std::int32_t> picked = content.selection.neurons;
    const auto& activity = content.snapshot->activity;
    if (picked.empty() && !content.selection.samples.empty() && activity) {
        for (std::size_t j = 0; j < activity->neuronFires.size(); ++j) {
            if (activity->neuronFires[j]) picked.push_back(static_cast<std::int32_t>(j));
        }
    }
    if (picked.size() <= most) return picked;
    for (std::size_t i = 0; i < most; ++i) picked[i] = picked[i * picked.size() / most];
    picked.resize(most);
    return picked;
}

}  // namespace featurescope::ui
