#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/training/kernels/certified_kernel_table.h"
#include "core/training/neuron_chunks.h"

namespace featurescope {

/// On which samples each neuron is active: one bit per pair.
struct ActivityPatterns {
    ActivityPatterns(std::ptrdiff_t neurons, std::ptrdiff_t samples);

    std::span<const std::uint64_t> of(std::ptrdiff_t neuron) const { return {row(neuron), words}; }
    const std::uint64_t* row(std::ptrdiff_t neuron) const {
        return bits.data() + neuron * static_cast<std::ptrdiff_t>(words);
    }
    void activate(std::ptrdiff_t neuron, std::ptrdiff_t sample) {
        bits[static_cast<std::size_t>(neuron) * words + static_cast<std::size_t>(sample / 64)] |=
            std::uint64_t{1} << (sample % 64);
    }

    std::size_t words;  ///< per neuron
    std::vector<std::uint64_t> bits;
};

/// Neurons put together that are active on nearly the same samples.
struct NeuronGrouping {
    std::vector<std::uint8_t> groups;  ///< of each neuron, below kGroups
    /// Pairs of a neuron and a sample where the neuron differs from the majority of its group.
    std::int64_t deviations = 0;
};

/// Two classes for each sign of the output weights, and kGroupsPerClass groups in each, by the distances of
/// the patterns. Depends on its arguments alone.
/// @param isPositive  whether a_j > 0, one per neuron
NeuronGrouping groupNeurons(const ActivityPatterns& patterns, std::span<const std::uint8_t> isPositive);

/// Neurons in the order of their groups, and where their keys are.
class GroupLayout {
  public:
    /// @param groups  as NeuronGrouping::groups
    explicit GroupLayout(std::span<const std::uint8_t> groups);

    std::ptrdiff_t neurons() const { return static_cast<std::ptrdiff_t>(order_.size()); }
    /// The number outside of the neuron at this place.
    std::ptrdiff_t outside(std::ptrdiff_t place) const { return order_[static_cast<std::size_t>(place)]; }
    int groupOf(std::ptrdiff_t place) const { return groups_[static_cast<std::size_t>(place)]; }
    IndexRange members(int group) const { return members_[static_cast<std::size_t>(group)]; }
    /// Keys of a sample: each group padded to whole units.
    std::ptrdiff_t keys() const { return keys_; }
    std::ptrdiff_t firstKey(int group) const { return firstKey_[static_cast<std::size_t>(group)]; }
    std::ptrdiff_t keyOf(std::ptrdiff_t place) const {
        const int group = groupOf(place);
        return firstKey(group) + place - members(group).first;
    }
    /// The largest group of a class.
    int leaderOf(int neuronClass) const { return leaders_[static_cast<std::size_t>(neuronClass)]; }

  private:
    std::vector<std::ptrdiff_t> order_;
    std::vector<std::uint8_t> groups_;  ///< by place
    std::vector<IndexRange> members_;
    std::vector<std::ptrdiff_t> firstKey_;
    std::vector<int> leaders_;
    std::ptrdiff_t keys_ = 0;
};

}  // namespace featurescope
