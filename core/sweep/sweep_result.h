#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/sweep/run_outcome.h"

namespace featurescope {

/// What the runs of a sweep have given so far, in memory. Copying is cheap: plan and outcomes are shared and
/// immutable.
class SweepResult {
  public:
    explicit SweepResult(std::shared_ptr<const SweepPlan> plan);

    const SweepPlan& plan() const { return *plan_; }
    /// Notes an outcome for the cell that it names; one that the plan does not have is left out.
    void add(std::shared_ptr<const RunOutcome> outcome);
    /// The run of the seed at this position of plan().seeds(); null while there is none.
    const RunOutcome* at(GridPoint point, std::size_t seed) const;
    std::int64_t runsThere() const { return there_; }
    /// Every step that some run has recorded, in increasing order.
    const std::vector<std::int64_t>& steps() const { return steps_; }
    /// The last recorded step that is not after `step`, or the first one; `step` itself without any.
    std::int64_t recordedStep(std::int64_t step) const;

  private:
    std::size_t indexOf(GridPoint point, std::size_t seed) const;

    std::shared_ptr<const SweepPlan> plan_;
    std::vector<std::shared_ptr<const RunOutcome>> outcomes_;  ///< [y][x][seed]
    std::vector<std::int64_t> steps_;
    std::int64_t there_ = 0;
};

}  // namespace featurescope
