#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/spec/experiment_spec.h"

namespace featurescope {

/// A shipped, named setting: one file in resources/scenarios, embedded in the program.
struct Scenario {
    std::string name;  ///< file name without ".json"
    ExperimentSpec spec;
};

inline constexpr std::string_view kDefaultScenario = "first-screen";

/// All shipped scenarios; the default one first, the others by name.
const std::vector<Scenario>& scenarios();

/// The scenario's spec; InputError listing the known names when there is none of that name.
ExperimentSpec scenarioNamed(std::string_view name);

/// The run that belongs beside `spec`, which names it.
ExperimentSpec comparedWith(const ExperimentSpec& spec, const Comparison& comparison);

}  // namespace featurescope
