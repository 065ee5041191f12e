#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/run/experiment.h"
#include "core/sweep/run_outcome.h"
#include "core/sweep/sweep_plan.h"

namespace featurescope {

/// States of long runs, so that a worker that was killed does not begin them anew.
struct LongRunStates {
    std::filesystem::path folder;
    std::chrono::milliseconds after = std::chrono::minutes(10);  ///< of a run before its state is kept
    std::chrono::milliseconds pause = std::chrono::minutes(5);   ///< between two states
};

/// Carries out runs of a sweep one after another on the calling thread, as `run` would. One that only differs
/// from the one before in its step sizes shares its data.
class SweepRunner {
  public:
    /// `plan` must outlive the runner.
    SweepRunner(const SweepPlan& plan, std::string programVersion,
                std::optional<LongRunStates> longRuns = {});

    /// What the run gives; nothing when it was stopped. A run that cannot be carried out has failed, with a
    /// sentence. FileError when the state of a long run cannot be written.
    std::optional<RunOutcome> carryOut(const PlannedRun& run, const std::string& key,
                                       const std::stop_token& stop);

  private:
    struct Attempt;
    void prepare(const ExperimentSpec& spec, std::stop_token stop);
    void train(RunOutcome& outcome, Attempt& attempt);

    const SweepPlan& plan_;
    std::string programVersion_;
    std::optional<LongRunStates> longRuns_;
    std::unique_ptr<Experiment> experiment_;
};

}  // namespace featurescope
