#include "ui/panels/scatter_layer.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

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

double ScatterLayer::markerScale(const PlotMapping& map) const {
    constexpr double kCovered = 0.4, kLeast = 0.5;
    const auto count = static_cast<double>(values_->test.along.size() + values_->train.along.size());
    if (!view().look().print.fitsMarkers || !(count > 0)) return 1;
    const double area = kCovered * map.plot.width() * map.plot.height() / count;
    return std::clamp(std::sqrt(area) / wide(2 * kRing), kLeast, 1.0);
}

void ScatterLayer::draw(QPainter& painter, const PlotMapping& map) {
    if (!values_) return;
    const double scale = markerScale(map);
    QColor dots = palette().curveTest;
    dots.setAlpha(150);
    QPen pen(dots, wide(kDot * scale));
    pen.setCapStyle(Qt::RoundCap);
    painter.setPen(pen);
    painter.drawPoints(places(values_->test, map));
    painter.setPen(QPen(palette().curveTrain, wide(1.2 * scale)));
    painter.setBrush(Qt::NoBrush);
    for (const QPointF& place : places(values_->train, map))
        painter.drawEllipse(place, wide(kRing * scale), wide(kRing * scale));
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
