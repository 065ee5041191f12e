#pragma once

#include <cstdint>
#include <vector>

#include "core/training/training_settings.h"

namespace featurescope {

/// Learning time tau: the sum of the step sizes of the first steps of a run; alpha t when alpha never
/// changes. Curves ask for it at many steps, so that the changes are summed up once.
class LearningClock {
  public:
    explicit LearningClock(const TrainingSettings& training);

    /// tau after `steps` steps.
    double at(std::int64_t steps) const;

  private:
    /// From a step on, until the next stretch begins, one step size is in force.
    struct Stretch {
        std::int64_t start = 0;
        double stepSize = 0;
        double before = 0;  ///< tau at its start
    };

    StepSchedule schedule_;
    std::vector<Stretch> stretches_;  ///< by start, the first at 0
};

}  // namespace featurescope
