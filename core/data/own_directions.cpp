#include "core/data/own_directions.h"

namespace featurescope {
namespace {

/// The place of the only direction with this sign.
std::optional<std::size_t> onlyOneOf(int sign, std::span<const ReferenceDirection> directions) {
    std::optional<std::size_t> place;
    for (std::size_t k = 0; k < directions.size(); ++k) {
        if (directions[k].sign != sign) continue;
        if (place) return std::nullopt;
        place = k;
    }
    return place;
}

}  // namespace

std::optional<OwnDirections> ownDirections(std::span<const ReferenceDirection> directions) {
    const auto positive = onlyOneOf(1, directions), negative = onlyOneOf(-1, directions);
    if (!positive || !negative) return std::nullopt;
    return OwnDirections{*positive, *negative};
}

}  // namespace featurescope
