#pragma once

#include <variant>

namespace featurescope {

/// Kinds that a build adds to the program's own; see FEATURESCOPE_TEST_KINDS.
template <typename... Added>
struct KindList {
    template <typename... Own>
    using VariantWith = std::variant<Own..., Added...>;
};

}  // namespace featurescope
