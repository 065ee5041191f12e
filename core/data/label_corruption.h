#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/name_table.h"

namespace featurescope {

/// Who chooses the labels that are flipped.
enum class Corruption { bernoulli, exact, nearBoundary, farFromBoundary, oneCluster };

template <>
struct NameTable<Corruption> {
    static constexpr std::array kinds{
        NamedKind<Corruption>{Corruption::bernoulli, "bernoulli", "Each label is flipped independently."},
        NamedKind<Corruption>{Corruption::exact, "exact", "Exactly the given share of every cluster is flipped."},
        NamedKind<Corruption>{Corruption::nearBoundary, "near-boundary",
                              "An adversary flips the samples nearest to the ideal boundary."},
        NamedKind<Corruption>{Corruption::farFromBoundary, "far-from-boundary",
                              "An adversary flips the samples farthest from the ideal boundary."},
        NamedKind<Corruption>{Corruption::oneCluster, "one-cluster",
                              "An adversary spends the whole budget on the cluster +mu1."},
    };
};

}  // namespace featurescope
