#include "core/training/rounded_rows.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace featurescope {
namespace {

struct RowSize {
    double squares = 0;  ///< sum of the squares; not finite when a number is not
    double largest = 0;  ///< absolute value
};

template <typename Scalar>
RowSize sizeOf(const Scalar* row, std::ptrdiff_t length) {
    constexpr std::ptrdiff_t kParts = 4;  // a single sum would wait for every addition
    RowSize part[kParts];
    for (std::ptrdiff_t k = 0; k < length; ++k) {
        const double value = static_cast<double>(row[k]);
        RowSize& size = part[k % kParts];
        size.squares += value * value;
        size.largest = std::max(size.largest, std::abs(value));
    }
    return {.squares = (part[0].squares + part[1].squares) + (part[2].squares + part[3].squares),
            .largest = std::max(std::max(part[0].largest, part[1].largest),
                                std::max(part[2].largest, part[3].largest))};
}

/// Writes the integers nearest to factor row_k; returns the sum of their absolute values.
template <typename Scalar>
std::int32_t roundScaled(const Scalar* row, std::ptrdiff_t length, double factor, std::int16_t* integers) {
    constexpr double kRounder = 0x1.8p52;  // adding it leaves an integer in the lowest bits
    std::int32_t sum = 0;
    for (std::ptrdiff_t k = 0; k < length; ++k) {
        const double shifted = static_cast<double>(row[k]) * factor + kRounder;
        const auto integer = static_cast<std::int16_t>(std::bit_cast<std::uint64_t>(shifted));
        integers[k] = integer;
        sum += std::abs(std::int32_t{integer});
    }
    return sum;
}

}  // namespace

template <typename Scalar>
std::optional<std::int32_t> roundRow(const Scalar* row, std::ptrdiff_t length, std::int16_t* integers) {
    // Rounding makes a row of length 46000 at most sqrt(2^18) / 2 = 256 longer, and 46256^2 < 2^31.
    constexpr double kLongest = 46000, kLargest = 32767;
    constexpr double kLeastSquares = 1e-270, kMostSquares = 1e270;
    const RowSize size = sizeOf(row, length);
    if (size.squares == 0 && size.largest == 0) {
        std::fill_n(integers, length, std::int16_t{0});
        return 0;
    }
    if (!(size.squares >= kLeastSquares && size.squares <= kMostSquares)) return std::nullopt;
    const double factor = std::min(kLargest / size.largest, kLongest / std::sqrt(size.squares));
    const std::int32_t sum = roundScaled(row, length, factor, integers);
    // With u = q + e and v = p + f, |e_k|, |f_k| <= 1/2, the products u v and q p differ by e v + q f, that
    // is by at most (|v| + |q|) / 2 <= (|p| + |q|) / 2 + 1/4. Half of it belongs to each row. Divisions here
    // lose less than 2, and the factor's own rounding moves e by less than 2^-36, the sum by less than 1.
    return sum / 2 + static_cast<std::int32_t>(length / 8) + 3;
}

template std::optional<std::int32_t> roundRow(const float*, std::ptrdiff_t, std::int16_t*);
template std::optional<std::int32_t> roundRow(const double*, std::ptrdiff_t, std::int16_t*);

}  // namespace featurescope
