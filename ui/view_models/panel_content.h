#pragma once

#include <QString>
#include <memory>
#include <vector>

#include "core/run/snapshot.h"
#include "core/run/theory_overlay.h"
#include "core/run/view_request.h"

namespace featurescope::ui {

/// A run that was kept to compare the present one with.
struct PinnedView {
    QString name;                              ///< given by the user or made from what differs
    QString difference;                        ///< its spec against the present one, "step size 0.2 → 0.5"
    std::shared_ptr<const Snapshot> snapshot;  ///< the moment of it that is shown; never null
    bool isSelected = false;  ///< to stand beside the present run where there is room for one
};

/// All that panels draw from, at one moment. Copying is cheap: everything large is shared and immutable. The
/// same content drawn twice gives the same picture, in the window and in a file.
struct PanelContent {
    std::shared_ptr<const Snapshot> snapshot{};         ///< never null
    Selection selection{};                              ///< picked out, the same in every panel
    std::shared_ptr<const TheoryOverlay> theory{};      ///< null until computed
    std::shared_ptr<const BaselineReport> baselines{};  ///< null until the first is computed
    std::vector<PinnedView> pinned{};
};

}  // namespace featurescope::ui
