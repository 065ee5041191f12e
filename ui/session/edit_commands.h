#pragma once

#include <memory>
#include <vector>

#include "core/run/training_session.h"

namespace featurescope::ui {

/// What to tell the session so that the run follows an edit. The step size in a spec is the one at the start:
/// another one, chosen while `step` is shown, applies from there on. The number of steps changes the run as
/// it is; everything else needs a new start with the same seeds and the same changes of the step size. Empty
/// when nothing differs.
std::vector<Command> commandsForEdit(const ExperimentSpec& before, const ExperimentSpec& edited,
                                     std::int64_t step, std::shared_ptr<const GivenData> data);

}  // namespace featurescope::ui
