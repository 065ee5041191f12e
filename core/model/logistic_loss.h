#pragma once

#include <numbers>
#include <string_view>

#include "core/math/stable_math.h"

namespace featurescope {

/// log(1 + exp(-y f)).
struct LogisticLoss {
    static constexpr std::string_view name = "logistic";
    static constexpr std::string_view help = "log(1 + exp(-y f)) for labels -1 and +1 (the paper).";
    static constexpr std::string_view unit = "nats";
    static constexpr bool takesRealTargets = false;
    /// False: the objective is the mean of value(). True: it is the log of the mean of exp(value()), so that
    /// the slope of a sample depends on all of them.
    static constexpr bool couplesSamples = false;
    /// Largest absolute slope by f.
    static constexpr double steepest = 1;

    /// The loss of one sample, in `unit`.
    static double value(double f, double y) { return log1pExp(-y * f); }
    /// A bound of it from above that costs no logarithm.
    static double quickBound(double f, double y) {
        const double cost = -y * f;
        return (cost < 0 ? 0 : cost) + std::numbers::ln2;  // a NaN stays
    }
    /// The derivative by f of the loss divided by n. `Math` knows the numbers: Math::number and Math::exp.
    template <typename Math, typename Number>
    static Number slope(Number f, Number y, Number n) {
        return -y / (n * (Math::number(1) + Math::exp(y * f)));
    }
    /// At most this is sum_i |slope_i| where the mean loss is `loss`.
    static double slopesBound(double /*loss*/) { return 1; }
};

}  // namespace featurescope
