#include "core/training/training_settings.h"

#include <algorithm>
#include <cmath>

namespace featurescope {
namespace {

/// The first change after this step.
auto firstChangeAfter(const std::vector<StepSizeChange>& changes, std::int64_t step) {
    return std::upper_bound(
        changes.begin(), changes.end(), step,
        [](std::int64_t wanted, const StepSizeChange& change) { return wanted < change.step; });
}

}  // namespace

double stepSizeInForce(const TrainingSettings& training, std::int64_t step) {
    const auto next = firstChangeAfter(training.stepSizeChanges, step);
    return next == training.stepSizeChanges.begin() ? training.stepSize : std::prev(next)->stepSize;
}

double stepSizeAt(const TrainingSettings& training, std::int64_t step) {
    const double stepSize = stepSizeInForce(training, step);
    switch (training.stepSchedule) {
        case StepSchedule::constant:
            return stepSize;
        case StepSchedule::inverseSqrt:
            return stepSize / std::sqrt(static_cast<double>(step) + 2);
    }
    return stepSize;  // no other kind exists
}

void changeStepSizeFrom(TrainingSettings& training, std::int64_t step, double stepSize) {
    std::vector<StepSizeChange>& changes = training.stepSizeChanges;
    const bool isLast = changes.empty() || changes.back().step <= step;
    if (isLast && stepSizeInForce(training, step) == stepSize) return;
    std::erase_if(changes, [step](const StepSizeChange& change) { return change.step >= step; });
    if (stepSizeInForce(training, step) == stepSize) return;
    if (step == 0) {
        training.stepSize = stepSize;
    } else {
        changes.push_back({step, stepSize});
    }
}

}  // namespace featurescope
