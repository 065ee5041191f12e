#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/theory/learning_clock.h"
#include "core/theory/xor_setting.h"

namespace featurescope {

/// What predictions take from a spec, found out once for all of them and all steps.
struct PredictedRun {
    XorSetting setting;
    Corruption corruption;
    LearningClock clock;
};
/// Nothing where theory does not speak of the spec, see xorSettingOf.
std::optional<PredictedRun> predictedRunOf(const ExperimentSpec& spec);

/// A curve or level that theory foretells, to draw over a measured one.
struct Prediction {
    std::string_view id;      ///< unique and stable, "margin-law"
    std::string_view label;   ///< for people, short
    std::string_view metric;  ///< the column of metrics.csv that it foretells or bounds
    std::string_view source;  ///< where it comes from and what it needs, one sentence
    bool isLevel = false;     ///< the same at every step while the settings stay
    /// Value after `step` steps; nothing where the prediction does not apply to this run or step.
    std::optional<double> (*at)(const PredictedRun& run, std::int64_t step) = nullptr;
};

/// All predictions that need the spec alone.
std::span<const Prediction> predictions();

}  // namespace featurescope
