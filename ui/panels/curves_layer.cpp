#include "ui/panels/curves_layer.h"

#include <QLineF>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/look/chart_look.h"
#include "ui/panels/straightened_line.h"

namespace featurescope::ui {
namespace {

constexpr double kMarkSpacing = 96;  // pixels between the marks of one curve
constexpr float kBandOpacity = 0.25F;
constexpr double kUnseen = 1000;  // pixels above and below the plot where curves are cut off

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

LineDash pinnedRunDash(std::size_t run) { return {pinnedRunPen(run, QColor(), 1).dashPattern()}; }

double glyphWidthOf(const CurveStyle& style) {
    const double period = std::accumulate(style.dash.pattern.begin(), style.dash.pattern.end(), 0.0);
    return std::clamp(period * style.width, 16.0, 30.0);
}

QPen penFor(const QColor& color, double width, const LineDash& dash) {
    QPen pen(color, width);
    pen.setCapStyle(dash == LineDash::solid ? Qt::RoundCap : Qt::FlatCap);
    if (!(dash == LineDash::solid)) pen.setDashPattern(dash.pattern);
    return pen;
}

QVector<QLineF> brokenLine(const QVector<QLineF>& segments, const LineDash& dash, double width) {
    if (dash == LineDash::solid) return segments;
    QVector<QLineF> result;
    qsizetype part = 0;  // even: drawn
    double left = dash.pattern[0] * width;
    for (const QLineF& segment : segments) {
        const double length = segment.length();
        // One that leads far out of every screen would take as many dashes; the last would never end.
        if (!(length < 1e6)) continue;
        for (double from = 0; from < length;) {
            const double to = std::min(length, from + left);
            if (part % 2 == 0) {
                result.append(QLineF(segment.pointAt(from / length), segment.pointAt(to / length)));
            }
            left -= to - from;
            from = to;
            if (left > 1e-9) continue;
            part = (part + 1) % dash.pattern.size();
            left = dash.pattern[part] * width;
        }
    }
    return result;
}

void CurvesLayer::setLines(std::vector<DrawnCurve> curves, std::vector<ReferenceLine> references) {
    curves_ = std::move(curves);
    references_ = std::move(references);
}

void CurvesLayer::draw(QPainter& painter, const PlotMapping& map) {
    painter.setPen(QPen(palette().grid, stroke::kGrid));
    for (const double place : grid_)
        painter.drawLine(QPointF(map.x(place), map.plot.top()), QPointF(map.x(place), map.plot.bottom()));
    for (const ReferenceLine& line : references_) {
        const double y = map.y(line.value);
        if (!(y >= map.plot.top() - 1 && y <= map.plot.bottom() + 1)) continue;
        painter.setPen(penFor(line.color, stroke::kReference * view().look().strokeScale, line.dash));
        painter.drawLine(QPointF(map.plot.left(), y), QPointF(map.plot.right(), y));
    }
    for (const DrawnCurve& curve : curves_) {
        if (curve.samples > 0) drawBand(painter, map, curve);
    }
    for (std::size_t i = 0; i < curves_.size(); ++i) drawCurve(painter, map, i);
}

void CurvesLayer::drawBand(QPainter& painter, const PlotMapping& map, const DrawnCurve& curve) const {
    QPolygonF upper, lower;
    for (const CurvePoint& point : curve.data->decimated(axis_, static_cast<int>(map.plot.width()))) {
        const double variance = point.value * (1 - point.value) / static_cast<double>(curve.samples);
        const double error = std::sqrt(std::max(0.0, variance)), x = axis_.position(point.step);
        upper << map.at(x, point.value + error);
        lower << map.at(x, point.value - error);
    }
    upper = cutAtRight(upper, map.plot.right());
    lower = cutAtRight(lower, map.plot.right());
    std::reverse(lower.begin(), lower.end());
    QColor color = curve.style.color;
    color.setAlphaF(kBandOpacity);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(upper + lower);
    painter.setBrush(Qt::NoBrush);
}

void CurvesLayer::drawCurve(QPainter& painter, const PlotMapping& map, std::size_t index) const {
    const CurveStyle& style = curves_[index].style;
    QPolygonF line;
    for (const CurvePoint& point : curves_[index].data->decimated(axis_, static_cast<int>(map.plot.width())))
        line << map.at(axis_.position(point.step), point.value);
    line = cutAtRight(line, map.plot.right());
    line = straightened(cutAtHeights(line, map.plot.top() - kUnseen, map.plot.bottom() + kUnseen));
    std::vector<QPointF> marks;
    // Curves that run together still show their own marks: each starts at another place.
    double nextMark = map.plot.left() +
                      kMarkSpacing * (static_cast<double>(index) + 0.5) / static_cast<double>(curves_.size());
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QPointF last = line[i - 1], point = line[i];
        while (point.x() >= nextMark) {
            const double share = point.x() > last.x() ? (nextMark - last.x()) / (point.x() - last.x()) : 1;
            marks.push_back(last + share * (point - last));
            nextMark += kMarkSpacing;
        }
    }
    const double scale = view().look().strokeScale;
    QPen pen(style.color, style.width * scale);
    pen.setCapStyle(style.dash == LineDash::solid ? Qt::RoundCap : Qt::FlatCap);
    painter.setPen(pen);
    painter.drawLines(brokenLine(segmentsOf(line), style.dash, style.width * scale));
    if (line.size() == 1) marks.push_back(line.first());
    for (const QPointF& mark : marks) {
        if (style.mark == CurveMark::none && line.size() != 1) break;
        painter.save();
        painter.translate(mark);
        painter.scale(scale, scale);
        drawCurveMark(painter, style, palette().card);
        painter.restore();
    }
}

}  // namespace featurescope::ui
