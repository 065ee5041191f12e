#include "ui/session/run_editor.h"

#include <algorithm>

#include "ui/session/edit_commands.h"
#include "ui/session/session_presenter.h"

namespace featurescope::ui {
namespace {

template <typename Wanted>
const Wanted* firstOf(const std::vector<Command>& commands) {
    for (const Command& command : commands) {
        if (const auto* found = std::get_if<Wanted>(&command)) return found;
    }
    return nullptr;
}

}  // namespace

RunEditor::RunEditor(SessionPresenter& presenter, PinnedRuns& pinned, EditHistory::Describe describe,
                     OnlyDifference onlyDifference, QObject* parent)
    : QObject(parent),
      presenter_(presenter),
      pinned_(pinned),
      onlyDifference_(std::move(onlyDifference)),
      history_(std::move(describe)) {
    connect(&history_, &EditHistory::restoreWanted, this, &RunEditor::restore);
    connect(&presenter_, &SessionPresenter::arrived, this, &RunEditor::takeArchive);
}

EditMoment RunEditor::here() const {
    const std::shared_ptr<const Snapshot>& snapshot = presenter_.snapshot();
    return {snapshot->spec, snapshot->step, presenter_.data()};
}

void RunEditor::edit(const ExperimentSpec& edited, bool held) {
    const std::shared_ptr<const Snapshot>& snapshot = presenter_.snapshot();
    if (!snapshot) return;
    std::vector<Command> commands =
        commandsForEdit(snapshot->spec, edited, snapshot->step, presenter_.data());
    if (commands.empty()) return;
    EditMoment after = here();
    if (const auto* restart = firstOf<Restart>(commands)) {
        after.spec = restart->spec;
        after.step = 0;
    } else {
        after.spec.training = edited.training;
        after.spec.training.stepSize = snapshot->spec.training.stepSize;
        after.spec.training.stepSizeChanges = snapshot->spec.training.stepSizeChanges;
        changeStepSizeFrom(after.spec.training, snapshot->step, edited.training.stepSize);
    }
    const std::string path = onlyDifference_(snapshot->spec, after.spec);
    const bool continues = held && !path.empty() && path == draggedPath_;
    draggedPath_ = held ? path : std::string();
    history_.note(here(), after, path, continues);
    // The states a drag passes through are not worth keeping, only the run it started from.
    const bool restarts = firstOf<Restart>(commands) != nullptr;
    const bool branches = firstOf<SetStepSize>(commands) != nullptr && snapshot->step < snapshot->trainedTo;
    change(std::move(commands), !continues && (restarts || branches));
}

void RunEditor::open(const ExperimentSpec& spec, std::shared_ptr<const GivenData> data, std::int64_t step) {
    noteLeavingFor({spec, step, data});
    std::vector<Command> commands{Restart{.spec = spec, .data = std::move(data)}};
    if (step > 0) commands.emplace_back(RunTo{step});
    change(std::move(commands), true);
}

void RunEditor::reopen(std::shared_ptr<const RunArchive> archive, std::int64_t step) {
    noteLeavingFor({archive->spec, step, archive->data});
    change({Reopen{.archive = std::move(archive), .step = step}}, true);
}

void RunEditor::goTo(const PinnedMoment& moment) {
    reopen(moment.archive, moment.snapshot ? moment.snapshot->step : moment.archive->step);
}

void RunEditor::noteLeavingFor(const EditMoment& after) {
    if (presenter_.snapshot()) history_.note(here(), after, std::string());
    presenter_.setData(after.data);
}

void RunEditor::keep() { change({}, true); }

void RunEditor::halveStepSizeAt(std::int64_t step) {
    if (!presenter_.snapshot()) return;
    EditMoment after = here();
    const double half = stepSizeAt(after.spec.training, step) / 2;
    changeStepSizeFrom(after.spec.training, step, half);
    after.step = step;
    history_.note(here(), after, std::string());
    change({ShowStep{step}, SetStepSize{half}}, true);
}

void RunEditor::restore(const EditMoment& moment) {
    waiting_.clear();
    keeping_ = false;
    presenter_.setData(moment.data);
    if (const auto archive = pinned_.archiveOf(moment.spec); archive && moment.step <= archive->trainedTo) {
        presenter_.send(Reopen{.archive = archive, .step = moment.step});
        return;
    }
    presenter_.send(Restart{.spec = moment.spec, .data = moment.data});
    presenter_.send(RunTo{moment.step});
}

/// Sends the commands; before that, keeps the run as it stands when they would cut something off.
void RunEditor::change(std::vector<Command> commands, bool cutsOff) {
    const std::shared_ptr<const Snapshot>& snapshot = presenter_.snapshot();
    const bool worthKeeping = cutsOff && snapshot && snapshot->scene && snapshot->trainedTo > 0;
    if (!worthKeeping && !keeping_) {
        for (Command& command : commands) presenter_.send(std::move(command));
        return;
    }
    waiting_ = std::move(commands);
    keeping_ = true;
    if (snapshot->archive && snapshot->state != RunState::running) {
        takeArchive();
    } else {
        presenter_.send(KeepArchive{});
    }
}

void RunEditor::takeArchive() {
    const std::shared_ptr<const Snapshot>& snapshot = presenter_.snapshot();
    // A run that has failed meanwhile has nothing to keep.
    const bool lost = snapshot && !snapshot->scene;
    if (!keeping_ || !snapshot || (!snapshot->archive && !lost)) return;
    keeping_ = false;
    if (snapshot->archive) pinned_.keep(snapshot->archive);
    for (Command& command : std::exchange(waiting_, {})) presenter_.send(std::move(command));
}

}  // namespace featurescope::ui
