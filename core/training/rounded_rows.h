#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace featurescope {

/// Longest row that may be rounded: see roundRow().
inline constexpr std::ptrdiff_t kLongestRoundedRow = std::ptrdiff_t{1} << 18;

/// Rounds row_k / s to integers of 16 bits, where s is as small as two conditions allow: no integer beyond
/// +-32767, and the integers of any two rows have a dot product within 32 bits.
///
/// Returns the slack of the row: rounding moves the dot product of two rows, each divided by its s, by less
/// than the sum of their slacks. It is 0 for a row of zeros, else positive. Nothing, with `integers`
/// unspecified, when a number is not finite or the row is too large or too small to measure: its squares must
/// neither overflow nor vanish.
///
/// @param length    1 .. kLongestRoundedRow
/// @param integers  `length` numbers, written
template <typename Scalar>
std::optional<std::int32_t> roundRow(const Scalar* row, std::ptrdiff_t length, std::int16_t* integers);

extern template std::optional<std::int32_t> roundRow(const float*, std::ptrdiff_t, std::int16_t*);
extern template std::optional<std::int32_t> roundRow(const double*, std::ptrdiff_t, std::int16_t*);

}  // namespace featurescope
