#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace featurescope {

// Numbers in files and on the command line. None of these depends on the locale.

/// Shortest text that reads back to exactly this value; "nan", "inf" or "-inf" when it is not finite.
std::string numberText(double value);
/// The same for a float: as many digits as a float needs.
std::string numberText(float value);
/// Decimal digits of an integer.
std::string numberText(std::int64_t value);

/// The number a text stands for; nothing unless the whole text is one finite decimal number.
std::optional<double> parseNumber(std::string_view text);
/// The integer a text stands for ("1000", "1e3", "1000.0"); nothing for "2.5" or beyond +-(2^53 - 1).
std::optional<std::int64_t> parseInteger(std::string_view text);

}  // namespace featurescope
