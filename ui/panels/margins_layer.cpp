#include "ui/panels/margins_layer.h"

#include <QPainter>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/view_models/histogram_view.h"

namespace featurescope::ui {

void MarginsLayer::setHistogram(MarginHistogram histogram, int top, std::vector<ValueLine> lines) {
    histogram_ = std::move(histogram);
    top_ = top;
    lines_ = std::move(lines);
}

QPolygonF MarginsLayer::outline(const std::vector<int>& counts, int direction, const PlotMapping& map) const {
    QPolygonF polygon;
    const double base = map.y(0);
    polygon << QPointF(map.x(histogram_.low), base);
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        const double height = map.y(histogramHeight(direction * counts[bin], top_));
        polygon << QPointF(std::round(map.x(histogram_.edge(bin))), height)
                << QPointF(std::round(map.x(histogram_.edge(bin + 1))), height);
    }
    polygon << QPointF(map.x(histogram_.high), base);
    return polygon;
}

bool MarginsLayer::covers(const QRectF& part, const PlotMapping& map) const {
    const auto crosses = [&](double value) {
        const double x = map.x(value);
        return x > part.left() - 2 && x < part.right() + 2;
    };
    if (crosses(0) || (map.y(0) > part.top() && map.y(0) < part.bottom())) return true;
    for (const ValueLine& line : lines_) {
        if (crosses(line.value)) return true;
    }
    const auto bar = [&](std::size_t bin, int count) {
        const QPointF foot(map.x(histogram_.edge(bin)), map.y(0));
        const QPointF tip(map.x(histogram_.edge(bin + 1)), map.y(histogramHeight(count, top_)));
        return count != 0 && QRectF(foot, tip).normalized().intersects(part);
    };
    for (std::size_t bin = 0; bin < histogram_.clean.size(); ++bin) {
        if (bar(bin, histogram_.clean[bin]) || bar(bin, -histogram_.corrupted[bin])) return true;
    }
    return false;
}

void MarginsLayer::draw(QPainter& painter, const PlotMapping& map) {
    if (histogram_.clean.empty()) return;
    const double scale = view().look().strokeScale;
    const auto bars = [&](const QPolygonF& polygon, const QColor& color) {
        QColor fill = color;
        fill.setAlpha(110);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(polygon);
        QPen pen(color, stroke::kOutline * scale);
        pen.setJoinStyle(Qt::MiterJoin);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(polygon);
    };
    bars(outline(histogram_.clean, 1, map), palette().curveClean);
    bars(outline(histogram_.corrupted, -1, map), palette().curveCorrupted);
    painter.setPen(QPen(palette().axis, 2 * stroke::kAxis * scale));
    painter.drawLine(QPointF(map.plot.left(), map.y(0)), QPointF(map.plot.right(), map.y(0)));
    // Left of 0 a sample is on the wrong side of its label.
    const double zero = std::round(map.x(0));
    painter.setPen(QPen(palette().text, scale));
    painter.drawLine(QPointF(zero, map.plot.top()), QPointF(zero, map.plot.bottom()));
    for (const ValueLine& line : lines_) {
        if (!(line.value >= map.xLow && line.value <= map.xHigh)) continue;
        painter.setPen(penFor(line.color, stroke::kReference * scale, line.dash));
        painter.drawLine(QPointF(map.x(line.value), map.plot.top()),
                         QPointF(map.x(line.value), map.plot.bottom()));
    }
}

}  // namespace featurescope::ui
