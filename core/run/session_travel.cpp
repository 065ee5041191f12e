#include <algorithm>

#include "core/run/session_worker.h"

// Showing steps again that were trained before. All of it runs on the worker thread.

namespace featurescope {

/// Moves to the nearest state from which `step` can be reached, perhaps the current one.
void TrainingSession::Worker::jumpTowards(std::int64_t step) {
    const CheckpointPtr from = record_.checkpointBefore(step);
    const std::int64_t start = from ? from->step : 0;
    const bool goesOn =
        !experiment_->divergence() && experiment_->step() <= step && experiment_->step() >= start;
    if (goesOn) return;
    if (from) {
        experiment_->restore(*from);
    } else {
        experiment_->rewind();
    }
}

std::int64_t TrainingSession::Worker::checkpointSpacing() const {
    return options_.checkpointSpacing > 0 ? options_.checkpointSpacing : cost_.spacing();
}

void TrainingSession::Worker::seekTo(std::int64_t step) {
    training_ = false;
    const std::int64_t target = std::clamp(step, std::int64_t{0}, record_.trainedTo());
    jumpTowards(target);
    seek_ = Seek{experiment_->step(), target};
    state_ = RunState::seeking;
    message_.clear();
    changed_ = true;
    if (target - experiment_->step() > checkpointSpacing()) record_.expectVisitsAround(target);
    if (experiment_->step() == target) rest();
}

void TrainingSession::Worker::seekOn() {
    advanceTimed();
    changed_ = true;
    if (experiment_->step() == seek_->target) {
        rest();
    } else {
        keepCheckpoint();
    }
}

/// Keeps the current state when that helps to come back.
void TrainingSession::Worker::keepCheckpoint() {
    const std::int64_t step = experiment_->step(), spacing = checkpointSpacing();
    const bool forTheRun = record_.checkpoints().wants(step, spacing);
    // Where the run's own have become sparse, more of them help around the step that is looked at.
    if (!forTheRun && !(seek_ && record_.nearby().wants(step, spacing))) return;
    const auto start = Clock::now();
    auto checkpoint = std::make_shared<const Checkpoint>(experiment_->checkpoint());
    cost_.noteCheckpoint(Clock::now() - start);
    (forTheRun ? record_.checkpoints() : record_.nearby()).add(std::move(checkpoint));
}

}  // namespace featurescope
