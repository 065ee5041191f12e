#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>

#include "core/recording/neuron_history.h"
#include "core/recording/timeline.h"
#include "core/run/experiment.h"
#include "core/run/snapshot.h"

namespace featurescope {

/// A run that stops at steps named beforehand, for pictures and movies. Unlike those of a TrainingSession its
/// snapshots do not depend on how fast the machine is: same spec, options and stops, same curves to the bit.
class StagedRun {
  public:
    /// Stands at step 0. Throws like makeExperiment; `given` is read during construction only.
    StagedRun(const ExperimentSpec& spec, const LearnerOptions& options, const GivenData* given,
              std::stop_token stop);

    /// Trains to `step`, which is not behind. After a divergence the run stands at the last acceptable step,
    /// and state() is diverged. Throws Cancelled.
    void advanceTo(std::int64_t step);
    std::int64_t step() const { return experiment_->step(); }
    /// paused, finished or diverged.
    RunState state() const;
    /// A sentence when the run has diverged.
    const std::string& message() const { return message_; }
    /// This moment with everything that the request asks for.
    std::shared_ptr<const Snapshot> snapshot(const ViewRequest& view);

  private:
    void record();
    void backBefore(Divergence divergence);

    std::stop_token stop_;
    std::unique_ptr<Experiment> experiment_;
    Timeline timeline_;
    NeuronHistory history_;
    std::string message_;
};

}  // namespace featurescope
