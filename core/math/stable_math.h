#pragma once

#include <algorithm>
#include <cmath>

namespace featurescope {

/// log(1 + exp(z)) without overflow, accurate for any z.
template <typename Scalar>
Scalar log1pExp(Scalar z) {
    return std::max(z, Scalar{0}) + std::log1p(std::exp(-std::abs(z)));
}

/// 1 / (1 + exp(-z)) without overflow, accurate for any z.
template <typename Scalar>
Scalar sigmoid(Scalar z) {
    const Scalar tail = std::exp(-std::abs(z));
    return (z >= 0 ? Scalar{1} : tail) / (Scalar{1} + tail);
}

}  // namespace featurescope
