#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <variant>

#include "core/run/given_data.h"
#include "core/run/snapshot.h"
#include "core/run/view_request.h"
#include "core/training/learner.h"

namespace featurescope {

// Commands: plain values, carried out in order between two steps.
struct Play {};   ///< train until Pause or training.steps (beyond it when already there)
struct Pause {};  ///< stop after the current step
struct StepBy {
    std::int64_t count = 1;
};  ///< train `count` steps, then pause
struct RunTo {
    std::int64_t step = 0;
};                 ///< train to exactly that step, then pause; rewinds when it is behind
struct Rewind {};  ///< step 0 of the same spec, paused
struct Restart {   ///< step 0 of a new spec, in the same play or pause state
    ExperimentSpec spec;
    std::shared_ptr<const GivenData> data;  ///< for specs whose data kind is "file"
};
struct SetStepSize {
    double stepSize = 0;
};  ///< from the next step on; becomes part of the spec
struct SetSteps {
    std::int64_t steps = 0;
};  ///< new training.steps
struct SetSpeed {
    double stepsPerSecond = std::numeric_limits<double>::infinity();
};
struct SetView {
    ViewRequest view;
};  ///< what snapshots show from now on

using Command =
    std::variant<Play, Pause, StepBy, RunTo, Rewind, Restart, SetStepSize, SetSteps, SetSpeed, SetView>;

struct SessionOptions {
    LearnerOptions learner;
    int niceness = 0;  ///< of the training threads, 0..19; the window uses 10 so that it stays smooth
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

    /// Queues a command; returns at once. A Restart interrupts whatever long computation is under way.
    void send(Command command);
    /// The newest snapshot since the last call, or null. Taking one asks for the next.
    std::shared_ptr<const Snapshot> takeSnapshot();

  private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

}  // namespace featurescope
