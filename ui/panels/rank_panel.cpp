#include "ui/panels/rank_panel.h"

#include <QCoreApplication>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/curves_panel.h"
#include "ui/view_models/rank_levels.h"

namespace featurescope::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("RankPanel", text); }

std::vector<TimeLevel> levelsOf(const PanelContent& content, const Palette& palette) {
    std::vector<TimeLevel> levels{{1, tr("one direction"), palette.muted, LineDash::dotted, 6,
                                   tr("1: all these neurons are parallel")}};
    const RankLevels law = rankLevels(*content.snapshot);
    if (law.afterOneStep) {
        levels.push_back({*law.afterOneStep, tr("law, 1 step: %1").arg(numberLabel(*law.afterOneStep)),
                          palette.noiseLine, LineDash::dotted, 5,
                          tr("(1 + ρ)/((1 + ρ/n)(1 + ρ/m)) with ρ = ((1 − γ)/(1 + γ))²: all neurons after "
                             "one step from a tiny start, on nearly orthogonal samples")});
    }
    if (law.limit) {
        levels.push_back({*law.limit, tr("law, limit: %1").arg(numberLabel(*law.limit)), palette.noiseLine,
                          LineDash::dashed, 4,
                          tr("2(1 + γ²)/(1 + γ)²: all neurons in the limit of many steps, when those of "
                             "each sign are parallel")});
    }
    return levels;
}

const CurvesKind kRank{.id = "rank",
                       .title = [] { return tr("Stable rank"); },
                       .rows = {{Observable::stableRank, [] { return tr("all neurons"); },
                                 [](const Palette& palette) {
                                     return CurveStyle{.color = palette.text, .width = stroke::kThickCurve};
                                 }},
                                {Observable::rankPositive, [] { return tr("a > 0"); },
                                 [](const Palette& palette) {
                                     return CurveStyle{.color = palette.neuronPositive,
                                                       .width = stroke::kThinCurve,
                                                       .mark = CurveMark::disc};
                                 }},
                                {Observable::rankNegative, [] { return tr("a < 0"); },
                                 [](const Palette& palette) {
                                     return CurveStyle{.color = palette.neuronNegative,
                                                       .width = stroke::kThinCurve,
                                                       .mark = CurveMark::square};
                                 }}},
                       .isLogarithmic = true,
                       .levels = levelsOf};

}  // namespace

std::unique_ptr<Panel> makeRankPanel() { return std::make_unique<CurvesPanel>(kRank, nullptr); }

}  // namespace featurescope::ui
