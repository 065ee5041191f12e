#pragma once

#include <optional>

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// Levels that the stable rank of all neurons comes to.
struct RankLevels {
    std::optional<double> afterOneStep;
    std::optional<double> limit;  ///< after many steps; nothing for relu, which has none
};

/// Nothing where the laws do not hold: inputs that are not nearly orthogonal, labels of one kind more often
/// than of the other, another network or loss, or a start that is not small beside the first step.
RankLevels rankLevels(const Snapshot& snapshot);

}  // namespace featurescope::ui
