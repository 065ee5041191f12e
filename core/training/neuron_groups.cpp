#include "core/training/neuron_groups.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

#include "core/training/aligned_vector.h"

namespace featurescope {
namespace {

using Pattern = std::vector<std::uint64_t>;

std::int64_t distance(std::span<const std::uint64_t> one, std::span<const std::uint64_t> other) {
    std::int64_t count = 0;
    for (std::size_t w = 0; w < one.size(); ++w) count += std::popcount(one[w] ^ other[w]);
    return count;
}

/// On which samples more than half of some neurons are active. Counts stand upright, one bit of all 64
/// counts of a word in each plane, so that a neuron is added to 64 counts at once.
class MajorityCount {
  public:
    explicit MajorityCount(std::size_t words) : words_(words) {}

    void add(std::span<const std::uint64_t> pattern) {
        if (static_cast<std::size_t>(std::bit_width(++added_)) > planes_.size()) planes_.emplace_back(words_);
        for (std::size_t w = 0; w < words_; ++w) {
            std::uint64_t carry = pattern[w];
            for (std::size_t p = 0; carry != 0; ++p) {
                const std::uint64_t sum = planes_[p][w] ^ carry;
                carry &= planes_[p][w];
                planes_[p][w] = sum;
            }
        }
    }

    Pattern majority() const {
        Pattern result(words_);
        const std::uint64_t half = added_ / 2;  // 2 count > added means count > half
        for (std::size_t w = 0; w < words_; ++w) {
            std::uint64_t above = 0, equal = ~std::uint64_t{0};
            for (std::size_t p = planes_.size(); p-- > 0;) {
                const std::uint64_t bit = (half >> p & 1) != 0 ? ~std::uint64_t{0} : 0;
                above |= equal & planes_[p][w] & ~bit;
                equal &= ~(planes_[p][w] ^ bit);
            }
            result[w] = above;
        }
        return result;
    }

  private:
    std::size_t words_;
    std::uint64_t added_ = 0;
    std::vector<Pattern> planes_;
};

/// Some neurons and the part each of them is in.
struct Parts {
    std::vector<std::ptrdiff_t> neurons;
    std::vector<int> part;
    std::vector<Pattern> centres;  ///< the majorities of the parts
};

/// The nearest of the first `count` centres, the first of equals.
std::pair<int, std::int64_t> nearest(const Parts& parts, std::span<const std::uint64_t> pattern, int count) {
    std::pair<int, std::int64_t> best{0, std::numeric_limits<std::int64_t>::max()};
    for (int c = 0; c < count; ++c) {
        const std::int64_t far = distance(parts.centres[static_cast<std::size_t>(c)], pattern);
        if (far < best.second) best = {c, far};
    }
    return best;
}

void moveCentres(const ActivityPatterns& patterns, Parts& parts) {
    std::vector<MajorityCount> counts(parts.centres.size(), MajorityCount(patterns.words));
    for (std::size_t q = 0; q < parts.neurons.size(); ++q)
        counts[static_cast<std::size_t>(parts.part[q])].add(patterns.of(parts.neurons[q]));
    for (std::size_t c = 0; c < counts.size(); ++c) parts.centres[c] = counts[c].majority();
}

/// Cuts neurons into at most `most` parts by their patterns: k-means with the distance of patterns, from
/// centres as far from each other as possible.
Parts split(const ActivityPatterns& patterns, std::vector<std::ptrdiff_t> neurons, int most) {
    constexpr int kRounds = 4;
    Parts parts{.neurons = std::move(neurons), .part = {}, .centres = {Pattern(patterns.words)}};
    parts.part.assign(parts.neurons.size(), 0);
    moveCentres(patterns, parts);
    const int count = std::clamp(static_cast<int>(parts.neurons.size() / 2), 1, most);
    for (int c = 1; c < count; ++c) {
        std::pair<std::ptrdiff_t, std::int64_t> farthest{0, -1};
        for (const std::ptrdiff_t j : parts.neurons) {
            const std::int64_t far = nearest(parts, patterns.of(j), c).second;
            if (far > farthest.second) farthest = {j, far};
        }
        const auto pattern = patterns.of(farthest.first);
        parts.centres.emplace_back(pattern.begin(), pattern.end());
    }
    for (int round = 0; round < kRounds && count > 1; ++round) {
        for (std::size_t q = 0; q < parts.neurons.size(); ++q)
            parts.part[q] = nearest(parts, patterns.of(parts.neurons[q]), count).first;
        moveCentres(patterns, parts);
    }
    return parts;
}

}  // namespace

ActivityPatterns::ActivityPatterns(std::ptrdiff_t neurons, std::ptrdiff_t samples)
    : words(static_cast<std::size_t>((samples + 63) / 64)), bits(static_cast<std::size_t>(neurons) * words) {}

NeuronGrouping groupNeurons(const ActivityPatterns& patterns, std::span<const std::uint8_t> isPositive) {
    constexpr int kClassesPerSign = kClasses / 2;
    NeuronGrouping grouping{.groups = std::vector<std::uint8_t>(isPositive.size())};
    for (const bool positive : {true, false}) {
        std::vector<std::ptrdiff_t> ofSign;
        for (std::size_t j = 0; j < isPositive.size(); ++j)
            if ((isPositive[j] != 0) == positive) ofSign.push_back(static_cast<std::ptrdiff_t>(j));
        const Parts classes = split(patterns, std::move(ofSign), kClassesPerSign);
        for (int c = 0; c < kClassesPerSign; ++c) {
            std::vector<std::ptrdiff_t> ofClass;
            for (std::size_t q = 0; q < classes.neurons.size(); ++q)
                if (classes.part[q] == c) ofClass.push_back(classes.neurons[q]);
            const Parts parts = split(patterns, std::move(ofClass), kGroupsPerClass);
            const int first = ((positive ? 0 : kClassesPerSign) + c) * kGroupsPerClass;
            for (std::size_t q = 0; q < parts.neurons.size(); ++q) {
                const auto part = static_cast<std::size_t>(parts.part[q]);
                grouping.groups[static_cast<std::size_t>(parts.neurons[q])] =
                    static_cast<std::uint8_t>(first + parts.part[q]);
                grouping.deviations += distance(parts.centres[part], patterns.of(parts.neurons[q]));
            }
        }
    }
    return grouping;
}

GroupLayout::GroupLayout(std::span<const std::uint8_t> groups)
    : order_(groups.size()),
      groups_(groups.size()),
      members_(kGroups),
      firstKey_(kGroups),
      leaders_(kClasses) {
    std::iota(order_.begin(), order_.end(), 0);
    std::stable_sort(order_.begin(), order_.end(), [&](std::ptrdiff_t one, std::ptrdiff_t other) {
        return groups[static_cast<std::size_t>(one)] < groups[static_cast<std::size_t>(other)];
    });
    std::ptrdiff_t place = 0;
    for (int g = 0; g < kGroups; ++g) {
        const std::ptrdiff_t first = place;
        for (; place < neurons() && groups[static_cast<std::size_t>(outside(place))] == g; ++place)
            groups_[static_cast<std::size_t>(place)] = static_cast<std::uint8_t>(g);
        members_[static_cast<std::size_t>(g)] = {first, place};
        firstKey_[static_cast<std::size_t>(g)] = keys_;
        keys_ += roundedUp(place - first, kKeyUnit);
        int& leader = leaders_[static_cast<std::size_t>(g / kGroupsPerClass)];
        if (g % kGroupsPerClass == 0 || members(g).size() > members(leader).size()) leader = g;
    }
}

}  // namespace featurescope
