#include "ui/panels/phase_legend.h"

#include <QCoreApplication>
#include <QPainter>
#include <QStringList>
#include <algorithm>

#include "ui/look/chart_look.h"
#include "ui/look/colour_map.h"
#include "ui/look/number_format.h"
#include "ui/panels/phase_cells_layer.h"
#include "ui/panels/phase_curve_layer.h"
#include "ui/panels/phase_diagram_texts.h"
#include "ui/view_models/nice_scale.h"

namespace featurescope::ui {
namespace {

QString legendWords(const char* text) { return QCoreApplication::translate("PhaseDiagram", text); }

void addCurve(std::vector<LegendEntry>& entries, const PhaseDiagramView& view, const Palette& palette) {
    entries.push_back({statisticText(view.choice.value), lineGlyph(palette.accent, stroke::kThickCurve), 14});
    if (drawsBand(view)) {
        QColor band = palette.accent;
        band.setAlpha(55);
        entries.push_back({legendWords("10 to 90 % of the seeds"),
                           [band](QPainter& painter) { painter.fillRect(QRectF(-6, -4, 12, 8), band); }, 12});
    }
    if (drawsSeeds(view)) {
        QColor dot = palette.muted;
        dot.setAlpha(150);
        entries.push_back({legendWords("single seeds"),
                           [dot](QPainter& painter) {
                               painter.setPen(Qt::NoPen);
                               painter.setBrush(dot);
                               painter.drawEllipse(QPointF(), 2, 2);
                           },
                           6});
    }
}

void addQuantity(std::vector<LegendEntry>& entries, const SweepResult& result, const PhaseDiagramView& view) {
    entries.push_back({quantityText(result, view),
                       [](QPainter& painter) {
                           for (int i = 0; i < 14; ++i)
                               painter.fillRect(QRectF(-7 + i, -5, 1, 10), cividis(i / 13.0));
                       },
                       14, legendWords("Dark is low, light is high; the bar at the right has the numbers.")});
}

void addTheory(std::vector<LegendEntry>& entries, const PhaseDiagramView& view, const Palette& palette) {
    QStringList names;
    for (const PhaseTheory& theory : view.theory) {
        const QString name = QString::fromUtf8(theory.label.data(), std::ssize(theory.label));
        if (!names.contains(name)) names << name;
    }
    if (names.isEmpty()) return;
    entries.push_back({names.join(QStringLiteral(", ")),
                       [color = palette.text](QPainter& painter) {
                           painter.setPen(Qt::NoPen);
                           painter.setBrush(color);
                           for (const double x : {-6.0, -1.0, 4.0})
                               painter.drawEllipse(QPointF(x, 0), 1.4, 1.4);
                       },
                       14, legendWords("Predicted. It ends where the prediction no longer holds.")});
}

void addStates(std::vector<LegendEntry>& entries, const PhaseDiagramView& view, const Palette& palette) {
    const auto add = [&](CellState state, const QString& name) {
        if (std::ranges::find(view.cells, state, &PhaseCell::state) == view.cells.end()) return;
        entries.push_back({name,
                           [state, color = palette.text](QPainter& painter) {
                               painter.setPen(QPen(color, 0.8));
                               painter.setBrush(Qt::NoBrush);
                               painter.drawRect(QRectF(-5, -5, 10, 10));
                               drawCellState(painter, state, QRectF(-5, -5, 10, 10), color, 0.8);
                           },
                           10});
    };
    add(CellState::interpolated, legendWords("interpolated"));
    add(CellState::diverged, legendWords("diverged"));
    add(CellState::failed, legendWords("failed"));
}

}  // namespace

std::vector<LegendEntry> phaseLegend(const SweepResult& result, const PhaseDiagramView& view,
                                     const Palette& palette) {
    std::vector<LegendEntry> entries;
    if (view.isCurve) {
        addCurve(entries, view, palette);
    } else {
        addQuantity(entries, result, view);
    }
    addTheory(entries, view, palette);
    if (!view.isCurve) addStates(entries, view, palette);
    return entries;
}

PlotAxis phasePlotAxis(const PhaseAxis& axis, int most) {
    PlotAxis made{.low = axis.edges.front(),
                  .high = axis.edges.back(),
                  .interval = 1,
                  .title = axisTitle(axis),
                  .label = {}};
    if (axis.isLog) {
        made.places = phaseTicks(made.low, made.high, true, most);
    } else {
        made.interval = niceInterval(made.high - made.low, most);
    }
    made.label = [axis, interval = made.interval](double drawn) {
        if (!axis.isLog) return tickLabel(drawn, interval);
        const double value = axis.valueAt(drawn);
        return value >= 0.001 && value < 1e5 ? fieldNumber(value, 2) : numberLabel(value, 2);
    };
    return made;
}

}  // namespace featurescope::ui
