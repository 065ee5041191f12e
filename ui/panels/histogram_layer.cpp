#include "ui/panels/histogram_layer.h"

#include <QPainter>
#include <cmath>

#include "ui/look/chart_look.h"

namespace featurescope::ui {

void HistogramLayer::setHistogram(const AlignmentHistogram& now, const AlignmentHistogram& start, int top) {
    now_ = now;
    start_ = start;
    top_ = top;
}

QPolygonF HistogramLayer::outline(const std::array<int, AlignmentHistogram::kBins>& counts, int direction,
                                  const PlotMapping& map) const {
    QPolygonF polygon;
    const double base = map.y(0);
    polygon << QPointF(map.x(-1), base);
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        const double height = map.y(histogramHeight(direction * counts[bin], top_));
        polygon << QPointF(std::round(map.x(AlignmentHistogram::edge(bin))), height)
                << QPointF(std::round(map.x(AlignmentHistogram::edge(bin + 1))), height);
    }
    polygon << QPointF(map.x(1), base);
    return polygon;
}

void HistogramLayer::draw(QPainter& painter, const PlotMapping& map) {
    const auto bars = [&](const QPolygonF& polygon, const QColor& color) {
        QColor fill = color;
        fill.setAlpha(110);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(polygon);
        QPen pen(color, stroke::kOutline);
        pen.setJoinStyle(Qt::MiterJoin);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(polygon);
    };
    bars(outline(now_.positive, 1, map), palette().neuronPositive);
    bars(outline(now_.negative, -1, map), palette().neuronNegative);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(dashedPen(palette().muted, 1));
    painter.drawPolyline(outline(start_.positive, 1, map));
    painter.drawPolyline(outline(start_.negative, -1, map));
    painter.setPen(QPen(palette().axis, 2 * stroke::kAxis));
    painter.drawLine(QPointF(map.plot.left(), map.y(0)), QPointF(map.plot.right(), map.y(0)));
}

}  // namespace featurescope::ui
