#pragma once

#include <cstdint>

#include "core/run/view_request.h"

namespace featurescope::ui {

/// The selection after a click on a neuron: that neuron alone, or with `add` the neurons picked before with
/// it put in or taken out. Samples are let go, the step stays.
Selection withNeuron(const Selection& before, std::int32_t neuron, bool add);

}  // namespace featurescope::ui
