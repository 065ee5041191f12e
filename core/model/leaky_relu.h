#pragma once

#include <optional>

#include "core/model/piecewise.h"

namespace featurescope {

/// z where it is positive, else slope z; its derivative at 0 is the slope.
struct LeakyRelu {
    double slope = 0.1;

    template <typename Scalar>
    Scalar value(Scalar z) const {
        return z > 0 ? z : static_cast<Scalar>(slope) * z;
    }
    template <typename Scalar>
    Scalar derivative(Scalar z) const {
        return z > 0 ? Scalar(1) : static_cast<Scalar>(slope);
    }
    std::optional<Piecewise> piecewise() const { return Piecewise{.linear = slope, .hinge = 1 - slope}; }
    bool operator==(const LeakyRelu&) const = default;
};

}  // namespace featurescope
