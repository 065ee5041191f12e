#pragma once

#include <cstdint>
#include <string>

#include "core/base/field.h"

namespace featurescope {

/// "an integer from 1 to 9007199254740991" or "a number, 0 or larger": what a numeric setting may be.
std::string allowedInteger(const Field& field);
/// The same for a setting that is a real number.
std::string allowedNumber(const Field& field);

/// True when the value is finite and inside the field's range.
bool isInRange(const Field& field, double value);
/// The same for integers, without rounding.
bool isInRange(const Field& field, std::int64_t value);

}  // namespace featurescope
