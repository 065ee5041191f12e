#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "core/recording/checkpoint_store.h"
#include "core/run/given_data.h"
#include "core/run/run_archive.h"
#include "core/run/snapshot.h"
#include "core/run/stop_rule.h"
#include "core/run/view_request.h"
#include "core/training/learner.h"

namespace featurescope {

// Commands: plain values, carried out in order between two steps. "Position" is the step shown, or the one
// being sought or stepped to. Training on from a position behind the last trained step repeats the same steps
// to the same bits, so what is recorded stays valid. While a step is sought, Play, SetStepSize and StepBy to
// a new step wait until it is reached. Meanwhile what has nothing to do with a step is carried out at once;
// Pause, Restart and Reopen drop what waits, and so does going elsewhere, but for SetStepSize.

/// Train until Pause, a stop rule, or training.steps (beyond it when already there).
struct Play {};
/// Stop after the current step; ends seeking where it is.
struct Pause {};
/// Train `count` steps from the position, then pause. Negative: show the step so far before the position.
struct StepBy {
    std::int64_t count = 1;
};
/// Come to exactly that step and pause: shown again when it was trained before, else trained.
struct RunTo {
    std::int64_t step = 0;
};
/// Show a step that was trained before (at most Snapshot::trainedTo, at least 0), exactly as it first was.
/// Takes the place of one that is still being sought.
struct ShowStep {
    std::int64_t step = 0;
};
/// Show step 0.
struct Rewind {};
/// Step 0 of a new spec, in the same play or pause state. Interrupts whatever is under way.
struct Restart {
    ExperimentSpec spec;
    std::shared_ptr<const GivenData> data;  ///< for specs whose data kind is "file"
    std::string engine{};  ///< as LearnerInfo says; any other text for the session's own choice
};
/// Go back to a run that was left, standing paused at one of its steps. Interrupts whatever is under way.
struct Reopen {
    std::shared_ptr<const RunArchive> archive;  ///< not null
    std::int64_t step = 0;                      ///< 0 .. archive->trainedTo
};
/// Use this step size from the position on; becomes part of the spec. Behind the last trained step this makes
/// a branch: what was recorded later is dropped from the run, and only an archive taken before still has it.
struct SetStepSize {
    double stepSize = 0;
};
/// New training.steps.
struct SetSteps {
    std::int64_t steps = 0;
};
/// How fast playing goes; all three limits hold at once.
struct SetSpeed {
    double stepsPerSecond = std::numeric_limits<double>::infinity();
    double secondsPerDecade =
        0;  ///< > 0: ten times as many steps take this much longer, so early steps are slow
    std::int64_t stepsPerFrame = 0;  ///< > 0: at most so many steps between two snapshots taken
};
/// Pause playing at a condition; nothing = only at training.steps.
struct SetStopRule {
    std::optional<StopRule> rule;
};
/// Bytes that checkpoints may take.
struct SetMemoryBudget {
    std::uint64_t bytes = CheckpointStore::kDefaultBudget;
};
/// The next snapshot has an archive, even while training.
struct KeepArchive {};
/// What snapshots show from now on.
struct SetView {
    ViewRequest view;
};

using Command = std::variant<Play, Pause, StepBy, RunTo, ShowStep, Rewind, Restart, Reopen, SetStepSize,
                             SetSteps, SetSpeed, SetStopRule, SetMemoryBudget, KeepArchive, SetView>;

struct SessionOptions {
    LearnerOptions learner;
    int niceness = 0;  ///< of the training threads, 0..19; the window uses 10 so that it stays smooth
    std::int64_t checkpointSpacing = 0;  ///< steps between two checkpoints; 0 = from what a step costs here
};

/// Runs one experiment at a time on a thread of its own. Commands go in, immutable snapshots come out through
/// a latest-value mailbox: a slow reader never slows training, a fast trainer never floods the reader.
/// Destruction joins within 100 ms whatever is being computed.
class TrainingSession {
  public:
    explicit TrainingSession(SessionOptions options);
    ~TrainingSession();
    TrainingSession(const TrainingSession&) = delete;
    TrainingSession& operator=(const TrainingSession&) = delete;

    /// Queues a command; returns at once. A Restart or Reopen interrupts whatever is under way.
    void send(Command command);
    /// The newest snapshot since the last call, or null. Taking one asks for the next.
    std::shared_ptr<const Snapshot> takeSnapshot();

  private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

}  // namespace featurescope
