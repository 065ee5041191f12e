#include "ui/session/edit_commands.h"

namespace featurescope::ui {

std::vector<Command> commandsForEdit(const ExperimentSpec& before, const ExperimentSpec& edited,
                                     std::int64_t step, std::shared_ptr<const GivenData> data) {
    if (edited == before) return {};
    ExperimentSpec sameRun = edited;
    sameRun.training.stepSize = before.training.stepSize;
    sameRun.training.steps = before.training.steps;
    const bool changesStepSize = edited.training.stepSize != before.training.stepSize;
    // At step 0 the later changes of the step size stay as they are; and where the wanted step size is in use
    // already, the one at the start must be meant.
    const bool changesStart =
        changesStepSize && (step == 0 ? !before.training.stepSizeChanges.empty()
                                      : stepSizeInForce(before.training, step) == edited.training.stepSize);
    if (sameRun != before || changesStart) return {Restart{.spec = edited, .data = std::move(data)}};
    std::vector<Command> commands;
    if (changesStepSize) commands.emplace_back(SetStepSize{edited.training.stepSize});
    if (edited.training.steps != before.training.steps)
        commands.emplace_back(SetSteps{edited.training.steps});
    return commands;
}

}  // namespace featurescope::ui
