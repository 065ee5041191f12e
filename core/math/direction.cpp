#include "core/math/direction.h"

#include <bit>
#include <cstdint>

namespace featurescope {
namespace {

/// A sum and what its rounding lost: value + lost is exact (Knuth).
struct ExactSum {
    double value, lost;

    ExactSum(double a, double b) : value(a + b) {
        const double rounded = value - a;
        lost = (a - (value - rounded)) + (b - rounded);
    }
};

int sign(double value) { return (value > 0) - (value < 0); }

/// 2^-k for a value in [2^(k-1), 2^k), so that their product lies in [1/2, 1).
double scaleOf(double value) {
    constexpr int kMantissaBits = 52;
    constexpr std::uint64_t kLargestInvertible = 2044;
    const std::uint64_t exponent = std::bit_cast<std::uint64_t>(value) >> kMantissaBits;
    if (exponent == 0 || exponent > kLargestInvertible) return 0;
    return std::bit_cast<double>((kLargestInvertible + 1 - exponent) << kMantissaBits);
}

Direction scaled(double x, double y, double larger) {
    if (const double scale = scaleOf(larger); scale != 0) return {x * scale, y * scale};
    int exponent = 0;
    std::frexp(larger, &exponent);
    return {std::ldexp(x, -exponent), std::ldexp(y, -exponent)};
}

bool isInUpperHalf(Direction a) { return a.y > 0 || (a.y == 0 && a.x > 0); }

}  // namespace

Direction directionOf(double x, double y) {
    constexpr double kNothing = 0x1.0p-500;
    const double larger = std::abs(x) > std::abs(y) ? std::abs(x) : std::abs(y);
    const Direction a = scaled(x, y, larger);
    return {std::abs(a.x) < kNothing ? 0 : a.x, std::abs(a.y) < kNothing ? 0 : a.y};
}

int closeTurn(Direction a, Direction b) {
    // p and q are within a factor of two, so that their difference is exact; what they have lost is below
    // their last place.
    const double p = a.x * b.y;
    const double q = a.y * b.x;
    const ExactSum lost(std::fma(a.x, b.y, -p), -std::fma(a.y, b.x, -q));
    const ExactSum sum(p - q, lost.value);
    return sum.value != 0 ? sign(sum.value) : sign(sum.lost + lost.lost);
}

bool comesBefore(Direction a, Direction b) {
    const bool upper = isInUpperHalf(a);
    if (upper != isInUpperHalf(b)) return upper;
    return turn(a, b) > 0;
}

}  // namespace featurescope
