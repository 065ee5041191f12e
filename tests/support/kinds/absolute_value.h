#pragma once

#include <optional>

#include "core/model/piecewise.h"

namespace featurescope {

/// |z|, with slope -1 at 0: an activation that only tests know.
struct AbsoluteValue {
    template <typename Scalar>
    Scalar value(Scalar z) const {
        return z > 0 ? z : -z;
    }
    template <typename Scalar>
    Scalar derivative(Scalar z) const {
        return z > 0 ? Scalar(1) : Scalar(-1);
    }
    std::optional<Piecewise> piecewise() const { return Piecewise{.linear = -1, .hinge = 2}; }
    bool operator==(const AbsoluteValue&) const = default;
};

}  // namespace featurescope
