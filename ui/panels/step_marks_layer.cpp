#include "ui/panels/step_marks_layer.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"

namespace featurescope::ui {

void StepMarksLayer::setMarks(const StepMarks& marks, const StepAxis& axis) {
    marks_ = marks;
    axis_ = axis;
}

void StepMarksLayer::draw(QPainter& painter, const PlotMapping& map) {
    painter.setFont(fontFor(TextRole::caption, view().look()));
    const double scale = view().look().strokeScale;
    const auto line = [&](double step, const QPen& pen) {
        // On whole pixels, so that a thin line is sharp.
        const double x = std::floor(map.x(axis_.position(step))) + 0.5;
        if (x < map.plot.left() - 1 || x > map.plot.right() + 1) return map.plot.left() - 10;
        painter.setPen(pen);
        painter.drawLine(QPointF(x, map.plot.top()), QPointF(x, map.plot.bottom()));
        return x;
    };
    if (marks_.theorem) {
        const double x = line(*marks_.theorem, QPen(palette().muted, scale, Qt::DashDotLine, Qt::FlatCap));
        painter.setPen(palette().muted);
        drawLabel(painter, map, x, QCoreApplication::translate("StepMarksLayer", "Thm 1"), 0);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().muted);
    for (const auto& [landmark, step] : marks_.landmarks) {
        const QPointF foot(map.x(axis_.position(static_cast<double>(step))), map.plot.bottom());
        if (foot.x() > map.plot.right() + 1) continue;
        painter.drawPolygon(
            QPolygonF({foot, foot + QPointF(-3.5, 5) * scale, foot + QPointF(3.5, 5) * scale}));
    }
    line(static_cast<double>(marks_.step), QPen(palette().axis, scale));
    if (hover_) line(static_cast<double>(*hover_), QPen(palette().muted, scale));
    if (marks_.selected) {
        const double x = line(static_cast<double>(*marks_.selected), QPen(palette().accent, 1.5 * scale));
        painter.setPen(palette().accent);
        drawLabel(painter, map, x,
                  QCoreApplication::translate("StepMarksLayer", "step %1").arg(countLabel(*marks_.selected)),
                  1);
    }
}

void StepMarksLayer::drawLabel(QPainter& painter, const PlotMapping& map, double x, const QString& text,
                               int row) const {
    if (x < map.plot.left()) return;
    const QFontMetricsF metrics(painter.font());
    const double width = metrics.horizontalAdvance(text);
    const double left = x + 4 + width <= map.plot.right() ? x + 4 : x - 4 - width;
    painter.drawText(QPointF(left, map.plot.top() + metrics.ascent() + row * metrics.height()), text);
}

}  // namespace featurescope::ui
