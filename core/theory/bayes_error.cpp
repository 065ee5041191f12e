#include "core/theory/bayes_error.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/theory/normal_law.h"

namespace featurescope {

double bayesErrorClean(double sigma) {
    if (sigma <= 0) return 0;
    const double misread = normalCdf(-1 / (std::numbers::sqrt2 * sigma));
    return 2 * misread * (1 - misread);
}

double bayesErrorNoisy(double sigma, double labelNoise) {
    const double eta = std::min(labelNoise, 1 - labelNoise);
    return eta + (1 - 2 * eta) * bayesErrorClean(sigma);
}

double halfSpaceError(double sigma, double bias) {
    // Without noise Phi is a step; a point on the edge is predicted -1.
    const auto below = [sigma](double z) { return sigma > 0 ? normalCdf(z / sigma) : z > 0 ? 1.0 : 0.0; };
    const double missedPlus = 1 - below(1 + bias), missedMinus = 1 - below(bias - 1);
    return 0.25 * (missedPlus + missedMinus + 2 * below(bias));
}

HalfSpace bestHalfSpace(double sigma) {
    if (sigma <= 0) return {.bias = -0.5, .error = 0.25};
    const double ratio = 1 / sigma, exponent = 0.5 * ratio * ratio;
    // arccosh(e^y) = y + log(1 + sqrt(1 - e^{-2y})) does not overflow.
    const double arccosh = exponent + std::log1p(std::sqrt(-std::expm1(-2 * exponent)));
    const double bias = -sigma * arccosh / ratio;
    return {.bias = bias, .error = halfSpaceError(sigma, bias)};
}

}  // namespace featurescope
