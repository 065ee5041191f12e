#include "core/theory/learning_clock.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace featurescope {
namespace {

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

LearningClock::LearningClock(const TrainingSettings& training)
    : schedule_(training.stepSchedule), stretches_{{.start = 0, .stepSize = training.stepSize, .before = 0}} {
    for (const StepSizeChange& change : training.stepSizeChanges)
        stretches_.push_back({.start = change.step, .stepSize = change.stepSize, .before = at(change.step)});
}

double LearningClock::at(std::int64_t steps) const {
    const auto next =
        std::upper_bound(stretches_.begin() + 1, stretches_.end(), steps,
                         [](std::int64_t wanted, const Stretch& stretch) { return wanted < stretch.start; });
    const Stretch& now = *std::prev(next);
    return now.before + now.stepSize * timeOfUnitSteps(schedule_, now.start, steps - now.start);
}

}  // namespace featurescope
