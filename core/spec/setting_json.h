#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include "core/base/name_table.h"
#include "core/io/json.h"
#include "core/spec/setting_defaults.h"
#include "core/training/training_settings.h"

namespace featurescope {

/// Which optional keys are written.
enum class OptionalKeys {
    all,      ///< for people, who see what there is to change
    changed,  ///< for files: those not at their defaults, so that older programs read what they can run
};

inline Json settingJson(std::int64_t value) { return value; }
inline Json settingJson(double value) { return value; }
inline Json settingJson(bool value) { return value; }
inline Json settingJson(const std::string& value) { return value; }
template <typename Kind>
requires std::is_enum_v<Kind> Json settingJson(Kind value) { return std::string(nameOf(value)); }
inline Json settingJson(const std::vector<StepSizeChange>& changes) {
    Json list = Json::array();
    for (const StepSizeChange& change : changes) list.push_back(Json::array({change.step, change.stepSize}));
    return list;
}

/// Why a value is refused that nothing would look at; empty when it has an effect or is the default. `key` is
/// the dotted path.
template <typename Value>
std::string noEffectProblem(const std::string& key, const Field& field, const Value& value,
                            const Value& standard) {
    if (field.inEffect || value == standard) return {};
    return key + " is " + jsonText(settingJson(value), false) + ", but it has an effect only with " +
           std::string(field.inEffectWith) + "; it must be " + jsonText(settingJson(standard), false) +
           " otherwise.";
}

/// Adds the settings of one group to a JSON object, in the order of its fields.
template <typename Settings>
void addSettings(const Settings& settings, OptionalKeys keys, Json& group) {
    visitFieldsWithDefaults(settings, [&](const Field& field, const auto& value, const auto& standard) {
        const bool isLeftOut = keys == OptionalKeys::changed && field.optional && value == standard;
        if (!isLeftOut) group[std::string(field.key)] = settingJson(value);
    });
}

}  // namespace featurescope
