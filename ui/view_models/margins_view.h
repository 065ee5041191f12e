#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// Training samples counted by their margin y f(x), with an axis that fits them, however tiny they are.
struct MarginHistogram {
    double low = -1, high = 1;          ///< of the axis, multiples of interval
    double interval = 0.5;              ///< between ticks
    std::vector<int> clean, corrupted;  ///< equal bins over [low, high]; 0 is always an edge
    std::size_t clipped = 0;            ///< values that are not finite, in no bin

    double edge(std::size_t bin) const {
        return low + (high - low) * static_cast<double>(bin) / static_cast<double>(clean.size());
    }
    /// The fullest bin.
    int largest() const;
};

/// @param alsoShown  values that must lie on the axis too
MarginHistogram marginHistogram(const MarginValues& margins, const std::vector<double>& alsoShown);

/// What the margin law foretells for the mean clean margin of test samples, and what was measured.
struct MarginComparison {
    double measured = kUndefined;
    std::optional<double> law;  ///< nothing where the law does not apply
    /// (measured - law) / law; nothing when either is missing or the law is 0.
    std::optional<double> deviation() const;
};
MarginComparison compareMargin(const ExperimentSpec& spec, std::int64_t step, double measured);

}  // namespace featurescope::ui
