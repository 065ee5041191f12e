#pragma once

#include <memory>
#include <vector>

#include "core/run/training_session.h"

namespace featurescope::ui {

/// What to tell the session so that the run follows an edit. Step size and number of steps change the run as
/// it is; everything else needs a new start with the same seeds, which then uses the step size shown at
/// `step` throughout. Empty when nothing differs.
std::vector<Command> commandsForEdit(const ExperimentSpec& before, const ExperimentSpec& edited,
                                     std::int64_t step, std::shared_ptr<const GivenData> data);

/// The spec as the form shows it at `step`: its step size is the one in use there.
ExperimentSpec specShownAt(const ExperimentSpec& spec, std::int64_t step);

}  // namespace featurescope::ui
