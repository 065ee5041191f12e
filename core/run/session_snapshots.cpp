#include <utility>

#include "core/recording/recording_schedule.h"
#include "core/run/session_worker.h"

// Measuring the current step and handing it out. All of it runs on the worker thread.

namespace featurescope {

bool TrainingSession::Worker::wantsSnapshot() const {
    if (!changed_ || !mailbox_.wanted()) return false;
    const auto now = Clock::now();
    if (seek_) {
        constexpr double kSecondsPerFrame = 1.0 / 60;
        // What is nearly there is not worth a look on the way.
        const std::int64_t left = seek_->target - experiment_->step();
        return cost_.secondsFor(left) > kSecondsPerFrame && seekShare_.isDue(now);
    }
    return !training_ || snapshotShare_.isDue(now) || (isPlaying_ && pace_.waitsForFrame());
}

/// Measures the current step unless that was done at this depth, and records it.
void TrainingSession::Worker::measure(MeasureDepth depth, bool isResting) {
    const std::int64_t step = experiment_->step();
    const bool known =
        measuredStep_ == step && (measuredDepth_ == depth || depth == MeasureDepth::trainingOnly);
    if (!known) {
        const auto start = Clock::now();
        measurement_ = experiment_->measure(depth);
        measuredStep_ = step;
        measuredDepth_ = depth;
        if (depth == MeasureDepth::everything) evaluationShare_.note(start, Clock::now());
    }
    record_.note({step, measurement_}, measuredDepth_, isResting);
    if (isLogarithmicStep(step)) record_.note(step, experiment_->neurons(), experiment_->normalisedMargins());
}

/// What the stop rule looks at, now.
double TrainingSession::Worker::stopQuantity() {
    const StopQuantity quantity = stopWatch_.rule()->quantity;
    if (quantity == StopQuantity::step) return static_cast<double>(experiment_->step());
    if (quantity == StopQuantity::seconds) {
        return std::chrono::duration<double>(Clock::now() - playStart_).count();
    }
    measure(quantity == StopQuantity::testError ? MeasureDepth::everything : MeasureDepth::trainingOnly,
            false);
    if (quantity == StopQuantity::testError) return measurement_[Observable::testError];
    if (quantity == StopQuantity::trainError) return measurement_[Observable::trainError];
    if (quantity == StopQuantity::trainLoss) return measurement_[Observable::trainLoss];
    return measurement_[Observable::alignmentOwnMedian];
}

void TrainingSession::Worker::publishIfDue() {
    if (!wantsSnapshot()) return;
    const auto start = Clock::now();
    publish();
    (seek_ ? seekShare_ : snapshotShare_).note(start, Clock::now());
    pace_.noteFrame();
}

/// The state of the network and what is recorded of the run.
void TrainingSession::Worker::describeState(Snapshot& snapshot) {
    const auto start = Clock::now();
    const bool evaluate = isIdle() || (training_ && evaluationShare_.isDue(start));
    measure(evaluate ? MeasureDepth::everything : MeasureDepth::trainingOnly, isIdle());
    snapshot.step = experiment_->step();
    snapshot.stepsPerSecond = training_ ? rate_.perSecond() : 0;
    snapshot.timeline = record_.timeline().view();
    snapshot.measurement = measurement_;
    snapshot.history = record_.history();
    snapshot.trainedTo = record_.trainedTo();
    snapshot.markers = record_.markers();
    snapshot.divergence = record_.divergence();
    snapshot.memory = record_.memory();
    makeParts(evaluate);
    if (evaluate) evaluationShare_.note(start, Clock::now());
    static_cast<StateView&>(snapshot) = experiment_->view(view_);
    static_cast<StateParts&>(snapshot) = parts_;
    if (isIdle()) {
        snapshot.weightsSha256 = experiment_->weightsSha256();
        snapshot.outputWeightsSha256 = experiment_->outputWeightsSha256();
    }
    if (isIdle() || std::exchange(archiveWanted_, false)) {
        snapshot.archive = record_.archive(snapshot.spec, given_, experiment_->learnerInfo(), snapshot.step);
    }
    if (seek_) {
        const std::int64_t way = seek_->target - seek_->from, left = seek_->target - snapshot.step;
        snapshot.seek = SeekProgress{.target = seek_->target,
                                     .share = 1 - static_cast<double>(left) / static_cast<double>(way),
                                     .secondsLeft = cost_.secondsFor(left)};
    }
}

/// Makes the parts again, all of them or those that the view asks for otherwise than before: opening a panel
/// and picking something out are answered at once.
void TrainingSession::Worker::makeParts(bool everything) {
    if (everything || view_.parts != madeParts_) {
        parts_ = experiment_->parts(view_);
    } else if (view_.selection != partsSelection_ && view_.parts.contains(SnapshotPart::activity)) {
        ViewRequest request = view_;
        request.parts = PartSet{}.with(SnapshotPart::activity);
        parts_.activity = experiment_->parts(request).activity;
    }
    madeParts_ = view_.parts;
    partsSelection_ = view_.selection;
}

void TrainingSession::Worker::publish() {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->runId = runId_;
    snapshot->state = state_;
    snapshot->message = !message_.empty() ? message_ : !note_.empty() ? note_ : record_.whatIsScarce();
    snapshot->scene = scene_;
    snapshot->spec = experiment_ ? experiment_->spec() : failedSpec_;
    if (experiment_ && scene_) describeState(*snapshot);
    changed_ = !isIdle();
    mailbox_.publish(std::move(snapshot));
}

}  // namespace featurescope
