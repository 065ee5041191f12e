#include "core/run/session_worker.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include "core/base/cancel.h"
#include "core/base/errors.h"
#include "core/recording/recording_schedule.h"
#include "core/run/command_queue.h"
#include "core/spec/spec_validation.h"

namespace featurescope {
namespace {

using namespace std::chrono_literals;

constexpr double kSnapshotShare = 1.0 / 10;
constexpr double kSeekShare = 1.0 / 2;
constexpr double kEvaluationShare = 1.0 / 25;
constexpr auto kLongestNap = 10ms;  // while waiting for the time of the next step

const ExperimentSpec& specIn(const Command& command) {
    const auto* const restart = std::get_if<Restart>(&command);
    return restart != nullptr ? restart->spec : std::get<Reopen>(command).archive->spec;
}

}  // namespace

TrainingSession::Worker::Worker(const SessionOptions& options)
    : options_(options),
      snapshotShare_(kSnapshotShare, 500ms),
      seekShare_(kSeekShare, 100ms),
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
        // Only the newest run matters; whatever is being computed for an older one is not. The same data and
        // start serve again, so they must not be broken off.
        if (leavesRun(command) && (!latestSpec_ || !haveSameStart(*latestSpec_, specIn(command))))
            operation_.request_stop();
        enqueue(commands_, std::move(command));
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
            playAfterRestart_ = playAfterRestart_ || (training_ && isPlaying_);
            training_ = false;
            seek_.reset();
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
        if (seek_) {
            seekOn();
        } else if (wantsStep()) {
            advanceOnce();
        }
        publishIfDue();
    }
}

/// Sleeps until there is something to do; false when the session is closing.
bool TrainingSession::Worker::waitForWork() {
    std::unique_lock lock(mutex_);
    const auto hasWork = [this] {
        return closing_ || !commands_.empty() || seek_ || wantsStep() || wantsSnapshot();
    };
    if (training_ && !hasWork()) {
        const auto now = Clock::now();
        const auto nap = now + kLongestNap;
        wake_.wait_until(lock, pace_.nextStep() > now ? std::min(pace_.nextStep(), nap) : nap, hasWork);
    } else {
        wake_.wait(lock, hasWork);
    }
    return !closing_;
}

bool TrainingSession::Worker::wantsStep() const {
    return training_ && (!isPlaying_ || pace_.allowsStep(Clock::now()));
}

bool TrainingSession::Worker::carryOutNextCommand() {
    std::optional<Command> command;
    bool isBrokenOff = false;
    {
        const std::lock_guard lock(mutex_);
        if (closing_) return false;
        command = takeCommand();
        if (!command) return false;
        if (leavesRun(*command)) {
            latestSpec_ = specIn(*command);
            isBrokenOff = operation_.stop_requested();
        }
        if (isBrokenOff) operation_ = std::stop_source{};
    }
    if (isBrokenOff) experiment_.reset();
    std::visit([this](auto& which) { carryOut(which); }, *command);
    changed_ = true;
    return true;
}

void TrainingSession::Worker::trainTo(std::int64_t target, bool isPlaying) {
    target_ = target;
    isPlaying_ = isPlaying;
    isStepping_ = false;
    if (experiment_->step() >= target) {
        rest();
        return;
    }
    if (!training_) rate_.restart(experiment_->step(), Clock::now());
    training_ = true;
    state_ = RunState::running;
    message_.clear();
    pace_.start(Clock::now());
}

void TrainingSession::Worker::advanceTimed() {
    const auto start = Clock::now();
    experiment_->advance();
    cost_.noteStep(Clock::now() - start);
}

void TrainingSession::Worker::advanceOnce() {
    advanceTimed();
    const auto now = Clock::now();
    const std::int64_t step = experiment_->step();
    rate_.note(step, now);
    changed_ = true;
    if (experiment_->divergence()) {
        // Training is deterministic: the same steps lead to the last acceptable state again.
        record_.noteDivergence(*experiment_->divergence());
        seekTo(step - 1);
        return;
    }
    const bool isNew = step > record_.trainedTo();
    record_.noteStep(step);
    keepCheckpoint();
    pace_.noteStep(step, now);
    if (isNew && isLogarithmicStep(step)) measure(MeasureDepth::everything, false);
    const bool stops = isPlaying_ && stopWatch_.isDue(step) && stopWatch_.reached(stopQuantity());
    if (stops || step >= target_) rest();
    if (stops) message_ = stopWatch_.reason(step);
}

/// Stands still at the current step.
void TrainingSession::Worker::rest() {
    training_ = false;
    seek_.reset();
    message_.clear();
    const std::int64_t step = experiment_->step();
    const std::optional<Divergence>& divergence = record_.divergence();
    state_ = RunState::paused;
    if (step == experiment_->spec().training.steps) state_ = RunState::finished;
    if (divergence && step == divergence->step - 1) {
        state_ = RunState::diverged;
        message_ = divergence->message;
    }
    measure(MeasureDepth::everything, true);
    changed_ = true;
}

/// Whether the current experiment has the data, start and engine of a run of this spec.
bool TrainingSession::Worker::canFollow(const ExperimentSpec& spec, const LearnerOptions& learner) const {
    if (experiment_ == nullptr || !haveSameStart(experiment_->spec(), spec)) return false;
    const LearnerInfo info = experiment_->learnerInfo();
    return (learner.engine == learner_.engine || nameOf(learner.engine) == info.engine) &&
           (learner.instructionSet == learner_.instructionSet ||
            nameOf(learner.instructionSet) == info.instructionSet);
}

/// Leaves the current run, and stands at step 0 of another.
void TrainingSession::Worker::enterRun(const ExperimentSpec& spec,
                                       const std::shared_ptr<const GivenData>& data,
                                       const LearnerOptions& learner) {
    training_ = false;
    seek_.reset();
    message_.clear();
    note_.clear();
    ++runId_;
    failedSpec_ = spec;
    if (canFollow(spec, learner)) {
        requireValid(spec);
        experiment_->follow(spec);
    } else {
        experiment_.reset();
        scene_.reset();
        given_ = data;
        learner_ = learner;
        state_ = RunState::preparing;
        publish();  // even over one that nobody has looked at yet: what follows may take long
        experiment_ = makeExperiment(spec, learner, given_.get(), operation_.get_token());
    }
    beginRun();
}

/// Step 0 of the current experiment, paused.
void TrainingSession::Worker::beginRun() {
    if (experiment_->divergence()) throw InputError(experiment_->divergence()->message);
    record_.begin(experiment_->spec());
    parts_ = StateParts{};
    madeParts_ = PartSet{};
    measuredStep_ = -1;
    cost_ = StepCost{};
    scene_ = experiment_->scene(view_.plane);
    rest();
}

void TrainingSession::Worker::fail(const std::string& message) {
    experiment_.reset();
    scene_.reset();
    training_ = false;
    seek_.reset();
    playAfterRestart_ = false;
    state_ = RunState::failed;
    message_ = message;
    changed_ = true;
}

}  // namespace featurescope
