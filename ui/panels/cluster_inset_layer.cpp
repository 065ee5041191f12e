#include "ui/panels/cluster_inset_layer.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"

namespace featurescope::ui {
namespace {

constexpr double kShareOfPlot = 0.3;    // of the plot's shorter side
constexpr double kClusterInBox = 0.22;  // radius of the cluster in units of the box
constexpr double kLeastZoom = 2;
constexpr std::size_t kMostMarkers = 150;

}  // namespace

void ClusterInsetLayer::setPoints(const std::vector<MarkedPoint>& points) {
    spread_ = clusterSpread(points);
    points_.clear();
    if (!spread_) return;
    for (const MarkedPoint& point : points) {
        if (point.marker.colour == spread_->colour && points_.size() < kMostMarkers) points_.push_back(point);
    }
}

QRectF ClusterInsetLayer::emptiestCorner(const PlotMapping& map, double side) const {
    const QRectF room = map.plot.adjusted(6, 6, -6, -6);
    const QRectF box(0, 0, side, side);
    QRectF corners[] = {box, box, box, box};
    corners[0].moveTopRight(room.topRight());
    corners[1].moveTopLeft(room.topLeft());
    corners[2].moveBottomRight(room.bottomRight());
    corners[3].moveBottomLeft(room.bottomLeft());
    // Where the cluster itself is not; of the others the first.
    const QPointF centre = map.at(spread_->centre.x, spread_->centre.y);
    const auto free = std::ranges::find_if(
        corners, [&](const QRectF& corner) { return !corner.adjusted(-12, -12, 12, 12).contains(centre); });
    return free == std::end(corners) ? corners[0] : *free;
}

void ClusterInsetLayer::draw(QPainter& painter, const PlotMapping& map) {
    if (!isSmallCluster(spread_, map, view().look().strokeScale)) return;
    const double side = std::round(kShareOfPlot * std::min(map.plot.width(), map.plot.height()));
    const double zoom = kClusterInBox * side / (spread_->radius * pixelsPerUnit(map));
    if (side < 5 * kSmallCluster || zoom < kLeastZoom) return;
    const QRectF box = emptiestCorner(map, side);
    painter.save();
    painter.setPen(QPen(palette().axis, wide(1)));
    painter.setBrush(palette().card);
    painter.drawRect(box);
    painter.setClipRect(box.adjusted(1, 1, -1, -1), Qt::IntersectClip);
    drawCluster(painter, map, box, zoom);
    drawCaption(painter, box, QString::number(zoom, 'g', 2));
    painter.restore();
}

void ClusterInsetLayer::drawCaption(QPainter& painter, const QRectF& box, const QString& zoom) const {
    const QFont font = fontFor(TextRole::caption, view().look());
    const QFontMetricsF metrics(font);
    constexpr double kSide = 4;
    QString text = QCoreApplication::translate("ClusterInsetLayer", "one cluster × %1").arg(zoom);
    // Large text says the less.
    if (metrics.horizontalAdvance(text) > box.width() - 2 * kSide) text = QStringLiteral("× ") + zoom;
    const QRectF line(box.left() + 1, box.top() + 1, metrics.horizontalAdvance(text) + 2 * kSide,
                      metrics.height() + 2);
    painter.fillRect(line, palette().card);
    painter.setFont(font);
    painter.setPen(palette().text);
    painter.drawText(line.adjusted(kSide - 1, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
}

void ClusterInsetLayer::drawCluster(QPainter& painter, const PlotMapping& map, const QRectF& box,
                                    double zoom) const {
    const double scale = zoom * pixelsPerUnit(map);
    for (const MarkedPoint& point : points_) {
        painter.save();
        painter.translate(box.center() + QPointF((point.x - spread_->centre.x) * scale,
                                                 (spread_->centre.y - point.y) * scale));
        drawMarker(painter, point.marker, palette(), wide(stroke::kMarkerSize));
        painter.restore();
    }
}

}  // namespace featurescope::ui
