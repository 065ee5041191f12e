#include "ui/panels/scatter_layer.h"

#include <QPainter>

#include "ui/look/chart_look.h"

namespace featurescope::ui {
namespace {

constexpr double kDot = 4, kRing = 3;  // pixels: a diameter, and a radius

QPolygonF places(const TargetValues::Outputs& outputs, const PlotMapping& map) {
    QPolygonF points;
    for (std::size_t i = 0; i < outputs.along.size(); ++i) {
        const QPointF point =
            map.at(static_cast<double>(outputs.along[i]), static_cast<double>(outputs.output[i]));
        if (isInside(map.plot, point)) points << point;
    }
    return points;
}

}  // namespace

void ScatterLayer::draw(QPainter& painter, const PlotMapping& map) {
    if (!values_) return;
    QColor dots = palette().curveTest;
    dots.setAlpha(150);
    QPen pen(dots, wide(kDot));
    pen.setCapStyle(Qt::RoundCap);
    painter.setPen(pen);
    painter.drawPoints(places(values_->test, map));
    painter.setPen(QPen(palette().curveTrain, wide(1.2)));
    painter.setBrush(Qt::NoBrush);
    for (const QPointF& place : places(values_->train, map))
        painter.drawEllipse(place, wide(kRing), wide(kRing));
    QPolygonF link;
    for (const PlanePoint& point : values_->link) {
        const QPointF place = map.at(point.x, point.y);
        // Steps of less than a pixel only make files large.
        if (link.empty() || place.x() - link.back().x() >= 1) link << place;
    }
    painter.setPen(QPen(palette().boundaryHalo, wide(stroke::kThickCurve + 2)));
    painter.drawPolyline(link);
    painter.setPen(QPen(palette().noiseLine, wide(stroke::kThickCurve)));
    painter.drawPolyline(link);
}

}  // namespace featurescope::ui
