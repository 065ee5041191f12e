#include "core/recording/recording_schedule.h"

#include <cmath>

namespace featurescope {

std::int64_t RecordingSchedule::after(std::int64_t step) const {
    if (every_) return step - step % *every_ + *every_;
    constexpr std::int64_t kDenseUntil = 10;
    constexpr double kPerDecade = 24;
    if (step < kDenseUntil) return step + 1;
    // Started one notch early, since the logarithm is rounded.
    double notch = std::floor(kPerDecade * std::log10(static_cast<double>(step))) - 1;
    for (;; ++notch) {
        const std::int64_t candidate = std::llround(std::pow(10.0, notch / kPerDecade));
        if (candidate > step) return candidate;
    }
}

}  // namespace featurescope
