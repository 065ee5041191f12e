#pragma once

#include <cstdint>
#include <vector>

namespace featurescope::ui {

/// Where steps lie on a line from 0 to 1. Logarithmic means log(step + 1): the first steps get as much room
/// as the last thousands, and step 0 is on it.
struct TimeScale {
    std::int64_t last = 1;  ///< step at position 1, >= 1
    bool logarithmic = true;

    /// Position of a step; 0 and 1 beyond the ends.
    double position(std::int64_t step) const;
    /// The step nearest to a position; the ends beyond them.
    std::int64_t step(double position) const;
    /// Steps worth a label, in order, at most `most` of them: 0, 1, 2, 5, 10, … or equal distances.
    std::vector<std::int64_t> ticks(int most) const;

    bool operator==(const TimeScale&) const = default;
};

}  // namespace featurescope::ui
