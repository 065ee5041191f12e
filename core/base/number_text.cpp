#include "core/base/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

#include "core/base/field.h"

namespace featurescope {
namespace {

template <typename Number>
std::string shortestText(Number value) {
    std::array<char, 64> buffer;
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), result.ptr};
}

template <typename Float>
std::string floatText(Float value) {
    if (std::isnan(value)) return "nan";  // to_chars would show the sign of a NaN
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    return shortestText(value);
}

template <typename Number>
std::optional<Number> wholeTextAs(std::string_view text) {
    Number value{};
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc{} || result.ptr != end) return std::nullopt;
    return value;
}

}  // namespace

std::string numberText(double value) { return floatText(value); }
std::string numberText(float value) { return floatText(value); }
std::string numberText(std::int64_t value) { return shortestText(value); }

std::optional<double> parseNumber(std::string_view text) {
    const auto value = wholeTextAs<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::int64_t> parseInteger(std::string_view text) {
    // Read as a double even when it looks like an integer: the limit below makes both readings exact.
    const auto value = parseNumber(text);
    if (!value || std::abs(*value) > kLargestExactInteger || *value != std::trunc(*value))
        return std::nullopt;
    return static_cast<std::int64_t>(*value);
}

}  // namespace featurescope
