#pragma once

#include <string>
#include <vector>

#include "core/spec/experiment_spec.h"

namespace featurescope {

/// The assignments for `--set` that make `to` of `from`, in their order; title, watch text and claims do not
/// count. Data in a file cannot be set: `to` must be drawn from its settings.
std::vector<std::string> assignmentsBetween(const ExperimentSpec& from, const ExperimentSpec& to);

/// A scenario and what has to be set to come from it to a spec.
struct ScenarioOrigin {
    std::string scenario;
    std::vector<std::string> assignments;
};

/// The shipped scenario from which the fewest settings lead to the spec, of several the first; the one with
/// its title if there is one.
ScenarioOrigin originOf(const ExperimentSpec& spec);

}  // namespace featurescope
