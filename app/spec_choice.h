#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/spec/experiment_spec.h"

namespace featurescope {

/// What a command line says about the spec, as typed.
struct SpecChoice {
    std::optional<std::string> scenario;   ///< SCENARIO
    std::optional<std::string> specFile;   ///< --spec FILE
    std::vector<std::string> settings;     ///< --set KEY=VALUE, from left to right
    std::optional<std::string> steps;      ///< --steps
    std::optional<std::string> precision;  ///< --precision
};

/// The spec that was chosen: the base (`otherwise` when none is named), then --set from left to right, then
/// --steps and --precision. InputError or FileError names the culprit. The result may still need data from a
/// file.
ExperimentSpec chosenSpec(const SpecChoice& choice, const ExperimentSpec& otherwise);
/// The same with the default scenario as the base when none is named.
ExperimentSpec chosenSpec(const SpecChoice& choice);

}  // namespace featurescope
