#include "ui/panels/curves_layer.h"

#include <QLineF>
#include <QPainter>
#include <cmath>

#include "ui/look/chart_look.h"

namespace featurescope::ui {
namespace {

constexpr double kMarkSpacing = 96;  // pixels between the marks of one curve

QPointF onScreen(const CurvePoint& point, const PlotMapping& map) {
    // Far outside the plot nothing is seen, but the rasteriser would still walk there.
    const double y = std::clamp(map.y(point.value), map.plot.top() - 1000, map.plot.bottom() + 1000);
    return {map.x(point.step), y};
}

}  // namespace

void drawCurveMark(QPainter& painter, const CurveStyle& style, const QColor& outline) {
    painter.setPen(QPen(outline, 1));
    painter.setBrush(style.color);
    switch (style.mark) {
        case CurveMark::none:
            break;
        case CurveMark::disc:
            painter.drawEllipse(QPointF(), 3.6, 3.6);
            break;
        case CurveMark::square:
            painter.drawRect(QRectF(-3.2, -3.2, 6.4, 6.4));
            break;
        case CurveMark::triangle:
            painter.drawPolygon(QPolygonF({{0, -4.4}, {4.2, 3.2}, {-4.2, 3.2}}));
            break;
        case CurveMark::diamond:
            painter.drawPolygon(QPolygonF({{0, -4.6}, {4.6, 0}, {0, 4.6}, {-4.6, 0}}));
            break;
    }
}

void CurvesLayer::draw(QPainter& painter, const PlotMapping& map) {
    for (const ReferenceLine& line : references_) {
        painter.setPen(dashedPen(line.color, stroke::kReference));
        painter.drawLine(QPointF(map.plot.left(), map.y(line.value)),
                         QPointF(map.plot.right(), map.y(line.value)));
    }
    for (std::size_t i = 0; i < styles_.size(); ++i) drawCurve(painter, map, i);
}

void CurvesLayer::drawCurve(QPainter& painter, const PlotMapping& map, std::size_t index) const {
    const std::vector<CurvePoint> points =
        curves_.curve(index).decimated(map.xHigh, static_cast<int>(map.plot.width()));
    const CurveStyle& style = styles_[index];
    QVector<QLineF> segments;
    std::vector<QPointF> marks;
    segments.reserve(static_cast<qsizetype>(points.size()));
    // Curves that run together still show their own marks: each starts at another place.
    double nextMark = map.plot.left() +
                      kMarkSpacing * (static_cast<double>(index) + 0.5) / static_cast<double>(styles_.size());
    QPointF last;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const QPointF point = onScreen(points[i], map);
        if (i > 0) segments.append(QLineF(last, point));
        while (i > 0 && point.x() >= nextMark) {
            const double share = point.x() > last.x() ? (nextMark - last.x()) / (point.x() - last.x()) : 1;
            marks.push_back(last + share * (point - last));
            nextMark += kMarkSpacing;
        }
        last = point;
    }
    // Segments, not a polyline: a wide pen on one long noisy line costs the rasteriser seconds (QTBUG-27545).
    QPen pen(style.color, style.width);
    pen.setCapStyle(Qt::RoundCap);
    painter.setPen(pen);
    painter.drawLines(segments);
    if (points.size() == 1) marks.push_back(last);
    if (style.mark == CurveMark::none && points.size() != 1) return;
    for (const QPointF& mark : marks) {
        painter.save();
        painter.translate(mark);
        drawCurveMark(painter, style, palette().card);
        painter.restore();
    }
}

}  // namespace featurescope::ui
