#include "ui/view_models/nice_scale.h"

#include <cmath>
#include <initializer_list>

namespace featurescope::ui {

double niceCeiling(double value) {
    if (!(value > 0) || !std::isfinite(value)) return 1;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        // The slack keeps 0.1 + 0.2 from jumping to the next step.
        if (factor * power >= value * (1 - 1e-9)) return factor * power;
    }
    return 10 * power;
}

double niceInterval(double span, int maximumTicks) { return niceCeiling(span / maximumTicks); }

double niceTop(double largest, int maximumTicks) {
    if (!(largest > 0) || !std::isfinite(largest)) return 1;
    const double interval = niceInterval(largest, maximumTicks);
    return interval * std::ceil(largest / interval - 1e-9);
}

int tickExponent(double largest) {
    if (!(largest > 0) || !std::isfinite(largest)) return 0;
    const int exponent = static_cast<int>(std::floor(std::log10(largest) + 1e-9));
    return exponent < -2 || exponent > 4 ? exponent : 0;
}

}  // namespace featurescope::ui
