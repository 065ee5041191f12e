#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/errors.h"
#include "core/run/command_queue.h"
#include "core/run/session_worker.h"

// Which command is next, and what each does. All of it runs on the worker thread.

namespace featurescope {
namespace {

constexpr std::int64_t kNoTarget = std::numeric_limits<std::int64_t>::max();

bool isTravel(const Command& command) {
    return std::holds_alternative<ShowStep>(command) || std::holds_alternative<Rewind>(command);
}

/// Whether what waits for the arrival at a step is no longer wanted once this command is behind it.
bool endsWaiting(const Command& command) {
    return std::holds_alternative<Pause>(command) || leavesRun(command);
}

}  // namespace

/// While a step is sought, what starts from that step waits until it is reached.
bool TrainingSession::Worker::mustWaitForArrival(const Command& command) const {
    if (!seek_) return false;
    if (const auto* const step = std::get_if<StepBy>(&command)) {
        return step->count > record_.trainedTo() - seek_->target;
    }
    return std::holds_alternative<Play>(command) || std::holds_alternative<SetStepSize>(command);
}

/// The command to carry out now, out of the queue; nothing when there is none or all must wait. What waits is
/// dropped when something behind it makes it pointless. Called with the mutex held.
std::optional<Command> TrainingSession::Worker::takeCommand() {
    const auto take = [this](auto place) {
        std::optional<Command> command = std::move(*place);
        commands_.erase(place);
        return command;
    };
    while (!commands_.empty()) {
        const Command& first = commands_.front();
        if (!mustWaitForArrival(first)) return take(commands_.begin());
        // Whoever goes elsewhere no longer wants to play from the step that is still being sought.
        const bool isChange = std::holds_alternative<SetStepSize>(first);
        const auto end = std::find_if(commands_.begin(), commands_.end(), [&](const Command& later) {
            return endsWaiting(later) || (!isChange && isTravel(later));
        });
        if (end == commands_.end()) {
            const auto free = std::find_if(commands_.begin(), commands_.end(), isOfAnyStep);
            return free == commands_.end() ? std::nullopt : take(free);
        }
        if (std::holds_alternative<Play>(first) && std::holds_alternative<Restart>(*end))
            playAfterRestart_ = true;
        commands_.pop_front();
    }
    return std::nullopt;
}

/// The step that is shown or on the way to be shown.
std::int64_t TrainingSession::Worker::position() const {
    if (seek_) return seek_->target;
    return training_ && isStepping_ ? target_ : experiment_->step();
}

void TrainingSession::Worker::carryOut(const Play&) {
    if (!canTrain()) return;
    const std::int64_t end = experiment_->spec().training.steps;
    const bool wasPlaying = training_ && isPlaying_;
    trainTo(experiment_->step() < end ? end : kNoTarget, true);
    if (wasPlaying || !stopWatch_.rule()) return;
    playStart_ = Clock::now();
    stopWatch_.start(stopQuantity());
}

void TrainingSession::Worker::carryOut(const Pause&) {
    playAfterRestart_ = false;
    if (training_ || seek_) rest();
}

void TrainingSession::Worker::carryOut(const StepBy& command) {
    if (experiment_ == nullptr) return;
    const std::int64_t left = record_.trainedTo() - position();
    if (command.count <= left) {
        seekTo(position() + std::max(command.count, -position()));
    } else if (canTrain()) {
        trainTo(position() + std::min(command.count, kNoTarget - position()), false);
        isStepping_ = true;
    }
}

void TrainingSession::Worker::carryOut(const RunTo& command) {
    if (experiment_ == nullptr) return;
    if (command.step <= record_.trainedTo()) {
        seekTo(command.step);
        return;
    }
    if (!canTrain()) return;
    seek_.reset();
    jumpTowards(command.step);
    trainTo(command.step, false);
}

void TrainingSession::Worker::carryOut(const ShowStep& command) {
    if (experiment_ != nullptr) seekTo(command.step);
}

void TrainingSession::Worker::carryOut(const Rewind&) {
    if (experiment_ != nullptr) seekTo(0);
}

void TrainingSession::Worker::carryOut(const Restart& command) {
    playAfterRestart_ = playAfterRestart_ || (training_ && isPlaying_);
    LearnerOptions learner = options_.learner;
    learner.engine = kindNamed<Engine>(command.engine).value_or(learner.engine);
    enterRun(command.spec, command.data, learner);
    if (std::exchange(playAfterRestart_, false)) carryOut(Play{});
}

void TrainingSession::Worker::carryOut(const Reopen& command) {
    const RunArchive& archive = *command.archive;
    playAfterRestart_ = false;
    LearnerOptions learner = options_.learner;
    learner.engine = kindNamed<Engine>(archive.engine).value_or(learner.engine);
    const auto instructionSet = kindNamed<InstructionSet>(archive.instructionSet);
    const bool sameArithmetic = instructionSet && isSupported(*instructionSet);
    if (sameArithmetic) learner.instructionSet = *instructionSet;
    enterRun(archive.spec, archive.data, learner);
    if (!archive.history.empty() && archive.history[0].directions() != experiment_->directions().size()) {
        throw InputError("What is recorded of the neurons does not fit the directions of this run's data.");
    }
    if (!sameArithmetic) {
        // Other arithmetic gives other bits: what was recorded elsewhere is not what would be shown here.
        note_ =
            "This run was computed with the instruction set \"" + archive.instructionSet.substr(0, 20) +
            "\", which this machine does not have; it is trained again, and the weights are the same up to "
            "rounding.";
        trainTo(command.step, false);
        return;
    }
    record_.reopen(archive);
    seekTo(command.step);
}

void TrainingSession::Worker::carryOut(const SetStepSize& command) {
    if (experiment_ == nullptr) return;
    const std::int64_t step = experiment_->step();
    TrainingSettings training = experiment_->spec().training;
    changeStepSizeFrom(training, step, command.stepSize);
    if (training == experiment_->spec().training) return;
    experiment_->changeStepSize(command.stepSize);
    if (step < record_.trainedTo()) ++runId_;
    record_.branch(experiment_->spec(), step);
    if (isIdle()) rest();
}

void TrainingSession::Worker::carryOut(const SetSteps& command) {
    if (experiment_ == nullptr) return;
    experiment_->changeSteps(command.steps);
    if (training_ && isPlaying_) {
        carryOut(Play{});
    } else if (isIdle()) {
        rest();
    }
}

void TrainingSession::Worker::carryOut(const SetSpeed& command) { pace_.set(command); }

void TrainingSession::Worker::carryOut(const SetStopRule& command) {
    stopWatch_.set(command.rule);
    if (!command.rule || !training_ || !isPlaying_) return;
    playStart_ = Clock::now();
    stopWatch_.start(stopQuantity());
}

void TrainingSession::Worker::carryOut(const SetMemoryBudget& command) { record_.setBudget(command.bytes); }

void TrainingSession::Worker::carryOut(const KeepArchive&) { archiveWanted_ = true; }

void TrainingSession::Worker::carryOut(const SetView& command) {
    const bool otherPlane = command.view.plane != view_.plane;
    view_ = command.view;
    if (otherPlane && experiment_ != nullptr) scene_ = experiment_->scene(view_.plane);
}

}  // namespace featurescope
