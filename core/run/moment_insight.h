#pragma once

#include <memory>
#include <optional>
#include <stop_token>

#include "core/run/baseline_session.h"
#include "core/run/given_data.h"
#include "core/run/snapshot.h"
#include "core/run/theory_session.h"

namespace featurescope {

/// Waits for theory and baselines of moments of one run, for pictures that must be complete. The same moment
/// gives the same answer, however fast the machine is. Moments must come in order of their steps.
class MomentInsight {
  public:
    /// What theory says of this moment, the predicted population of its step included. Throws Cancelled, and
    /// what kept it from being computed.
    std::shared_ptr<const TheoryOverlay> theory(const std::shared_ptr<const Snapshot>& snapshot,
                                                const std::stop_token& stop);
    /// Every baseline, with boundaries in `area`. Throws Cancelled, and what kept it from being computed.
    std::shared_ptr<const BaselineReport> baselines(const Snapshot& snapshot,
                                                    const std::shared_ptr<const GivenData>& data,
                                                    const PlaneRectangle& area, const std::stop_token& stop);

  private:
    std::optional<TheorySession> theorySession_;  // made when first asked for
    std::optional<BaselineSession> baselineSession_;
    std::shared_ptr<const TheoryOverlay> theory_;
    std::shared_ptr<const BaselineReport> baselines_;
    std::int64_t theoryStep_ = -1;
    std::optional<PlaneRectangle> baselineArea_;
};

}  // namespace featurescope
