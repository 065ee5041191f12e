#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "core/data/data_traits.h"

namespace featurescope {

/// Places of the direction that belongs to the neurons with a_j > 0, and of that for a_j < 0.
struct OwnDirections {
    std::size_t positive = 0, negative = 0;

    /// The direction of neurons whose a_j has this sign, which is not 0.
    std::size_t of(int sign) const { return sign > 0 ? positive : negative; }
    /// That of the others.
    std::size_t otherThan(int sign) const { return sign > 0 ? negative : positive; }
    bool operator==(const OwnDirections&) const = default;
};

/// Nothing unless exactly one direction belongs to each sign.
std::optional<OwnDirections> ownDirections(std::span<const ReferenceDirection> directions);

}  // namespace featurescope
