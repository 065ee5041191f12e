#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

#include "core/recording/recording_schedule.h"
#include "core/run/experiment.h"
#include "core/run/run_record.h"

namespace featurescope {

/// How a run ended.
enum class RunEnd { done, diverged, interrupted };

/// Trains an experiment to its last step and records it on the way. However it ends, the experiment stands at
/// the step of the last recorded row; after a divergence that is the last acceptable one.
class RecordedRun {
  public:
    /// Called between two steps: before the first one, whenever a step was recorded, and every few
    /// milliseconds, also while the run goes back before a divergence.
    using Progress = std::function<void(RecordedRun&)>;

    /// @param experiment  stands at step 0
    RecordedRun(Experiment& experiment, const RecordingSchedule& schedule, std::stop_token interrupted)
        : experiment_(experiment), schedule_(schedule), interrupted_(std::move(interrupted)) {}

    /// Keeps what a session file holds, too; costs a look at the neurons now and then. Call before train().
    void keepRecord();
    /// What keepRecord() asked for; null without it.
    const RunRecord* record() const { return record_ ? &*record_ : nullptr; }

    /// Goes on where another run of the same spec was left. To be called before train(). Throws InputError
    /// when the experiment cannot take up that state.
    void resume(const TimelineView& rows, Checkpoint state);
    RunEnd train(const Progress& progress);

    const Experiment& experiment() const { return experiment_; }
    const RecordingSchedule& schedule() const { return schedule_; }
    /// The current state. Going back before a divergence starts from the last one that was taken.
    const Checkpoint& takeCheckpoint();
    TimelineView timeline() const { return timeline_.view(); }
    /// What happened, when train() ended with a divergence.
    const Divergence& divergence() const { return divergence_; }
    /// Expected time until the last step, at the speed so far; 0 when it is not known.
    double secondsLeft() const;
    /// Over the gradient steps alone, without measuring; 0 when there were none.
    double stepsPerSecond() const { return seconds_ > 0 ? static_cast<double>(steps_) / seconds_ : 0; }

  private:
    /// Some steps, at most to `end`.
    void advanceTo(std::int64_t end);
    void measure();
    RunEnd goBackBefore(const Divergence& divergence, const Progress& progress);
    void forgetLaterSteps();

    Experiment& experiment_;
    RecordingSchedule schedule_;
    std::stop_token interrupted_;
    Timeline timeline_;
    std::optional<RunRecord> record_;
    std::optional<Checkpoint> checkpoint_;
    Divergence divergence_;
    std::int64_t stepsPerLook_ = 1;
    std::int64_t steps_ = 0;
    double seconds_ = 0;
};

}  // namespace featurescope
