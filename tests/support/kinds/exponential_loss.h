#pragma once

#include <cmath>
#include <limits>
#include <string_view>

namespace featurescope {

/// exp(-y f): a loss that only tests know. Its slope has no bound.
struct ExponentialLoss {
    static constexpr std::string_view name = "exponential";
    static constexpr std::string_view help = "exp(-y f), for tests.";
    static constexpr std::string_view unit = "";
    static constexpr bool takesRealTargets = false;
    static constexpr bool couplesSamples = false;
    static constexpr double steepest = std::numeric_limits<double>::infinity();

    static double value(double f, double y) { return std::exp(-y * f); }
    static double quickBound(double f, double y) { return value(f, y); }
    template <typename Math, typename Number>
    static Number slope(Number f, Number y, Number n) {
        return -y * Math::exp(-y * f) / n;
    }
    static double slopesBound(double loss) { return loss; }
};

}  // namespace featurescope
