#pragma once

#include <cstdint>
#include <vector>

#include "core/run/snapshot.h"
#include "ui/view_models/curves_view.h"

namespace featurescope::ui {

/// The normalised margins of the training samples over the steps, a line each, as far as a run keeps them.
class MarginLines {
  public:
    /// Takes over what is new in the snapshot's history; starts again when it belongs to another run.
    void follow(const Snapshot& snapshot);
    /// One for each training sample; none where they are not kept.
    const std::vector<CurveData>& lines() const { return lines_; }
    double largest() const { return largestOf(lines_); }
    /// Smallest value, and at most 0.
    double lowest() const { return lowestOf(lines_); }

  private:
    std::vector<CurveData> lines_;
    std::uint64_t runId_ = 0;
    std::size_t rowsRead_ = 0;
    std::int64_t lastRead_ = 0;
};

}  // namespace featurescope::ui
