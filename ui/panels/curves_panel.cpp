#include "ui/panels/curves_panel.h"

#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/value_axis.h"
#include "ui/view_models/readouts_view.h"

namespace featurescope::ui {
namespace {

std::vector<Observable> columnsOf(const CurvesKind& kind) {
    std::vector<Observable> columns;
    for (const CurveRow& row : kind.rows) columns.push_back(row.which);
    return columns;
}

ValueScale scaleOf(const CurvesKind& kind) {
    return kind.isLogarithmic ? ValueScale::logarithmic : ValueScale::linear;
}

}  // namespace

CurvesPanel::CurvesPanel(const CurvesKind& kind, QWidget* parent)
    : TimePanel(QString::fromLatin1(kind.id), kind.title(), parent),
      kind_(kind),
      curves_(columnsOf(kind), scaleOf(kind)),
      pinned_(columnsOf(kind), scaleOf(kind)) {}

double CurvesPanel::drawnHeight(double value) const {
    return kind_.isLogarithmic ? std::log10(value) : value;
}

QString CurvesPanel::valueText(double value) const {
    return numberLabel(kind_.isLogarithmic ? std::pow(10.0, value) : value);
}

std::vector<TimeCurve> CurvesPanel::curvesOf(const PanelContent& content) const {
    std::vector<TimeCurve> curves;
    for (std::size_t run = 0; run < pinned_.runs(); ++run) {
        for (std::size_t i = 0; i < kind_.rows.size(); ++i) {
            CurveStyle style = kind_.rows[i].style(look().palette);
            style.width = stroke::kThinCurve;
            style.dash = pinnedRunDash(run);
            curves.push_back({&pinned_.run(run).curve(i),
                              tr("%1 of %2").arg(kind_.rows[i].name(), content.pinned[run].name), style, -1});
        }
    }
    for (std::size_t i = 0; i < kind_.rows.size(); ++i) {
        const CurveRow& row = kind_.rows[i];
        curves.push_back(
            {&curves_.curve(i), row.name(), row.style(look().palette), static_cast<int>(i), row.which});
    }
    return curves;
}

void CurvesPanel::showValueAxis(const std::vector<TimeLevel>& levels) {
    double low = curves_.lowest(), high = curves_.largest();
    for (std::size_t run = 0; run < pinned_.runs(); ++run) {
        low = std::min(low, pinned_.run(run).lowest());
        high = std::max(high, pinned_.run(run).largest());
    }
    for (const TimeLevel& level : levels) {
        low = std::min(low, level.value);
        high = std::max(high, level.value);
    }
    plot().setYAxis(kind_.isLogarithmic ? logarithmicValueAxis(low, high) : linearValueAxis(low, high));
}

void CurvesPanel::drawContent(const PanelContent& content) {
    curves_.follow(*content.snapshot);
    pinned_.follow(content.pinned);
    std::vector<TimeLevel> levels = kind_.levels(content, look().palette);
    for (TimeLevel& level : levels) level.value = drawnHeight(level.value);
    showValueAxis(levels);
    setLines(curvesOf(content), std::move(levels));
    setLegendEntries(runEntries(look().palette.text));
}

QString CurvesPanel::summary() const {
    if (!content().snapshot) return {};
    const Snapshot& snapshot = *content().snapshot;
    QStringList values;
    for (const CurveRow& row : kind_.rows) {
        const double value = lastKnown(snapshot, row.which);
        if (std::isfinite(value)) values << tr("%1 %2").arg(row.name(), numberLabel(value));
    }
    const QString step = tr("%1 at step %2").arg(title(), countLabel(snapshot.step));
    return values.isEmpty() ? tr("%1: nothing is measured yet.").arg(step)
                            : step + tr(": ") + values.join(tr(", ")) + tr(".");
}

}  // namespace featurescope::ui
