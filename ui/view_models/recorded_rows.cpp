#include "ui/view_models/recorded_rows.h"

#include <algorithm>

namespace featurescope::ui {

std::vector<std::size_t> chosenNeurons(const std::vector<std::int32_t>& tracked, std::size_t most,
                                       const std::vector<std::int32_t>& always) {
    std::vector<std::size_t> chosen;
    const std::size_t count = std::min(most, tracked.size());
    for (std::size_t i = 0; i < count; ++i) chosen.push_back(i * tracked.size() / count);
    for (const std::int32_t neuron : always) {
        const auto found = std::lower_bound(tracked.begin(), tracked.end(), neuron);
        if (found != tracked.end() && *found == neuron) {
            chosen.push_back(static_cast<std::size_t>(found - tracked.begin()));
        }
    }
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    return chosen;
}

}  // namespace featurescope::ui
