#pragma once

#include <optional>

#include "core/model/piecewise.h"

namespace featurescope {

/// max(0, z).
struct Relu {
    template <typename Scalar>
    Scalar value(Scalar z) const {
        return z > 0 ? z : Scalar(0);
    }
    template <typename Scalar>
    Scalar derivative(Scalar z) const {
        return z > 0 ? Scalar(1) : Scalar(0);
    }
    std::optional<Piecewise> piecewise() const { return Piecewise{.linear = 0, .hinge = 1}; }
    bool operator==(const Relu&) const = default;
};

}  // namespace featurescope
