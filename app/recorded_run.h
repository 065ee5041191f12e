#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

#include "core/run/experiment.h"

namespace featurescope {

/// How a run ended.
enum class RunEnd { done, diverged, interrupted };

/// Trains an experiment to its last step and records it on the way. After a divergence the experiment stands
/// at the last acceptable step, which is also the last recorded row.
class RecordedRun {
  public:
    /// Called now and then while training.
    using Progress = std::function<void(const RecordedRun&)>;

    /// @param every  records every so many steps; empty = ever sparser (nextLogarithmicStep). Step 0 and the
    /// last step
    ///               are always recorded.
    RecordedRun(Experiment& experiment, std::optional<std::int64_t> every, std::stop_token interrupted)
        : experiment_(experiment), every_(every), interrupted_(std::move(interrupted)) {}

    RunEnd train(const Progress& progress);

    const Experiment& experiment() const { return experiment_; }
    TimelineView timeline() const { return timeline_.view(); }
    /// What happened, when train() ended with a divergence.
    const Divergence& divergence() const { return divergence_; }
    /// Expected time until the last step, at the speed so far; 0 when it is not known.
    double secondsLeft() const;
    /// Over the gradient steps alone, without measuring; 0 when there were none.
    double stepsPerSecond() const { return seconds_ > 0 ? static_cast<double>(steps_) / seconds_ : 0; }

  private:
    std::int64_t recordAfter(std::int64_t step) const;
    /// Some steps, at most to `end`.
    void advanceTo(std::int64_t end);
    void record();
    RunEnd goBackBefore(const Divergence& divergence);

    Experiment& experiment_;
    std::optional<std::int64_t> every_;
    std::stop_token interrupted_;
    Timeline timeline_;
    Divergence divergence_;
    std::int64_t stepsPerLook_ = 1;
    std::int64_t steps_ = 0;
    double seconds_ = 0;
};

}  // namespace featurescope
