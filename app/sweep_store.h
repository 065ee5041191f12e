#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/sweep/run_outcome.h"
#include "core/sweep/seed_statistic.h"
#include "core/sweep/sweep_plan.h"

namespace featurescope {

/// The folder where the workers of a sweep leave their results.
class SweepStore {
  public:
    explicit SweepStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// The sweep of the folder, as sweep.json in it says. FileError without one.
    SweepPlan plan() const;
    /// The same, after the folder was made for this sweep where it had none. InputError when the folder is
    /// that of another sweep, program, engine or instruction set.
    SweepPlan prepared(const SweepPlan& wanted) const;
    /// Asks for these points from now on.
    void askFor(const SweepPlan& plan, const std::vector<GridPoint>& points) const;

    /// Calls visit for every line that a worker has written.
    /// @param reads  says by its path whether a shard file is to be read
    void visitRuns(const std::function<bool(const std::filesystem::path&)>& reads,
                   const std::function<void(const RunOutcome&)>& visit) const;
    /// How each run has ended.
    std::map<std::string, RunOutcomeState> states(
        const std::function<bool(const std::filesystem::path&)>& reads) const;
    /// Of every planned run that is there, the value of a metric at a step.
    std::vector<SeedValue> valuesAt(const SweepPlan& plan, Observable metric, std::int64_t step) const;

    const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path descriptionPath() const { return folder_ / "sweep.json"; }
    void write(const SweepSpec& sweep) const;

    std::filesystem::path folder_;
};

}  // namespace featurescope
