#pragma once

#include <cmath>
#include <numbers>

namespace featurescope {

/// phi(z): density of the standard normal law.
inline double normalDensity(double z) {
    return std::exp(-0.5 * z * z) * (std::numbers::inv_sqrtpi / std::numbers::sqrt2);
}

/// Phi(z): share of the standard normal law below z.
inline double normalCdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

}  // namespace featurescope
