#pragma once

#include <optional>

#include "core/model/piecewise.h"

namespace featurescope {

/// z + (curvature / 2) z^2.
struct Quadratic {
    double curvature = 0.25;

    template <typename Scalar>
    Scalar value(Scalar z) const {
        return z + static_cast<Scalar>(curvature / 2) * z * z;
    }
    template <typename Scalar>
    Scalar derivative(Scalar z) const {
        return 1 + static_cast<Scalar>(curvature) * z;
    }
    std::optional<Piecewise> piecewise() const {
        if (curvature != 0) return std::nullopt;
        return Piecewise{.linear = 1, .hinge = 0};
    }
    bool operator==(const Quadratic&) const = default;
};

}  // namespace featurescope
