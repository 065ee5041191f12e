#pragma once

#include <vector>

#include "ui/view_models/panel_content.h"

namespace featurescope::ui {

/// Shares of the neurons in the sum of |a_j|.
struct FeatureShares {
    std::vector<double> now;    ///< empty when there are no neurons, or too many; 0 when all a_j are
    std::vector<double> limit;  ///< for a penalty without bound; empty unless W stays as it is
    std::vector<std::vector<double>>
        runs;  ///< of runs to compare with, in their order; empty for another width
};

FeatureShares featureShares(const PanelContent& content);

}  // namespace featurescope::ui
