#pragma once

#include <QString>
#include <string>
#include <type_traits>

#include "core/spec/sections.h"

namespace featurescope::ui {

/// Dotted path of a setting as `--set` takes it, "data.dimension".
inline QString settingPath(std::string_view group, std::string_view key) {
    return QString::fromUtf8(group.data(), static_cast<qsizetype>(group.size())) + QLatin1Char('.') +
           QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()));
}

/// Calls visit(group, field, value) for every setting of the spec, in the order files show them. The visitor
/// must take every type of value.
template <typename Spec, typename Visitor>
void visitSpecFields(Spec& spec, Visitor&& visit) {
    visitSections(spec, [&](std::string_view name, auto& settings) {
        visitFields(settings, [&](const Field& field, auto& value) {
            visit(name, fieldWithin(spec, name, field), value);
        });
    });
}

/// The setting of that path; null when the spec has none of that path and type.
template <typename Value>
Value* settingAt(ExperimentSpec& spec, const QString& path) {
    Value* found = nullptr;
    visitSpecFields(spec, [&](std::string_view group, const Field& field, auto& value) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, Value>) {
            if (settingPath(group, field.key) == path) found = &value;
        }
    });
    return found;
}

template <typename Value>
const Value* settingAt(const ExperimentSpec& spec, const QString& path) {
    return settingAt<Value>(const_cast<ExperimentSpec&>(spec), path);
}

}  // namespace featurescope::ui
