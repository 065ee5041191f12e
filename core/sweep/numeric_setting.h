#pragma once

#include <string>
#include <string_view>

#include "core/spec/experiment_spec.h"

namespace featurescope {

enum class SettingNumber { none, whole, real };

/// Of which kind of number the setting with this dotted key is; none when there is no such setting, or it is
/// no number.
SettingNumber settingNumber(const ExperimentSpec& spec, std::string_view key);

/// The value of a numeric setting.
double numericSetting(const ExperimentSpec& spec, std::string_view key);

/// Sets a numeric setting. The value may be out of its range; of a whole number it must be one, of at most
/// 2^53 - 1.
void setNumericSetting(ExperimentSpec& spec, std::string_view key, double value);

/// All numeric settings for a message: "data.dimension, ...".
std::string numericSettings(const ExperimentSpec& spec);

}  // namespace featurescope
