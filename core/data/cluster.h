#pragma once

#include <cstdint>

namespace featurescope {

/// The four clusters of the XOR data, named after their means; their numbers are the places of their groups.
enum class Cluster : std::int32_t { plusMu1 = 0, minusMu1 = 1, plusMu2 = 2, minusMu2 = 3 };

/// Clean label of a cluster: +1 for +-mu1, -1 for +-mu2 (paper, section 2).
constexpr std::int8_t cleanLabelOf(Cluster cluster) {
    return cluster == Cluster::plusMu1 || cluster == Cluster::minusMu1 ? std::int8_t{1} : std::int8_t{-1};
}

}  // namespace featurescope
