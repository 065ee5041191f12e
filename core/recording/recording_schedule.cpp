#include "core/recording/recording_schedule.h"

#include <cmath>

namespace featurescope {

std::int64_t nextLogarithmicStep(std::int64_t step) {
    constexpr std::int64_t kDense = 10;
    constexpr double kPerDecade = 24;  // 20 would fall short between, say, 11 and 110 through rounding
    if (step < kDense) return step + 1;
    // Steps round(10^(k / 24)): from the exponent of `step`, the first k that rounds to a larger step.
    auto k = static_cast<std::int64_t>(std::floor(kPerDecade * std::log10(static_cast<double>(step))));
    std::int64_t next = step;
    while (next <= step) next = std::llround(std::pow(10.0, static_cast<double>(++k) / kPerDecade));
    return next;
}

}  // namespace featurescope
