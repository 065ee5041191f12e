#pragma once

#include <memory>
#include <vector>

#include "ui/view_models/curves_view.h"
#include "ui/view_models/panel_content.h"

namespace featurescope::ui {

/// The curves of the runs that are kept for comparison, the same observables of each.
class PinnedCurves {
  public:
    explicit PinnedCurves(std::vector<Observable> which, ValueScale scale = ValueScale::linear)
        : which_(std::move(which)), scale_(scale) {}

    /// Takes over what is new; a run that has come or gone is read anew.
    void follow(const std::vector<PinnedView>& pinned);
    std::size_t runs() const { return runs_.size(); }
    const CurvesView& run(std::size_t index) const { return runs_[index].curves; }

  private:
    struct Run {
        std::shared_ptr<const RunScene> scene;  ///< tells runs apart, whose runId may be the same
        CurvesView curves;
    };
    std::vector<Observable> which_;
    ValueScale scale_;
    std::vector<Run> runs_;
};

}  // namespace featurescope::ui
