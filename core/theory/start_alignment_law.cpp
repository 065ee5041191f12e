#include "core/theory/start_alignment_law.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/theory/beta_law.h"

namespace featurescope {
namespace {

// Gamma(d/2) / Gamma((d-1)/2); by logarithms, because Gamma itself overflows at d = 343.
double gammaRatio(double dimension) {
    return std::exp(std::lgamma(dimension / 2) - std::lgamma((dimension - 1) / 2));
}

}  // namespace

double startCosineCdf(std::int64_t dimension, double c) {
    assert(dimension >= 2);
    if (c <= 0) return 0;
    if (c >= 1) return 1;
    if (dimension == 2) return 2 / std::numbers::pi * std::asin(c);
    return betaCdf(0.5, 0.5 * (static_cast<double>(dimension) - 1), c * c);
}

double startCosineDensity(std::int64_t dimension, double c) {
    assert(dimension >= 2);
    if (c < 0 || c > 1) return 0;
    const auto d = static_cast<double>(dimension);
    const double atZero = 2 * std::numbers::inv_sqrtpi * gammaRatio(d);
    return atZero * std::pow(1 - c * c, (d - 3) / 2);
}

double meanStartCosine(std::int64_t dimension) {
    assert(dimension >= 2);
    return std::numbers::inv_sqrtpi / gammaRatio(static_cast<double>(dimension) + 1);
}

double startPlaneEnergyCdf(std::int64_t dimension, double energy) {
    assert(dimension >= 2);
    if (energy >= 1) return 1;
    if (energy <= 0) return 0;
    return -std::expm1(0.5 * (static_cast<double>(dimension) - 2) * std::log1p(-energy));
}

// In polar coordinates of the plane the angle is uniform and independent of the energy. By symmetry the
// larger cosine is rho cos(angle) with the angle in [0, pi/4], so P = (4/pi) int P(energy <= (c / cos
// angle)^2).
double largestStartCosineCdf(std::int64_t dimension, double c) {
    if (c <= 0) return 0;
    if (c >= 1) return 1;
    constexpr double kQuarter = std::numbers::pi / 4;
    // Where c / cos(angle) reaches 1 the integrand has a corner (a jump when d = 2): integrate up to there
    // only.
    const double corner = std::clamp(std::acos(c), 0.0, kQuarter);
    // angle = corner (1 - v^2) removes the square root that d = 3 has at the corner; Simpson in v.
    constexpr int kIntervals = 400;
    double sum = 0;
    for (int i = 0; i <= kIntervals; ++i) {
        const double v = static_cast<double>(i) / kIntervals;
        const double ratio = c / std::cos(corner * (1 - v * v));
        const double weight = i == 0 || i == kIntervals ? 1 : i % 2 == 1 ? 4 : 2;
        sum += weight * 2 * v * startPlaneEnergyCdf(dimension, std::min(ratio * ratio, 1 - 1e-15));
    }
    const double upToCorner = corner * sum / (3 * kIntervals);
    // Angles beyond the corner always count: their neuron cannot exceed c.
    return std::min(1.0, (upToCorner + kQuarter - corner) / kQuarter);
}

}  // namespace featurescope
