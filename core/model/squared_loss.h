#pragma once

#include <cmath>
#include <limits>
#include <string_view>

namespace featurescope {

/// (f - y)^2, without a factor 1/2.
struct SquaredLoss {
    static constexpr std::string_view name = "squared";
    static constexpr std::string_view help = "(f - y)^2; the targets y may be any real numbers.";
    static constexpr std::string_view unit = "";
    static constexpr bool takesRealTargets = true;
    static constexpr bool couplesSamples = false;
    static constexpr double steepest = std::numeric_limits<double>::infinity();

    static double value(double f, double y) { return (f - y) * (f - y); }
    static double quickBound(double f, double y) { return value(f, y); }
    template <typename Math, typename Number>
    static Number slope(Number f, Number y, Number n) {
        return Math::number(2) * (f - y) / n;
    }
    /// 2 mean |f - y| is at most 2 sqrt(mean (f - y)^2).
    static double slopesBound(double loss) { return 2 * std::sqrt(loss); }
};

}  // namespace featurescope
