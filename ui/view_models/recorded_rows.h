#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace featurescope::ui {

/// Index of the first of some recorded rows, whose steps increase, that is of `step` or later; their number
/// when none is.
template <typename Rows>
std::size_t firstRowFrom(const Rows& rows, double step) {
    std::size_t low = 0, high = rows.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (static_cast<double>(rows[middle].step) < step) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/// How many of the rows are of `step` or earlier. After going back a run has rows beyond the step that is
/// shown, and nothing that is said of this step may come from those.
template <typename Rows>
std::size_t rowsUpTo(const Rows& rows, std::int64_t step) {
    return firstRowFrom(rows, static_cast<double>(step) + 1);
}

/// Places among the tracked neurons (increasing) of at most `most` that are evenly chosen and of those in
/// `always` that are tracked; increasing.
std::vector<std::size_t> chosenNeurons(const std::vector<std::int32_t>& tracked, std::size_t most,
                                       const std::vector<std::int32_t>& always);

}  // namespace featurescope::ui
