#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/observables/decision_field.h"
#include "core/observables/neuron_table.h"

namespace featurescope::ui {

/// What the neurons are compared with: a reference direction of the data (signed cosine), or each with its
/// own, the one that belongs to the sign of its a_j (|cos|).
struct DirectionChoice {
    std::size_t place = 0;  ///< among the directions; without meaning for the own one
    bool own = false;
    bool operator==(const DirectionChoice&) const = default;
};
inline constexpr DirectionChoice kFirstDirection{0, false}, kSecondDirection{1, false},
    kOwnDirection{0, true};

/// Why there are no such cosines.
enum class DirectionLack {
    none,       ///< there are
    direction,  ///< the data have no such direction
    owner,      ///< not every sign of a_j has a direction of its own
};
DirectionLack lackOf(const NeuronTable& neurons, DirectionChoice choice);

/// The cosine of neuron j for this choice. NaN when there is none; for the own direction also when a_j = 0.
double cosineOf(const NeuronTable& neurons, DirectionChoice choice, std::size_t j);

/// Neurons counted by cosine, split by the sign of a_j. Neurons with a_j = 0 or an undefined cosine are left
/// out.
struct AlignmentHistogram {
    static constexpr std::size_t kBins = 41;  ///< equal bins of [low, 1]; odd, so that of [-1, 1] one is
                                              ///< centred at 0
    double low = -1;                          ///< 0 for |cos|
    std::array<int, kBins> positive{};        ///< a_j > 0
    std::array<int, kBins> negative{};        ///< a_j < 0

    /// True for |cos|, where both signs make one bar.
    bool joinsSigns() const { return low == 0; }
    /// The highest bar.
    int largest() const;
    int positiveNeurons() const;
    int negativeNeurons() const;
    int neurons() const { return positiveNeurons() + negativeNeurons(); }
    double binWidth() const { return (1 - low) / kBins; }
    /// Left edge of bin `bin`; bin kBins gives 1.
    double edge(std::size_t bin) const { return low + binWidth() * static_cast<double>(bin); }
    /// The bin that holds a cosine; the ends take what lies outside.
    std::size_t binOf(double cosine) const;
    bool operator==(const AlignmentHistogram&) const = default;
};

/// Counts the table's neurons; all bins are 0 when there are no such cosines.
AlignmentHistogram alignmentHistogram(const NeuronTable& neurons, DirectionChoice choice);
/// Counts only the neurons with these indices; those beyond the table are left out.
AlignmentHistogram alignmentHistogram(const NeuronTable& neurons, DirectionChoice choice,
                                      std::span<const std::int32_t> which);

/// Indices of the neurons in one bin whose a_j has this sign; sign 0 means both. Increasing.
std::vector<std::int32_t> neuronsInBin(const NeuronTable& neurons, DirectionChoice choice, std::size_t bin,
                                       int sign);

/// Median of |cosineOf| over the neurons whose a_j has this sign; sign 0 means both. NaN without any.
double medianCosineSize(const NeuronTable& neurons, DirectionChoice choice, int sign);

/// Count at the top of the axis: 4 times 1, 2, 3, 5 or 8 times a power of ten, so that its quarter (half the
/// height on a square-root scale) is a whole number.
int histogramTop(int largestCount);

/// Height of a count on the square-root scale, as a share of the half axis; the sign is kept.
double histogramHeight(double count, int top);

}  // namespace featurescope::ui
