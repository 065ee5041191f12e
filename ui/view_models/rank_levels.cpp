#include "ui/view_models/rank_levels.h"

#include "core/theory/rank_law.h"

namespace featurescope::ui {

RankLevels rankLevels(const ExperimentSpec& spec) {
    const auto law = rankLaw(spec);
    return law ? RankLevels{law->afterOneStep, law->limit} : RankLevels{};
}

}  // namespace featurescope::ui
