#pragma once

#include <string_view>

namespace featurescope {

/// log mean exp(-y f): close to minus the smallest margin. It couples the samples: what one of them counts
/// depends on all.
struct SoftMinLoss {
    static constexpr std::string_view name = "soft-min";
    static constexpr std::string_view help =
        "log of the mean of exp(-y f), a smooth form of minus the smallest margin y f, for labels -1 and +1.";
    static constexpr std::string_view unit = "nats";
    static constexpr bool takesRealTargets = false;
    static constexpr bool couplesSamples = true;
    static constexpr double steepest = 1;

    /// Of one sample.
    template <typename Number>
    static Number exponent(Number f, Number y) {
        return -y * f;
    }
    static double value(double f, double y) { return exponent(f, y); }
    static double quickBound(double f, double y) { return value(f, y); }
    /// The derivative of the exponent by f, divided by n.
    template <typename Math, typename Number>
    static Number slope(Number /*f*/, Number y, Number n) {
        return -y / n;
    }
    /// The shares of the samples add up to 1.
    static double slopesBound(double /*loss*/) { return 1; }
};

}  // namespace featurescope
