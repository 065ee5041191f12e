#include "ui/session/run_editor.h"

#include <QTimer>
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

/// Whether a snapshot of this spec shows the run of that moment. While training, a step size may have been
/// changed some steps later than it was asked for.
bool shows(const Snapshot& snapshot, const EditMoment& moment) {
    if (snapshot.spec == moment.spec) return true;
    ExperimentSpec shown = snapshot.spec, wanted = moment.spec;
    shown.training.stepSize = stepSizeInForce(shown.training, snapshot.step);
    wanted.training.stepSize = stepSizeInForce(wanted.training, moment.step);
    shown.training.stepSizeChanges.clear();
    wanted.training.stepSizeChanges.clear();
    return shown == wanted;
}

}  // namespace

RunEditor::RunEditor(SessionPresenter& presenter, PinnedRuns& pinned, EditHistory::Describe describe,
                     OnlyDifference onlyDifference, QObject* parent)
    : QObject(parent),
      presenter_(presenter),
      pinned_(pinned),
      onlyDifference_(std::move(onlyDifference)),
      history_(std::move(describe),
               [this] { return presenter_.snapshot() ? std::optional(here()) : std::nullopt; }) {
    connect(&history_, &EditHistory::restoreWanted, this, &RunEditor::restore);
    connect(&presenter_, &SessionPresenter::arrived, this, &RunEditor::noteArrival);
}

EditMoment RunEditor::here() const {
    if (coming_) return *coming_;
    const Snapshot& now = *presenter_.snapshot();
    return {now.spec, now.seek ? now.seek->target : now.step, presenter_.data(),
            now.scene ? now.scene->learner.engine : std::string(), document_};
}

void RunEditor::edit(const ExperimentSpec& edited, int drag) {
    if (!presenter_.snapshot()) return;
    const EditMoment before = here();
    std::vector<Command> commands = commandsForEdit(before.spec, edited, before.step, presenter_.data());
    const bool isSameDrag = drag != 0 && drag == drag_;
    // A slider that has been moved and comes back to the step size of the start.
    if (isSameDrag && commands.empty() &&
        stepSizeInForce(before.spec.training, before.step) != edited.training.stepSize)
        commands.emplace_back(SetStepSize{edited.training.stepSize});
    if (commands.empty()) return;
    EditMoment after = before;
    const auto* stepSize = firstOf<SetStepSize>(commands);
    const auto* restart = firstOf<Restart>(commands);
    if (restart) {
        after = {restart->spec, 0, before.data};
    } else {
        after.spec.training.steps = edited.training.steps;
        if (stepSize) changeStepSizeFrom(after.spec.training, before.step, stepSize->stepSize);
    }
    const std::string path = onlyDifference_(before.spec, after.spec);
    const bool continues = isSameDrag && !path.empty() && path == draggedPath_;
    drag_ = drag;
    draggedPath_ = path;
    history_.note(before, after, path, continues);
    coming_ = after;
    // The states a drag passes through are not worth keeping, only the run it started from.
    const bool branches = stepSize && before.step < presenter_.snapshot()->trainedTo;
    const bool asks = stepSize && before.step > 0;
    if (!continues) schedule_ = before.spec.training.stepSizeChanges;
    const bool cutsOff = !continues && (restart || branches);
    offering_ = offering_ || cutsOff;
    change(std::move(commands), cutsOff);
    if (!asks) return;
    ExperimentSpec whole = after.spec;
    whole.training.stepSize = edited.training.stepSize;
    whole.training.stepSizeChanges = schedule_;
    Q_EMIT branched(whole, before.step);
}

void RunEditor::runWhole(const ExperimentSpec& whole, std::int64_t step) {
    if (!presenter_.snapshot()) return;
    const Snapshot& now = *presenter_.snapshot();
    const EditMoment before = here();
    const EditMoment after{whole, step, before.data, {}, document_};
    history_.note(before, after, std::string());
    const bool isUntrainedBranch = !coming_ && now.archive && now.trainedTo <= step;
    coming_ = after;
    if (isUntrainedBranch) {
        // No step was made with the other step size yet: it is the run before the branch.
        auto trunk = std::make_shared<RunArchive>(*now.archive);
        trunk->spec.training.stepSizeChanges = schedule_;
        left_.add(trunk);
        setBefore(trunk);
    }
    offering_ = !isUntrainedBranch;
    change({Restart{.spec = whole, .data = before.data}, RunTo{step}}, !isUntrainedBranch);
}

void RunEditor::open(const ExperimentSpec& spec, std::shared_ptr<const GivenData> data, std::int64_t step,
                     const std::string& engine) {
    const EditMoment after{spec, step, data, engine, ++documents_};
    noteLeavingFor(after);
    document_ = after.document;
    putComparedAside();
    setBefore(nullptr);
    offering_ = true;
    std::vector<Command> commands{Restart{.spec = spec, .data = std::move(data), .engine = engine}};
    if (step > 0) commands.emplace_back(RunTo{step});
    change(std::move(commands), true);
}

void RunEditor::reopen(std::shared_ptr<const RunArchive> archive, std::int64_t step) {
    const EditMoment after{archive->spec, step, archive->data, archive->engine, ++documents_};
    noteLeavingFor(after);
    document_ = after.document;
    showArchive(std::move(archive), step);
}

void RunEditor::showArchive(std::shared_ptr<const RunArchive> archive, std::int64_t step) {
    setBefore(nullptr);
    change({Reopen{.archive = std::move(archive), .step = step}}, true);
}

void RunEditor::putComparedAside() {
    for (const std::shared_ptr<const RunArchive>& compared : pinned_.takeAll()) left_.add(compared);
}

void RunEditor::goTo(const PinnedMoment& moment) {
    // The two change places.
    const std::shared_ptr<const RunArchive> wanted = moment.archive;
    const std::int64_t step = moment.snapshot ? moment.snapshot->step : wanted->step;
    pinned_.remove(*wanted);
    pinning_ = true;
    noteLeavingFor({wanted->spec, step, wanted->data, wanted->engine, document_});
    showArchive(wanted, step);
}

void RunEditor::noteLeavingFor(const EditMoment& after) {
    if (presenter_.snapshot()) history_.note(here(), after, std::string());
    coming_ = after;
    presenter_.setData(after.data);
}

void RunEditor::keep() {
    pinning_ = true;
    change({}, true);
}

void RunEditor::compareBefore() {
    if (!before_ || !pinned_.keep(before_)) return;
    setBefore(nullptr);
}

void RunEditor::forgetBefore() {
    if (before_) left_.remove(*before_);
    setBefore(nullptr);
}

void RunEditor::setBefore(std::shared_ptr<const RunArchive> archive) {
    if (archive == before_) return;
    before_ = std::move(archive);
    Q_EMIT beforeChanged();
}

std::shared_ptr<const RunArchive> RunEditor::archiveOf(const EditMoment& moment) const {
    std::shared_ptr<const RunArchive> kept = pinned_.archiveOf(moment.spec, moment.engine);
    const std::shared_ptr<const RunArchive> left = left_.archiveOf(moment.spec, moment.engine);
    return !kept || (left && left->trainedTo > kept->trainedTo) ? left : kept;
}

void RunEditor::halveStepSizeAt(std::int64_t step) {
    if (!presenter_.snapshot()) return;
    const EditMoment before = here();
    EditMoment after = before;
    const double half = stepSizeInForce(after.spec.training, step) / 2;
    changeStepSizeFrom(after.spec.training, step, half);
    after.step = step;
    history_.note(before, after, std::string());
    coming_ = after;
    offering_ = true;
    change({ShowStep{step}, SetStepSize{half}}, true);
}

void RunEditor::restore(const EditMoment& moment) {
    // A click in the list undoes many entries one by one; only where they lead counts, and whatever has not
    // been begun yet is undone with them.
    waiting_.clear();
    const bool isFirst = !std::exchange(restoring_, true);
    if (isFirst) presentIsShown_ = !coming_;
    coming_ = moment;
    drag_ = 0;
    presenter_.setData(moment.data);
    setBefore(nullptr);
    if (std::exchange(document_, moment.document) != moment.document) Q_EMIT cameToOtherDocument();
    // It is taken now, because putting the present run aside may drop it.
    waiting_.emplace_back([this, moment, archive = archiveOf(moment)] { comeTo(moment, archive); });
    if (!isFirst) return;
    QTimer::singleShot(0, this, [this] {
        restoring_ = false;
        keepPresent();
        carryOn();
    });
}

/// Shows a moment that was left, from what is there of its run.
void RunEditor::comeTo(const EditMoment& moment, std::shared_ptr<const RunArchive> archive) {
    const std::shared_ptr<const RunArchive> kept = archiveOf(moment);
    if (!archive || (kept && kept->trainedTo > archive->trainedTo)) archive = kept;
    const Snapshot& now = *presenter_.snapshot();
    const bool isPresent = presentIsShown_ && now.scene && areSameSteps(now.spec, moment.spec) &&
                           (moment.engine.empty() || now.scene->learner.engine == moment.engine) &&
                           (!archive || archive->trainedTo <= now.trainedTo);
    const ExperimentSpec& spec = isPresent ? now.spec : archive ? archive->spec : moment.spec;
    if (!isPresent && archive) {
        presenter_.send(Reopen{.archive = archive, .step = std::min(moment.step, archive->trainedTo)});
    } else if (!isPresent) {
        presenter_.send(Restart{.spec = moment.spec, .data = moment.data, .engine = moment.engine});
    }
    if (spec.training.steps != moment.spec.training.steps)
        presenter_.send(SetSteps{moment.spec.training.steps});
    if (isPresent || !archive || moment.step > archive->trainedTo) presenter_.send(RunTo{moment.step});
}

void RunEditor::change(std::vector<Command> commands, bool cutsOff) {
    carryOut(
        [this, commands = std::move(commands)] {
            for (const Command& command : commands) presenter_.send(command);
        },
        cutsOff);
}

/// Acts when everything before has been done; before that, keeps the run as it stands when the action would
/// cut something off.
void RunEditor::carryOut(Action action, bool cutsOff) {
    waiting_.push_back(std::move(action));
    if (cutsOff && !restoring_) keepPresent();
    carryOn();
}

void RunEditor::keepPresent() {
    const std::shared_ptr<const Snapshot>& snapshot = presenter_.snapshot();
    const bool worthKeeping = snapshot && snapshot->scene && snapshot->trainedTo > 0;
    if (keeping_) return;
    if (!worthKeeping || (snapshot->archive && snapshot->state != RunState::running)) {
        store(worthKeeping ? snapshot->archive : nullptr);
    } else {
        keeping_ = true;
        presenter_.send(KeepArchive{});
    }
}

void RunEditor::store(const std::shared_ptr<const RunArchive>& archive) {
    const bool offers = std::exchange(offering_, false), pins = std::exchange(pinning_, false);
    if (!archive) return;
    left_.add(archive);
    if (pins) {
        pinned_.keep(archive);
    } else if (offers) {
        setBefore(archive);
    }
}

void RunEditor::noteArrival() {
    const Snapshot& snapshot = *presenter_.snapshot();
    // A run that has failed meanwhile has nothing to keep.
    if (keeping_ && (snapshot.archive || !snapshot.scene)) {
        keeping_ = false;
        store(snapshot.archive);
        carryOn();
    }
    if (coming_ && waiting_.empty() && shows(snapshot, *coming_)) coming_.reset();
}

void RunEditor::carryOn() {
    if (keeping_ || restoring_) return;
    for (const Action& action : std::exchange(waiting_, {})) action();
}

}  // namespace featurescope::ui
