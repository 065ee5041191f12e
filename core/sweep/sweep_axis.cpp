#include "core/sweep/sweep_axis.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <unordered_set>

#include "core/base/errors.h"
#include "core/base/field.h"
#include "core/base/number_text.h"

namespace featurescope {
namespace {

double spacedValue(const SweepAxis& axis, std::int64_t index) {
    if (index == 0) return axis.first;
    if (index == axis.count - 1) return axis.last;
    const double part = static_cast<double>(index) / static_cast<double>(axis.count - 1);
    if (axis.scale == SweepAxis::Scale::linear)
        return withTwelveDigits(axis.first * (1 - part) + axis.last * part);
    return withTwelveDigits(std::exp(std::log(axis.first) * (1 - part) + std::log(axis.last) * part));
}

[[noreturn]] void refuse(const SweepAxis& axis, const std::string& what, const std::string& allowed) {
    throw InputError("The axis " + axis.name() + " " + what + "; " + allowed + ".");
}

void requireSpacing(const SweepAxis& axis) {
    if (axis.count < 1 || axis.count > kMostRuns)
        refuse(axis, "has " + numberText(axis.count) + " values", "it may have 1 to 10000000");
    if (axis.count == 1 && axis.first != axis.last)
        refuse(axis, "has one value between " + numberText(axis.first) + " and " + numberText(axis.last),
               "it must have at least 2 or begin where it ends");
    for (const double end : {axis.first, axis.last}) {
        if (!std::isfinite(end)) refuse(axis, "ends at " + numberText(end), "it must end at finite numbers");
        if (axis.scale == SweepAxis::Scale::log && end <= 0)
            refuse(axis, "is logarithmic and ends at " + numberText(end),
                   "a logarithmic axis must end at numbers larger than 0");
    }
}

std::vector<double> spacedValues(const SweepAxis& axis) {
    requireSpacing(axis);
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(axis.count));
    for (std::int64_t i = 0; i < axis.count; ++i) values.push_back(spacedValue(axis, i));
    return values;
}

std::vector<std::string> partsOf(std::string_view text, char separator) {
    std::vector<std::string> parts{""};
    for (const char letter : text) {
        if (letter == separator)
            parts.emplace_back();
        else
            parts.back() += letter;
    }
    return parts;
}

}  // namespace

double withTwelveDigits(double value) {
    constexpr int kDigitsAfterTheFirst = 11;
    std::array<char, 32> text;
    const auto written = std::to_chars(text.data(), text.data() + text.size(), value,
                                       std::chars_format::scientific, kDigitsAfterTheFirst);
    return parseNumber({text.data(), static_cast<std::size_t>(written.ptr - text.data())}).value_or(value);
}

std::vector<double> axisValues(const SweepAxis& axis, bool wholeNumbers) {
    const bool isList = axis.scale == SweepAxis::Scale::list;
    if (isList && (axis.values.empty() || axis.values.size() > static_cast<std::size_t>(kMostRuns)))
        refuse(axis, "has " + numberText(static_cast<std::int64_t>(axis.values.size())) + " values",
               "it may have 1 to 10000000");
    std::vector<double> kept;
    std::unordered_set<double> seen;
    for (double value : isList ? axis.values : spacedValues(axis)) {
        if (!std::isfinite(value))
            refuse(axis, "has the value " + numberText(value), "values must be finite numbers");
        if (wholeNumbers) value = std::round(value);
        if (wholeNumbers && std::abs(value) > kLargestExactInteger)
            refuse(axis, "has the value " + numberText(value),
                   "whole numbers must be at most 9007199254740991");
        if (seen.insert(value).second) kept.push_back(value);
    }
    return kept;
}

SweepAxis axisFromText(std::string_view text, const std::string& option) {
    const auto refused = [&] {
        return InputError(option + " is \"" + std::string(text) +
                          "\"; it must be KEY=log:FIRST:LAST:COUNT, KEY=linear:FIRST:LAST:COUNT or a list "
                          "KEY=4,6,8 of numbers.");
    };
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string_view::npos) throw refused();
    SweepAxis axis;
    axis.key = text.substr(0, equals);
    const std::string_view values = text.substr(equals + 1);
    const std::vector<std::string> parts = partsOf(values, ':');
    if (parts.size() == 1) {
        for (const std::string& part : partsOf(values, ',')) {
            const auto value = parseNumber(part);
            if (!value) throw refused();
            axis.values.push_back(*value);
        }
        return axis;
    }
    if (parts.size() != 4 || (parts[0] != "log" && parts[0] != "linear")) throw refused();
    const auto first = parseNumber(parts[1]), last = parseNumber(parts[2]);
    const auto count = parseInteger(parts[3]);
    if (!first || !last || !count) throw refused();
    axis.scale = parts[0] == "log" ? SweepAxis::Scale::log : SweepAxis::Scale::linear;
    axis.first = *first;
    axis.last = *last;
    axis.count = *count;
    return axis;
}

}  // namespace featurescope
