#include "core/theory/beta_law.h"

#include <cmath>
#include <limits>

namespace featurescope {
namespace {

// Continued fraction of I_x(a, b) (DLMF 8.17.22), summed by Lentz's method. Converges fast for x <
// (a+1)/(a+b+2).
double betaContinuedFraction(double a, double b, double x) {
    constexpr double kTiny = 1e-300;
    constexpr int kMostTerms = 20000;
    const auto awayFromZero = [](double value) { return std::abs(value) < kTiny ? kTiny : value; };
    double c = 1, d = 1 / awayFromZero(1 - (a + b) * x / (a + 1)), fraction = d;
    for (int i = 1; i <= kMostTerms; ++i) {
        const double k = i;
        const double even = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k));
        d = 1 / awayFromZero(1 + even * d);
        c = awayFromZero(1 + even / c);
        fraction *= c * d;
        const double odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1));
        d = 1 / awayFromZero(1 + odd * d);
        c = awayFromZero(1 + odd / c);
        const double factor = c * d;
        fraction *= factor;
        if (std::abs(factor - 1) < 4 * std::numeric_limits<double>::epsilon()) break;
    }
    return fraction;
}

}  // namespace

double betaCdf(double a, double b, double x) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    if (x < (a + 1) / (a + b + 2)) return front * betaContinuedFraction(a, b, x) / a;
    return 1 - front * betaContinuedFraction(b, a, 1 - x) / b;
}

}  // namespace featurescope
