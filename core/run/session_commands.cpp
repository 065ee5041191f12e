#include <limits>
#include <utility>

#include "core/run/session_worker.h"

// What each command does. All of it runs on the worker thread.

namespace featurescope {
namespace {

constexpr std::int64_t kNoTarget = std::numeric_limits<std::int64_t>::max();

}  // namespace

void TrainingSession::Worker::carryOut(const Play&) {
    if (!canTrain()) return;
    const std::int64_t end = experiment_->spec().training.steps;
    trainTo(experiment_->step() < end ? end : kNoTarget, true);
}

void TrainingSession::Worker::carryOut(const Pause&) {
    playAfterRestart_ = false;
    if (training_) stopTraining();
}

void TrainingSession::Worker::carryOut(const StepBy& command) {
    if (canTrain()) trainTo(experiment_->step() + command.count, false);
}

void TrainingSession::Worker::carryOut(const RunTo& command) {
    if (experiment_ == nullptr) return;
    if (command.step < experiment_->step()) carryOut(Rewind{});
    if (canTrain()) trainTo(command.step, false);
}

void TrainingSession::Worker::carryOut(const Rewind&) {
    if (experiment_ == nullptr) return;
    training_ = false;
    experiment_->rewind();
    beginRun();
}

void TrainingSession::Worker::carryOut(Restart& command) {
    playAfterRestart_ = playAfterRestart_ || (training_ && limitedBySpeed_);
    experiment_.reset();
    scene_.reset();
    training_ = false;
    given_ = std::move(command.data);
    failedSpec_ = command.spec;
    state_ = RunState::preparing;
    message_.clear();
    ++runId_;
    if (mailbox_.wanted()) publish();
    experiment_ = makeExperiment(command.spec, options_.learner, given_.get(), operation_.get_token());
    beginRun();
    if (std::exchange(playAfterRestart_, false)) carryOut(Play{});
}

void TrainingSession::Worker::carryOut(const SetStepSize& command) {
    if (experiment_ == nullptr) return;
    experiment_->changeStepSize(command.stepSize);
    if (state_ == RunState::diverged) {
        state_ = RunState::paused;
        message_.clear();
    }
}

void TrainingSession::Worker::carryOut(const SetSteps& command) {
    if (experiment_ == nullptr) return;
    experiment_->changeSteps(command.steps);
    if (training_ && limitedBySpeed_) {
        carryOut(Play{});
    } else if (state_ == RunState::finished && experiment_->step() != command.steps) {
        state_ = RunState::paused;
    }
}

void TrainingSession::Worker::carryOut(const SetSpeed& command) {
    stepsPerSecond_ = command.stepsPerSecond;
    nextStepTime_ = Clock::now();
}

void TrainingSession::Worker::carryOut(const SetView& command) {
    const bool otherPlane = command.view.plane != view_.plane;
    view_ = command.view;
    if (otherPlane && experiment_ != nullptr) scene_ = experiment_->scene(view_.plane);
}

}  // namespace featurescope
