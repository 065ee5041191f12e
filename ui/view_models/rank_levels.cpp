#include "ui/view_models/rank_levels.h"

#include "core/theory/rank_law.h"
#include "ui/view_models/orthogonal_setting.h"

namespace featurescope::ui {

RankLevels rankLevels(const Snapshot& snapshot) {
    const std::optional<OrthogonalSetting> setting = orthogonalSetting(snapshot);
    if (!setting) return {};
    RankLevels levels{
        .afterOneStep = stableRankAfterOneStep(setting->slope, setting->samples, setting->neurons),
        .limit = std::nullopt};
    if (setting->slope > 0) levels.limit = stableRankLimit(setting->slope);
    return levels;
}

}  // namespace featurescope::ui
