#include <cmath>
#include <functional>

#include "ui/look/explanation_text.h"
#include "ui/panels/plot_view.h"
#include "ui/panels/time_panel.h"
#include "ui/view_models/explanation.h"

namespace featurescope::ui {

/// How the number of the curve or level under the cursor comes about; empty beside them.
QString TimePanel::explanationAt(const QPointF& pixel) const {
    constexpr double kClose = 7;  // pixels
    const PlotMapping map = plot().mapping();
    double nearest = kClose;
    QString text;
    const auto consider = [&](double value, const std::function<QString()>& explained) {
        const double distance = std::abs(map.y(value) - pixel.y());
        if (!(distance < nearest)) return;
        nearest = distance;
        text = explained();
    };
    for (const TimeLevel& level : levels_)
        consider(level.value,
                 [&] { return level.meaning.isEmpty() ? QString() : level.name + tr(": ") + level.meaning; });
    // The step that is read out, too: a pixel beside it may belong to the value before.
    const auto step =
        nearestRecordedStep(content_.snapshot->timeline, axis_, axis_.stepAt(map.xAt(pixel.x())));
    if (!step) return text;
    for (const TimeCurve& curve : curves_) {
        const auto point = curve.data->at(static_cast<double>(*step));
        if (!point || (!curve.measures && curve.meaning.isEmpty())) continue;
        consider(point->value, [&] {
            if (!curve.measures) return curve.name + tr(": ") + curve.meaning;
            const Explanation about = explanationOf(*curve.measures, *content_.snapshot);
            return curve.name + tr(": ") +
                   explanationText(
                       about.formula, about.over, about.count,
                       about.standardError ? standardErrorOf(point->value, about.count) : std::nullopt,
                       about.source);
        });
    }
    return text;
}

}  // namespace featurescope::ui
