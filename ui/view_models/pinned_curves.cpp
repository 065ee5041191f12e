#include "ui/view_models/pinned_curves.h"

namespace featurescope::ui {

void PinnedCurves::follow(const std::vector<PinnedView>& pinned) {
    while (runs_.size() > pinned.size()) runs_.pop_back();
    for (std::size_t i = 0; i < pinned.size(); ++i) {
        const Snapshot& snapshot = *pinned[i].snapshot;
        if (i == runs_.size()) {
            runs_.push_back({snapshot.scene, CurvesView(which_, scale_)});
        } else if (runs_[i].scene != snapshot.scene) {
            runs_[i] = {snapshot.scene, CurvesView(which_, scale_)};
        }
        runs_[i].curves.follow(snapshot);
    }
}

}  // namespace featurescope::ui
