#include "core/theory/margin_law.h"

#include <cassert>
#include <cmath>
#include <limits>

#include "core/theory/xor_setting.h"

namespace featurescope {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Right side of the implicit law for 0 <= eta < 1/2 and 0 <= nu < ceiling.
double scaledTime(double nu, double eta) {
    if (eta == 0) return nu + std::expm1(nu);
    // ((1 - eta) - eta e^nu) / (1 - 2 eta) = 1 - eta (e^nu - 1) / (1 - 2 eta): log1p keeps small nu exact.
    const double left = std::log1p(-eta * std::expm1(nu) / (1 - 2 * eta));
    return (nu - left / eta) / (1 - eta);
}

}  // namespace

double marginCeiling(double labelNoise) {
    assert(labelNoise >= 0 && labelNoise <= 1);
    return labelNoise == 0 ? kInfinity : std::log((1 - labelNoise) / labelNoise);
}

double timeToMargin(double margin, double sigma, double labelNoise) {
    // Flipping every label is the same problem with the sign of f turned round.
    if (labelNoise > 0.5) return timeToMargin(-margin, sigma, 1 - labelNoise);
    if (margin == 0) return 0;
    const double c = signalFactor(sigma);
    if (margin < 0 || c == 0 || margin >= marginCeiling(labelNoise)) return kInfinity;
    return 16 / (c * c) * scaledTime(margin, labelNoise);
}

double marginAt(double learningTime, double sigma, double labelNoise) {
    assert(learningTime >= 0);
    if (labelNoise > 0.5) return -marginAt(learningTime, sigma, 1 - labelNoise);
    const double c = signalFactor(sigma), target = c * c * learningTime / 16;
    if (target == 0 || labelNoise == 0.5) return 0;
    // scaledTime grows at least twice as fast as nu, and at least as fast as e^nu when eta = 0.
    double low = 0;
    double high = std::fmin(marginCeiling(labelNoise), std::fmin(target / 2, std::log1p(target)));
    // Bisection: no starting point or slope can go wrong next to the ceiling, where the law is logarithmic.
    for (int i = 0; i < 100 && low < high; ++i) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        (scaledTime(middle, labelNoise) < target ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

}  // namespace featurescope
