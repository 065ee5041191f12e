#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace featurescope {

/// One kind of something that comes in kinds, with the name used in files and a sentence for people.
template <typename Kind>
struct NamedKind {
    Kind kind;
    std::string_view name;
    std::string_view help;
};

/// Specialise for an enum: `static constexpr std::array kinds{NamedKind<E>{...}, ...};`
template <typename Kind>
struct NameTable;

/// Name of `kind` as files write it.
template <typename Kind>
constexpr std::string_view nameOf(Kind kind) {
    for (const auto& row : NameTable<Kind>::kinds) {
        if (row.kind == kind) return row.name;
    }
    assert(false && "kind without a row in its table");
    return {};
}

/// The kind called `name`, or nothing.
template <typename Kind>
constexpr std::optional<Kind> kindNamed(std::string_view name) {
    for (const auto& row : NameTable<Kind>::kinds) {
        if (row.name == name) return row.kind;
    }
    return std::nullopt;
}

/// All names for an error message: `"gaussian", "laplace" or "uniform"`.
template <typename Kind>
std::string allowedNames() {
    std::string text;
    const auto& kinds = NameTable<Kind>::kinds;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (i > 0) text += i + 1 == kinds.size() ? " or " : ", ";
        text += '"';
        text += kinds[i].name;
        text += '"';
    }
    return text;
}

}  // namespace featurescope
