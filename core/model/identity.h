#pragma once

#include <optional>

#include "core/model/piecewise.h"

namespace featurescope {

/// z: the network is linear in its inputs.
struct Identity {
    template <typename Scalar>
    Scalar value(Scalar z) const {
        return z;
    }
    template <typename Scalar>
    Scalar derivative(Scalar) const {
        return Scalar(1);
    }
    std::optional<Piecewise> piecewise() const { return Piecewise{.linear = 1, .hinge = 0}; }
    bool operator==(const Identity&) const = default;
};

}  // namespace featurescope
