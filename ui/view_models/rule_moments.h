#pragma once

#include <cstdint>
#include <vector>

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// A landmark that a scenario names, and when it came true.
struct RuleMoment {
    LandmarkRule rule;
    std::int64_t step = 0;
    bool operator==(const RuleMoment&) const = default;
};

/// Finds the landmarks of a scenario in what is recorded of its run: the first recorded step of each. Looks
/// at every row once.
class RuleMoments {
  public:
    void follow(const Snapshot& snapshot);
    const std::vector<RuleMoment>& found() const { return found_; }

  private:
    std::uint64_t runId_ = 0;
    std::vector<LandmarkRule> wanted_;  ///< not yet found
    std::size_t rows_ = 0;              ///< looked at
    std::vector<RuleMoment> found_;
};

}  // namespace featurescope::ui
