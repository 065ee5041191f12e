#pragma once

#include <optional>

#include "core/model/piecewise.h"

namespace featurescope {

/// A leaky relu whose kink is a parabola between -1/H and 1/H (Frei, Chatterji, Bartlett 2022): its
/// derivative rises there from the slope to 1 and is Lipschitz.
struct SmoothLeakyRelu {
    double slope = 0.1;     ///< gamma
    double smoothness = 1;  ///< H, larger than 0

    template <typename Scalar>
    Scalar value(Scalar z) const {
        const auto gamma = static_cast<Scalar>(slope), h = static_cast<Scalar>(smoothness);
        const Scalar quarter = (1 - gamma) / 4, shift = quarter / h;
        if (h * z >= 1) return z - shift;
        if (h * z <= -1) return gamma * z - shift;
        return quarter * h * z * z + (1 + gamma) / 2 * z;
    }
    template <typename Scalar>
    Scalar derivative(Scalar z) const {
        const auto gamma = static_cast<Scalar>(slope), h = static_cast<Scalar>(smoothness);
        if (h * z >= 1) return Scalar(1);
        if (h * z <= -1) return gamma;
        return (1 - gamma) / 2 * h * z + (1 + gamma) / 2;
    }
    std::optional<Piecewise> piecewise() const { return std::nullopt; }
    bool operator==(const SmoothLeakyRelu&) const = default;
};

}  // namespace featurescope
