#include "core/data/label_corruption.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace featurescope {
namespace {

using Indices = std::vector<std::int64_t>;

std::size_t budget(double labelNoise, std::size_t samples) {
    return static_cast<std::size_t>(std::llround(labelNoise * static_cast<double>(samples)));
}

Indices membersOf(std::int32_t group, std::span<const std::int32_t> groups) {
    Indices members;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups[i] == group) members.push_back(static_cast<std::int64_t>(i));
    }
    return members;
}

/// `count` members at random (at most all of them). Draws start at `firstDraw`.
Indices randomMembers(const Indices& members, std::size_t count, const RandomStream& random,
                      std::uint64_t firstDraw) {
    const Indices order = random.permutation(firstDraw, static_cast<std::int64_t>(members.size()));
    Indices chosen(std::min(count, members.size()));
    for (std::size_t k = 0; k < chosen.size(); ++k) chosen[k] = members[static_cast<std::size_t>(order[k])];
    return chosen;
}

Indices bernoulliSamples(double labelNoise, std::size_t samples, const RandomStream& random) {
    Indices chosen;
    for (std::size_t i = 0; i < samples; ++i) {
        if (random.uniform(i) < labelNoise) chosen.push_back(static_cast<std::int64_t>(i));
    }
    return chosen;
}

Indices exactSamples(double labelNoise, const CorruptionView& view, const RandomStream& random) {
    Indices chosen;
    std::uint64_t firstDraw = 0;
    for (std::int32_t group = 0; group < view.groupCount; ++group) {
        const Indices members = membersOf(group, view.groups);
        const Indices flipped = randomMembers(members, budget(labelNoise, members.size()), random, firstDraw);
        chosen.insert(chosen.end(), flipped.begin(), flipped.end());
        firstDraw += members.size();
    }
    return chosen;
}

/// The `count` samples nearest to the ideal boundary, or farthest from it.
Indices byBoundaryDistance(std::span<const double> distance, std::size_t count, bool nearest) {
    Indices order(distance.size());
    std::iota(order.begin(), order.end(), std::int64_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t i, std::int64_t k) {
        const double di = distance[static_cast<std::size_t>(i)];
        const double dk = distance[static_cast<std::size_t>(k)];
        return nearest ? di < dk : di > dk;
    });
    order.resize(count);
    return order;
}

}  // namespace

std::vector<std::int64_t> corruptedSamples(Corruption kind, double labelNoise, const CorruptionView& view,
                                           const RandomStream& random) {
    const std::size_t samples = view.groups.size();
    const std::size_t flips = budget(labelNoise, samples);
    Indices chosen;
    switch (kind) {
        case Corruption::bernoulli:
            chosen = bernoulliSamples(labelNoise, samples, random);
            break;
        case Corruption::exact:
            chosen = exactSamples(labelNoise, view, random);
            break;
        case Corruption::nearBoundary:
        case Corruption::farFromBoundary:
            assert(view.boundaryDistance.size() == samples);
            chosen = byBoundaryDistance(view.boundaryDistance, flips, kind == Corruption::nearBoundary);
            break;
        case Corruption::oneCluster:
            chosen = randomMembers(membersOf(0, view.groups), flips, random, 0);
            break;
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

bool corruptsTestLabels(Corruption kind) {
    return kind == Corruption::bernoulli || kind == Corruption::exact;
}

}  // namespace featurescope
