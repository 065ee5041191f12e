#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/spec/experiment_spec.h"

namespace featurescope {

/// A curve or level that theory foretells, to draw over a measured one.
struct Prediction {
    std::string_view id;      ///< unique and stable, "margin-law"
    std::string_view label;   ///< for people, short
    std::string_view metric;  ///< the column of metrics.csv that it foretells or bounds
    std::string_view source;  ///< where it comes from and what it needs, one sentence
    bool isLevel = false;     ///< the same at every step while the settings stay
    /// Value after `step` steps; nothing where the prediction does not apply to this spec or step.
    std::optional<double> (*at)(const ExperimentSpec& spec, std::int64_t step) = nullptr;
};

/// All predictions that need the spec alone. None applies to data that are not Gaussian XOR clusters.
std::span<const Prediction> predictions();

}  // namespace featurescope
