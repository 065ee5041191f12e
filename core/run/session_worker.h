#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "core/run/experiment.h"
#include "core/run/latest_value.h"
#include "core/run/pace.h"
#include "core/run/run_record.h"
#include "core/run/step_cost.h"
#include "core/run/step_rate.h"
#include "core/run/stop_watch.h"
#include "core/run/time_share.h"
#include "core/run/training_session.h"

namespace featurescope {

/// The thread behind a TrainingSession. Everything below "worker thread only" is touched by that thread
/// alone.
class TrainingSession::Worker {
  public:
    explicit Worker(const SessionOptions& options);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void send(Command command);
    std::shared_ptr<const Snapshot> takeSnapshot();

  private:
    using Clock = std::chrono::steady_clock;

    /// On the way to a step that was trained before.
    struct Seek {
        std::int64_t from = 0, target = 0;
    };

    // Worker thread only.
    void run();
    void runUntilClosed();
    bool waitForWork();
    bool carryOutNextCommand();
    std::optional<Command> takeCommand();
    bool mustWaitForArrival(const Command& command) const;
    void carryOut(const Play&);
    void carryOut(const Pause&);
    void carryOut(const StepBy& command);
    void carryOut(const RunTo& command);
    void carryOut(const ShowStep& command);
    void carryOut(const Rewind&);
    void carryOut(const Restart& command);
    void carryOut(const Reopen& command);
    void carryOut(const SetStepSize& command);
    void carryOut(const SetSteps& command);
    void carryOut(const SetSpeed& command);
    void carryOut(const SetStopRule& command);
    void carryOut(const SetMemoryBudget& command);
    void carryOut(const KeepArchive&);
    void carryOut(const SetView& command);

    bool canTrain() const { return experiment_ != nullptr && state_ != RunState::diverged; }
    bool isIdle() const { return !training_ && !seek_; }
    std::int64_t position() const;
    bool wantsStep() const;
    bool wantsSnapshot() const;
    void trainTo(std::int64_t target, bool isPlaying);
    void advanceOnce();
    void advanceTimed();
    void rest();
    std::int64_t checkpointSpacing() const;
    bool canFollow(const ExperimentSpec& spec, const LearnerOptions& learner) const;
    void enterRun(const ExperimentSpec& spec, const std::shared_ptr<const GivenData>& data,
                  const LearnerOptions& learner);
    void beginRun();
    void fail(const std::string& message);
    void measure(MeasureDepth depth, bool isResting);
    double stopQuantity();
    void publishIfDue();
    void publish();
    void describeState(Snapshot& snapshot);
    void makeParts(bool everything);

    // Going back and forth, in session_travel.cpp.
    void jumpTowards(std::int64_t step);
    void seekTo(std::int64_t step);
    void seekOn();
    void keepCheckpoint();

    const SessionOptions options_;

    std::mutex mutex_;  ///< guards the members of this group; held for one move only
    std::condition_variable wake_;
    std::deque<Command> commands_;
    std::stop_source operation_;                ///< cancels the long computation under way
    std::optional<ExperimentSpec> latestSpec_;  ///< of the run being prepared or under way
    bool closing_ = false;

    LatestValue<Snapshot> mailbox_;

    // Worker thread only.
    std::unique_ptr<Experiment> experiment_;
    LearnerOptions learner_;  ///< as asked for when the experiment was made
    std::shared_ptr<const GivenData> given_;
    std::shared_ptr<const RunScene> scene_;
    RunRecord record_;
    StateParts parts_;           ///< as last made
    PartSet madeParts_;          ///< which they are
    Selection partsSelection_;   ///< that they were made for
    ExperimentSpec failedSpec_;  ///< what could not be run, while there is no experiment
    Measurement measurement_;    ///< at measuredStep_
    std::int64_t measuredStep_ = -1;
    MeasureDepth measuredDepth_ = MeasureDepth::trainingOnly;
    std::uint64_t runId_ = 0;
    RunState state_ = RunState::preparing;
    std::string message_;
    std::string note_;  ///< what is other than expected in this run, for when there is no message
    bool training_ = false;
    bool isPlaying_ = false;         ///< training as Play, as opposed to running to a step
    bool isStepping_ = false;        ///< training as StepBy
    bool playAfterRestart_ = false;  ///< a Restart interrupted playing
    std::int64_t target_ = 0;        ///< where training pauses
    std::optional<Seek> seek_;       ///< never while training
    Pace pace_;
    StopWatch stopWatch_;
    StepCost cost_;
    Clock::time_point playStart_{};
    bool archiveWanted_ = false;  ///< by KeepArchive
    ViewRequest view_;
    bool changed_ = false;  ///< something to show since the last snapshot
    StepRate rate_;
    TimeShare snapshotShare_;
    TimeShare seekShare_;  ///< of the snapshots on the way to a step
    TimeShare evaluationShare_;

    std::jthread thread_;  ///< last: joined before anything else is destroyed
};

}  // namespace featurescope
