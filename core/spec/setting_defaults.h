#pragma once

#include <type_traits>

#include "core/base/field.h"

namespace featurescope {

/// Calls visit(field, value, default) for every setting; the defaults are those of a default-constructed
/// struct, so that there is one place that states them.
template <typename Settings, typename Visitor>
void visitFieldsWithDefaults(Settings& settings, Visitor&& visit) {
    const std::remove_const_t<Settings> defaults{};
    visitFields(settings, [&](const Field& field, auto& value) {
        visitFields(defaults, [&](const Field& other, const auto& standard) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>,
                                         std::remove_cvref_t<decltype(standard)>>) {
                if (field.key == other.key) visit(field, value, standard);
            }
        });
    });
}

/// Settings that have no effect take their defaults, as validate() asks for.
template <typename Settings>
void resetWithoutEffect(Settings& settings) {
    visitFieldsWithDefaults(settings, [](const Field& field, auto& value, const auto& standard) {
        if (!field.inEffect) value = standard;
    });
}

/// Copies the settings that both have, by name and type; the others of `to` stay as they are.
template <typename From, typename To>
void copySettingsOfSameName(const From& from, To& to) {
    visitFields(to, [&](const Field& field, auto& value) {
        visitFields(from, [&](const Field& other, const auto& old) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>,
                                         std::remove_cvref_t<decltype(old)>>) {
                if (field.key == other.key) value = old;
            }
        });
    });
}

}  // namespace featurescope
