#pragma once

#include <memory>
#include <stop_token>

#include "core/run/moment_insight.h"
#include "core/run/staged_run.h"
#include "ui/exporting/figure.h"

namespace featurescope::ui {

/// Makes the contents that figures of one run need, at the step where the run stands. Any thread, one at a
/// time. Throws Cancelled.
class MomentMaker {
  public:
    /// `data` only for runs on a file.
    MomentMaker(StagedRun& run, std::shared_ptr<const GivenData> data) : run_(run), data_(std::move(data)) {}

    PanelContent content(const FigureNeeds& needs, const std::stop_token& stop);

  private:
    StagedRun& run_;
    std::shared_ptr<const GivenData> data_;
    MomentInsight insight_;
};

/// Shows in the figure where the run stands, with everything the figure needs. Returns what was shown.
/// Throws Cancelled.
PanelContent showMoment(MomentMaker& maker, Figure& figure, const std::stop_token& stop = {});

/// So many times a figure is laid out anew because of what it then shows; it hardly ever takes two.
inline constexpr int kMostLooks = 4;

}  // namespace featurescope::ui
