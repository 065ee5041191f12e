#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "core/theory/xor_setting.h"

namespace featurescope {

/// One of the assumptions (A1)-(A7) of the paper, solved for its constant C in one setting.
struct Assumption {
    std::string_view name;       ///< "(A1)"
    std::string_view statement;  ///< as in the paper
    double smallestC = 0;        ///< only (A7) has one
    double largestC = 0;         ///< infinite when it holds for every C
};

/// What (A1)-(A7) say of a setting. Theorem 1 holds "for C > 1 large enough": C is an absolute constant that
/// the paper does not compute, so a large `largestC` says how far inside the theorem's regime a setting is,
/// not that it applies.
struct AssumptionCheck {
    std::array<Assumption, 7> rows;
    std::size_t binding = 0;  ///< row that allows the smallest largestC

    double largestC() const { return rows[binding].largestC; }
    double smallestC() const { return rows[6].smallestC; }
    /// True when some C > 1 satisfies all seven at once.
    bool compatible() const { return largestC() > 1 && smallestC() <= largestC(); }
};

/// @param failureProbability  delta in (0, 1/2)
AssumptionCheck checkAssumptions(const XorSetting& setting, double failureProbability);

}  // namespace featurescope
