#include "ui/view_models/time_scale.h"

#include <algorithm>
#include <cmath>

#include "ui/view_models/nice_scale.h"

namespace featurescope::ui {

double TimeScale::position(std::int64_t step) const {
    const auto at = static_cast<double>(std::clamp<std::int64_t>(step, 0, last));
    const auto end = static_cast<double>(std::max<std::int64_t>(last, 1));
    return logarithmic ? std::log1p(at) / std::log1p(end) : at / end;
}

std::int64_t TimeScale::step(double position) const {
    const double share = std::clamp(position, 0.0, 1.0);
    const auto end = static_cast<double>(std::max<std::int64_t>(last, 1));
    const double at = logarithmic ? std::expm1(share * std::log1p(end)) : share * end;
    return std::clamp<std::int64_t>(std::llround(at), 0, last);
}

std::vector<std::int64_t> TimeScale::ticks(int most) const {
    std::vector<std::int64_t> result{0};
    if (!logarithmic) {
        const auto interval = static_cast<std::int64_t>(
            std::max(1.0, niceInterval(static_cast<double>(last), std::max(1, most - 1))));
        for (std::int64_t step = interval; step <= last; step += interval) result.push_back(step);
        return result;
    }
    for (const bool thin : {false, true}) {
        result.assign(1, 0);
        for (std::int64_t decade = 1; decade <= last; decade *= 10) {
            for (const std::int64_t factor : {1, 2, 5}) {
                const bool wanted = factor == 1 || !thin;
                if (wanted && decade * factor <= last) result.push_back(decade * factor);
            }
            if (decade > last / 10) break;
        }
        if (static_cast<int>(result.size()) <= most) return result;
    }
    return result;
}

}  // namespace featurescope::ui
