#include "ui/session/edit_commands.h"

namespace featurescope::ui {

ExperimentSpec specShownAt(const ExperimentSpec& spec, std::int64_t step) {
    ExperimentSpec shown = spec;
    shown.training.stepSize = stepSizeInForce(spec.training, step);
    return shown;
}

std::vector<Command> commandsForEdit(const ExperimentSpec& before, const ExperimentSpec& edited,
                                     std::int64_t step, std::shared_ptr<const GivenData> data) {
    const ExperimentSpec shown = specShownAt(before, step);
    if (edited == shown) return {};
    ExperimentSpec sameRun = edited;
    sameRun.training.stepSize = shown.training.stepSize;
    sameRun.training.steps = shown.training.steps;
    if (sameRun == shown) {
        std::vector<Command> commands;
        if (edited.training.stepSize != shown.training.stepSize)
            commands.emplace_back(SetStepSize{edited.training.stepSize});
        if (edited.training.steps != shown.training.steps)
            commands.emplace_back(SetSteps{edited.training.steps});
        return commands;
    }
    ExperimentSpec restarted = edited;
    if (edited.training.stepSizeChanges == shown.training.stepSizeChanges) {
        restarted.training.stepSizeChanges.clear();
    } else {
        // The list of changes itself was edited: then the first step size is the one of the spec.
        restarted.training.stepSize = before.training.stepSize;
    }
    return {Restart{.spec = std::move(restarted), .data = std::move(data)}};
}

}  // namespace featurescope::ui
