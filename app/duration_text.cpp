#include "app/duration_text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/base/number_text.h"

namespace featurescope {

std::string durationText(double seconds) {
    struct Unit {
        const char* name;
        std::int64_t seconds;
    };
    constexpr Unit kUnits[] = {{"d", 86400}, {"h", 3600}, {"min", 60}, {"s", 1}};
    constexpr double kLongest = 1e15;
    auto left = static_cast<std::int64_t>(std::llround(std::min(seconds, kLongest)));
    std::string text;
    int shown = 0;
    for (const Unit& unit : kUnits) {
        const std::int64_t count = left / unit.seconds;
        left %= unit.seconds;
        if (count == 0 && shown == 0 && unit.seconds > 1) continue;
        if (count > 0 || shown == 0) text += (text.empty() ? "" : " ") + numberText(count) + " " + unit.name;
        if (++shown == 2) break;
    }
    return text;
}

}  // namespace featurescope
