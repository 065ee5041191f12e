#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// Which neurons fire on which samples, in the order in which the lamps stand: neurons with a > 0, then those
/// with a < 0, then those with a = 0; samples with label +1, then those with -1.
struct PatternView {
    std::vector<std::int32_t> neurons;  ///< indices, evenly chosen when there are more than kMostLampColumns
    std::vector<std::int32_t> samples;  ///< indices
    std::size_t positiveNeurons = 0, negativeNeurons = 0;  ///< of those drawn
    std::size_t positiveSamples = 0;
    std::vector<bool> isOn;  ///< samples x neurons, a row is a sample
    std::optional<double>
        ownShare;  ///< of all pairs with a_j != 0, those that are on exactly when a_j y_i > 0

    bool empty() const { return isOn.empty(); }
    bool at(std::size_t sample, std::size_t neuron) const { return isOn[sample * neurons.size() + neuron]; }
};
inline constexpr std::size_t kMostLampColumns = 512;

/// Empty when the snapshot does not have the pattern.
PatternView patternView(const Snapshot& snapshot);

}  // namespace featurescope::ui
