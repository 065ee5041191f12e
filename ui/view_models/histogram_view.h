#pragma once

#include <array>
#include <cstddef>

#include "core/observables/neuron_table.h"

namespace featurescope::ui {

/// Which cluster mean the neurons are compared with.
enum class MeanChoice { mu1, mu2 };

/// Neurons counted by the cosine of their weights with a mean, split by the sign of a_j.
/// Neurons with a_j = 0 are left out.
struct AlignmentHistogram {
    static constexpr std::size_t kBins = 41;  ///< equal bins over [-1, 1]; odd, so that one is centred at 0
    std::array<int, kBins> positive{};        ///< a_j > 0
    std::array<int, kBins> negative{};        ///< a_j < 0

    /// The fullest bin.
    int largest() const;
    /// Left edge of bin `bin`; bin kBins gives 1.
    static double edge(std::size_t bin) { return -1 + 2 * static_cast<double>(bin) / kBins; }
    bool operator==(const AlignmentHistogram&) const = default;
};

/// Counts the table's neurons; all bins are 0 when no means are known.
AlignmentHistogram alignmentHistogram(const NeuronTable& neurons, MeanChoice mean);

/// Count at the top of the axis: 4 times 1, 2, 3, 5 or 8 times a power of ten, so that its quarter (half the
/// height on a square-root scale) is a whole number.
int histogramTop(int largestCount);

/// Height of a count on the square-root scale, as a share of the half axis; the sign is kept.
double histogramHeight(double count, int top);

}  // namespace featurescope::ui
