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

/// Sum of 1 / sqrt(k) for k = 1 .. count, by its asymptotic series (Euler and Maclaurin) beyond a few terms.
double inverseRootSum(std::int64_t count) {
    constexpr std::int64_t kTerms = 16;
    double sum = 0;
    for (std::int64_t k = 1; k <= std::min(count, kTerms); ++k) sum += 1 / std::sqrt(static_cast<double>(k));
    if (count <= kTerms) return sum;
    const auto tail = [](double k) {
        const double root = std::sqrt(k), inverse = 1 / k;
        return 2 * root + 0.5 / root - inverse / (24 * root) + inverse * inverse * inverse / (384 * root);
    };
    return sum + tail(static_cast<double>(count)) - tail(static_cast<double>(kTerms));
}

/// What the schedule makes of `steps` steps of size 1 from the step `first` on.
double timeOfUnitSteps(StepSchedule schedule, std::int64_t first, std::int64_t steps) {
    if (schedule == StepSchedule::constant) return static_cast<double>(steps);
    return inverseRootSum(first + steps + 1) - inverseRootSum(first + 1);
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

double learningTime(const TrainingSettings& training, std::int64_t steps) {
    double time = 0, stepSize = training.stepSize;
    std::int64_t since = 0;
    for (const StepSizeChange& change : training.stepSizeChanges) {
        if (change.step >= steps) break;
        time += stepSize * timeOfUnitSteps(training.stepSchedule, since, change.step - since);
        since = change.step;
        stepSize = change.stepSize;
    }
    return time + stepSize * timeOfUnitSteps(training.stepSchedule, since, steps - since);
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
