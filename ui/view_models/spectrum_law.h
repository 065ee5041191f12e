#pragma once

#include <optional>

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// What theory says of the singular values that a snapshot holds.
struct SpectrumLaw {
    std::optional<double> edge;   ///< largest of a random W(0): what is above was learned
    std::optional<double> spike;  ///< largest after one step on single-index data; of step 1 only
};
SpectrumLaw spectrumLaw(const Snapshot& snapshot);

}  // namespace featurescope::ui
