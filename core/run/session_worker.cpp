#include "core/run/session_worker.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <limits>
#include <new>

#include "core/base/cancel.h"
#include "core/base/errors.h"
#include "core/recording/recording_schedule.h"

namespace featurescope {
namespace {

using namespace std::chrono_literals;

constexpr double kSnapshotShare = 1.0 / 10;
constexpr double kEvaluationShare = 1.0 / 25;
constexpr auto kLongestNap = 10ms;  // while waiting for the time of the next step

}  // namespace

TrainingSession::Worker::Worker(const SessionOptions& options)
    : options_(options),
      stepsPerSecond_(std::numeric_limits<double>::infinity()),
      snapshotShare_(kSnapshotShare, 500ms),
      evaluationShare_(kEvaluationShare, 2s),
      thread_([this] { run(); }) {}

TrainingSession::Worker::~Worker() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
        operation_.request_stop();
    }
    wake_.notify_one();
}

void TrainingSession::Worker::send(Command command) {
    {
        const std::lock_guard lock(mutex_);
        if (std::holds_alternative<Restart>(command)) {
            // Only the newest spec matters; whatever is being computed for an older one is not.
            std::erase_if(commands_,
                          [](const Command& queued) { return std::holds_alternative<Restart>(queued); });
            operation_.request_stop();
        }
        commands_.push_back(std::move(command));
    }
    wake_.notify_one();
}

std::shared_ptr<const Snapshot> TrainingSession::Worker::takeSnapshot() {
    auto snapshot = mailbox_.take();
    if (snapshot) {
        // Taking the lock makes sure that a worker about to sleep sees that a snapshot is wanted again.
        { const std::lock_guard lock(mutex_); }
        wake_.notify_one();
    }
    return snapshot;
}

void TrainingSession::Worker::run() {
    if (options_.niceness > 0) {
        // A failure only means that the window is less smooth.
        setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), options_.niceness);
    }
    while (true) {
        try {
            runUntilClosed();
            return;
        } catch (const Cancelled&) {
            // A newer Restart waits in the queue, or the session is closing.
            playAfterRestart_ = playAfterRestart_ || (training_ && limitedBySpeed_);
            training_ = false;
            experiment_.reset();
        } catch (const InputError& error) {
            fail(error.what());
        } catch (const std::bad_alloc&) {
            fail("There is not enough free memory for this run; make it smaller.");
        } catch (const std::exception& error) {
            fail(std::string("The run stopped: ") + error.what() + ".");
        }
    }
}

void TrainingSession::Worker::runUntilClosed() {
    while (waitForWork()) {
        if (carryOutNextCommand()) continue;
        if (wantsStep()) advanceOnce();
        publishIfDue();
    }
}

/// Sleeps until there is something to do; false when the session is closing.
bool TrainingSession::Worker::waitForWork() {
    std::unique_lock lock(mutex_);
    const auto hasWork = [this] { return closing_ || !commands_.empty() || wantsStep() || wantsSnapshot(); };
    if (training_ && !hasWork()) {
        wake_.wait_until(lock, std::min(nextStepTime_, Clock::now() + kLongestNap), hasWork);
    } else {
        wake_.wait(lock, hasWork);
    }
    return !closing_;
}

bool TrainingSession::Worker::wantsStep() const { return training_ && Clock::now() >= nextStepTime_; }

bool TrainingSession::Worker::wantsSnapshot() const {
    return changed_ && mailbox_.wanted() && (!training_ || snapshotShare_.isDue(Clock::now()));
}

bool TrainingSession::Worker::carryOutNextCommand() {
    Command command;
    {
        const std::lock_guard lock(mutex_);
        if (closing_ || commands_.empty()) return false;
        command = std::move(commands_.front());
        commands_.pop_front();
        if (std::holds_alternative<Restart>(command)) operation_ = std::stop_source{};
    }
    std::visit([this](auto& which) { carryOut(which); }, command);
    changed_ = true;
    return true;
}

void TrainingSession::Worker::trainTo(std::int64_t target, bool limitedBySpeed) {
    target_ = target;
    limitedBySpeed_ = limitedBySpeed;
    if (experiment_->step() >= target) {
        stopTraining();
        return;
    }
    if (!training_) rate_.restart(experiment_->step(), Clock::now());
    training_ = true;
    state_ = RunState::running;
    nextStepTime_ = Clock::now();
}

void TrainingSession::Worker::advanceOnce() {
    experiment_->advance();
    const auto now = Clock::now();
    rate_.note(experiment_->step(), now);
    changed_ = true;
    if (experiment_->divergence()) {
        backBeforeDivergence();
        return;
    }
    if (limitedBySpeed_ && stepsPerSecond_ < std::numeric_limits<double>::infinity()) {
        const auto pause =
            std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / stepsPerSecond_));
        nextStepTime_ = std::max(nextStepTime_ + pause, now);
    }
    const std::int64_t step = experiment_->step();
    if (nextLogarithmicStep(step - 1) == step) record(MeasureDepth::everything);
    if (step >= target_) stopTraining();
}

void TrainingSession::Worker::stopTraining() {
    training_ = false;
    state_ =
        experiment_->step() == experiment_->spec().training.steps ? RunState::finished : RunState::paused;
    record(MeasureDepth::everything);
}

/// Shows the last acceptable state: training is deterministic, so the same steps lead there again.
void TrainingSession::Worker::backBeforeDivergence() {
    const Divergence divergence = *experiment_->divergence();
    training_ = false;
    experiment_->rewind();
    while (experiment_->step() + 1 < divergence.step) experiment_->advance();
    state_ = RunState::diverged;
    message_ = divergence.message;
    record(MeasureDepth::everything);
}

/// Step 0 of the current experiment, paused.
void TrainingSession::Worker::beginRun() {
    if (experiment_->divergence()) throw InputError(experiment_->divergence()->message);
    ++runId_;
    state_ = RunState::paused;
    message_.clear();
    timeline_ = Timeline{};
    history_ = NeuronHistory{};
    parts_ = StateParts{};
    measuredStep_ = -1;
    scene_ = experiment_->scene(view_.plane);
    record(MeasureDepth::everything);
    changed_ = true;
}

void TrainingSession::Worker::fail(const std::string& message) {
    experiment_.reset();
    scene_.reset();
    timeline_ = Timeline{};
    history_ = NeuronHistory{};
    training_ = false;
    playAfterRestart_ = false;
    state_ = RunState::failed;
    message_ = message;
    changed_ = true;
}

/// Measures the current step unless that was done at this depth, and appends it to the timeline.
void TrainingSession::Worker::record(MeasureDepth depth) {
    const std::int64_t step = experiment_->step();
    const bool known =
        measuredStep_ == step && (measuredDepth_ == depth || depth == MeasureDepth::trainingOnly);
    if (known) return;
    const auto start = Clock::now();
    measurement_ = experiment_->measure(depth);
    measuredStep_ = step;
    measuredDepth_ = depth;
    timeline_.record({step, measurement_});
    if (step == 0 || nextLogarithmicStep(step - 1) == step) history_.record(step, experiment_->neurons());
    if (depth == MeasureDepth::everything) evaluationShare_.note(start, Clock::now());
}

void TrainingSession::Worker::publishIfDue() {
    if (!wantsSnapshot()) return;
    const auto start = Clock::now();
    publish();
    snapshotShare_.note(start, Clock::now());
}

void TrainingSession::Worker::publish() {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->runId = runId_;
    snapshot->state = state_;
    snapshot->message = message_;
    snapshot->scene = scene_;
    snapshot->spec = experiment_ ? experiment_->spec() : failedSpec_;
    if (experiment_ && scene_) {
        const bool evaluate = !training_ || evaluationShare_.isDue(Clock::now());
        record(evaluate ? MeasureDepth::everything : MeasureDepth::trainingOnly);
        snapshot->step = experiment_->step();
        snapshot->stepsPerSecond = training_ ? rate_.perSecond() : 0;
        snapshot->timeline = timeline_.view();
        snapshot->measurement = measurement_;
        snapshot->history = history_.view();
        if (evaluate) parts_ = experiment_->parts(view_);
        static_cast<StateView&>(*snapshot) = experiment_->view(view_);
        static_cast<StateParts&>(*snapshot) = parts_;
        if (!training_) snapshot->weightsSha256 = experiment_->weightsSha256();
    }
    changed_ = training_;
    mailbox_.publish(std::move(snapshot));
}

}  // namespace featurescope
