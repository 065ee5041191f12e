#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>

#include "core/base/name_table.h"
#include "core/model/piecewise.h"

namespace featurescope {

/// What the backward pass takes for the derivative of sign, which is 0 or infinite.
enum class Surrogate { straightThrough, fourier };

template <>
struct NameTable<Surrogate> {
    static constexpr std::array kinds{
        NamedKind<Surrogate>{Surrogate::straightThrough, "straight-through", "1 where |z| is at most 1."},
        NamedKind<Surrogate>{Surrogate::fourier, "fourier",
                             "The derivative of the first terms of the Fourier series of a square wave, "
                             "where |z| is at most 1."},
    };
};

/// The first terms of the Fourier series of the square wave that is the sign of z near 0 (period 2 pi /
/// frequency): (4 / pi) sum over i < terms of sin((2 i + 1) frequency z) / (2 i + 1).
inline double squareWaveSum(double z, std::int64_t terms, double frequency) {
    double sum = 0;
    for (std::int64_t i = 0; i < terms; ++i) {
        const auto odd = static_cast<double>(2 * i + 1);
        sum += std::sin(odd * frequency * z) / odd;
    }
    return 4 / std::numbers::pi * sum;
}

/// Its derivative, (4 frequency / pi) sum of cos((2 i + 1) frequency z), by the closed form of that sum.
inline double squareWaveSlope(double z, std::int64_t terms, double frequency) {
    const double angle = frequency * z;
    const double half = std::sin(angle), count = 2 * static_cast<double>(terms);
    // At multiples of pi all cosines are equal.
    const double sum = half == 0 ? count * std::cos(angle) : std::sin(count * angle) / half;
    return 2 * frequency / std::numbers::pi * sum;
}

/// +1 where z is positive, else -1; its derivative is a surrogate.
struct SignFunction {
    Surrogate surrogate = Surrogate::straightThrough;
    std::int64_t terms = 10;  ///< of the series, at least 1
    double frequency = 0.5;   ///< of its first term, larger than 0

    template <typename Scalar>
    Scalar value(Scalar z) const {
        return z > 0 ? Scalar(1) : Scalar(-1);
    }
    template <typename Scalar>
    Scalar derivative(Scalar z) const {
        if (!(z >= -1 && z <= 1)) return Scalar(0);
        if (surrogate == Surrogate::straightThrough) return Scalar(1);
        return static_cast<Scalar>(squareWaveSlope(static_cast<double>(z), terms, frequency));
    }
    std::optional<Piecewise> piecewise() const { return std::nullopt; }
    bool operator==(const SignFunction&) const = default;
};

}  // namespace featurescope
