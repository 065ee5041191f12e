#pragma once

#include <optional>

#include "core/spec/experiment_spec.h"

namespace featurescope::ui {

/// Levels that the stable rank of all neurons comes to; nothing where the law does not hold.
struct RankLevels {
    std::optional<double> afterOneStep, limit;
};
RankLevels rankLevels(const ExperimentSpec& spec);

}  // namespace featurescope::ui
