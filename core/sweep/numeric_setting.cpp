#include "core/sweep/numeric_setting.h"

#include <type_traits>

#include "core/spec/sections.h"

namespace featurescope {
namespace {

/// Calls visit(dotted key, value) for the settings that are numbers.
template <typename Spec, typename Visitor>
void visitNumbers(Spec& spec, Visitor&& visit) {
    visitSections(spec, [&](std::string_view section, auto& settings) {
        visitFields(settings, [&](const Field& field, auto& value) {
            using Value = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, double> || std::is_same_v<Value, std::int64_t>)
                visit(std::string(section) + "." + std::string(field.key), value);
        });
    });
}

}  // namespace

SettingNumber settingNumber(const ExperimentSpec& spec, std::string_view key) {
    SettingNumber kind = SettingNumber::none;
    visitNumbers(spec, [&](const std::string& name, const auto& value) {
        if (name == key)
            kind = std::is_same_v<std::remove_cvref_t<decltype(value)>, double> ? SettingNumber::real
                                                                                : SettingNumber::whole;
    });
    return kind;
}

double numericSetting(const ExperimentSpec& spec, std::string_view key) {
    double found = 0;
    visitNumbers(spec, [&](const std::string& name, const auto& value) {
        if (name == key) found = static_cast<double>(value);
    });
    return found;
}

void setNumericSetting(ExperimentSpec& spec, std::string_view key, double value) {
    visitNumbers(spec, [&](const std::string& name, auto& setting) {
        if (name == key) setting = static_cast<std::remove_cvref_t<decltype(setting)>>(value);
    });
}

std::string numericSettings(const ExperimentSpec& spec) {
    std::string names;
    visitNumbers(spec,
                 [&](const std::string& name, const auto&) { names += (names.empty() ? "" : ", ") + name; });
    return names;
}

}  // namespace featurescope
