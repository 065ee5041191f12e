#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/name_table.h"
#include "core/math/random.h"

namespace featurescope {

/// Who chooses the labels that are flipped.
enum class Corruption { bernoulli, exact, nearBoundary, farFromBoundary, oneCluster };

template <>
struct NameTable<Corruption> {
    static constexpr std::array kinds{
        NamedKind<Corruption>{Corruption::bernoulli, "bernoulli", "Each label is flipped independently."},
        NamedKind<Corruption>{Corruption::exact, "exact",
                              "Exactly the given share of every cluster is flipped."},
        NamedKind<Corruption>{Corruption::nearBoundary, "near-boundary",
                              "An adversary flips the samples nearest to the ideal boundary."},
        NamedKind<Corruption>{Corruption::farFromBoundary, "far-from-boundary",
                              "An adversary flips the samples farthest from the ideal boundary."},
        NamedKind<Corruption>{Corruption::oneCluster, "one-cluster",
                              "An adversary spends the whole budget on the first group of the data."},
    };
};

/// What an adversary may look at when it chooses labels to flip; all have one entry per sample.
struct CorruptionView {
    std::span<const std::int32_t> groups;  ///< places below groupCount
    std::int32_t groupCount = 0;
    /// From the ideal boundary; read by the two boundary adversaries only.
    std::span<const double> boundaryDistance;
};

/// Indices of the samples whose labels are flipped, in increasing order. The budget of every kind but
/// bernoulli is round(labelNoise * samples), halves away from zero (exact: within each group; oneCluster: at
/// most all of the first group). Ties in distance go to the smaller index.
std::vector<std::int64_t> corruptedSamples(Corruption kind, double labelNoise, const CorruptionView& view,
                                           const RandomStream& random);

/// True for kinds that also flip test labels; the adversaries leave the test set clean.
bool corruptsTestLabels(Corruption kind);

}  // namespace featurescope
