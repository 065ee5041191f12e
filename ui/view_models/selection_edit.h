#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/run/view_request.h"
#include "ui/view_models/panel_content.h"

namespace featurescope::ui {

/// The selection after a click on a neuron: that neuron alone, or with `add` the neurons picked before with
/// it put in or taken out. Samples are let go, the step stays.
Selection withNeuron(const Selection& before, std::int32_t neuron, bool add);

/// The neurons that stand out: those picked by the user or, when only samples are picked, those that fire on
/// them. Increasing; at most `most` of them, evenly chosen.
std::vector<std::int32_t> pickedNeurons(const PanelContent& content,
                                        std::size_t most = std::numeric_limits<std::size_t>::max());

}  // namespace featurescope::ui
