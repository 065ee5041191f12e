#include "core/theory/alignment_law.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/theory/margin_law.h"

namespace featurescope {

double amplification(const XorSetting& setting, double margin) {
    const double reach = signalFactor(setting.sigma) * startNorm(setting);
    if (margin == 0) return 0;
    return reach > 0 ? 4 * margin / reach : std::numeric_limits<double>::infinity();
}

double meanOwnAlignment(std::int64_t dimension, double amplification) {
    if (std::isinf(amplification)) return 1;
    // With c0 = sin(angle) the law of c0 has the density cos(angle)^(d-2): smooth, also for d = 2 and 3.
    // Beyond 12 / sqrt(d) it is below e^-70. Simpson in the angle.
    const auto d = static_cast<double>(dimension);
    const double last = std::min(std::numbers::pi / 2, 12 / std::sqrt(d));
    constexpr int kIntervals = 400;
    double mass = 0, sum = 0;
    for (int i = 0; i <= kIntervals; ++i) {
        const double angle = last * i / kIntervals, c0 = std::sin(angle), s = amplification;
        const double weight = (i == 0 || i == kIntervals ? 1
                               : i % 2 == 1              ? 4
                                                         : 2) *
                              std::pow(std::max(0.0, std::cos(angle)), d - 2);
        // 1 + 2 c0 s + s^2 = (c0 + s)^2 + cos^2(angle)
        const double length = std::hypot(c0 + s, std::cos(angle));
        mass += weight;
        sum += weight * (c0 + s) / length;
    }
    return sum / mass;
}

double amplificationTime(const XorSetting& setting) {
    const double speed =
        setting.stepSize * signalFactor(setting.sigma) * std::abs(1 - 2 * setting.labelNoise);
    return speed > 0 ? 8 * startNorm(setting) / speed : std::numeric_limits<double>::infinity();
}

double noiseLimitedAlignment(const XorSetting& setting) {
    const double noise = 4 * setting.sigma *
                         std::sqrt((static_cast<double>(setting.dimension) - 2) /
                                   (8 * static_cast<double>(setting.trainSamples)));
    const double signal = std::abs(0.5 - setting.labelNoise);
    return noise > 0 ? signal / std::hypot(signal, noise) : 1;
}

double crossoverStartNorm(const XorSetting& setting) {
    const double c = signalFactor(setting.sigma);
    return c > 0 ? 4 * std::abs(marginCeiling(setting.labelNoise)) / c : 0;
}

}  // namespace featurescope
