#include "core/spec/setting_range.h"

#include <cmath>

#include "core/base/number_text.h"

namespace featurescope {
namespace {

std::string rangeText(double minimum, double maximum) {
    if (maximum >= std::numeric_limits<double>::max()) return ", " + numberText(minimum) + " or larger";
    // An integer limit of 16 digits is to be read as digits, not as 9.007e+15.
    const auto text = [](double limit) {
        return limit == std::trunc(limit) && std::abs(limit) <= kLargestExactInteger
                   ? numberText(static_cast<std::int64_t>(limit))
                   : numberText(limit);
    };
    return " from " + text(minimum) + " to " + text(maximum);
}

}  // namespace

std::string allowedInteger(const Field& field) {
    return "an integer" + rangeText(field.minimum, field.maximum);
}
std::string allowedNumber(const Field& field) {
    if (field.aboveMinimum) return "a number larger than " + numberText(field.minimum);
    return "a number" + rangeText(field.minimum, field.maximum);
}

bool isInRange(const Field& field, double value) {
    const bool isLargeEnough = field.aboveMinimum ? value > field.minimum : value >= field.minimum;
    return std::isfinite(value) && isLargeEnough && value <= field.maximum;
}

bool isInRange(const Field& field, std::int64_t value) {
    // Every integer field's limits are integers up to 2^53 - 1, so these conversions are exact.
    return value >= static_cast<std::int64_t>(field.minimum) &&
           value <= static_cast<std::int64_t>(field.maximum);
}

}  // namespace featurescope
