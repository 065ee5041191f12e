#include "ui/panels/points_layer.h"

#include <QPainter>
#include <cmath>

#include "ui/look/chart_look.h"

namespace featurescope::ui {
namespace {

constexpr int kSpriteRoom = 11;  // pixels, holds the largest marker and its outline

QPolygonF diamond(double radius) { return QPolygonF({{0, -radius}, {radius, 0}, {0, radius}, {-radius, 0}}); }

}  // namespace

void drawMarker(QPainter& painter, const Marker& marker, const Palette& palette, double size) {
    const QColor& color = palette.clusters[marker.cluster];
    const bool round = marker.cluster < 2;
    // A diamond of the same width looks smaller than a disc.
    const double radius = (round ? size : size * 1.22) / 2;
    const auto shape = [&](double r) {
        round ? painter.drawEllipse(QPointF(), r, r) : painter.drawPolygon(diamond(r));
    };
    painter.setPen(QPen(palette.markerOutline, 0.7));
    if (marker.corrupted) {
        painter.setBrush(Qt::NoBrush);
        shape(radius + 1.5);
        painter.setPen(QPen(color, 1.5));
        painter.setBrush(palette.markerHole);
        shape(radius + 0.5);
    } else {
        painter.setBrush(color);
        shape(radius);
    }
}

void PointsLayer::renderSprites(double ratio) {
    spriteRatio_ = ratio;
    for (std::size_t i = 0; i < sprites_.size(); ++i) {
        const int pixels = static_cast<int>(std::ceil(kSpriteRoom * ratio));
        QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(kSpriteRoom / 2.0, kSpriteRoom / 2.0);
        drawMarker(painter, {static_cast<std::uint8_t>(i / 2), i % 2 == 1}, palette(), stroke::kMarkerSize);
        painter.end();
        sprites_[i] = image;
    }
}

void PointsLayer::draw(QPainter& painter, const PlotMapping& map) {
    const double ratio = painter.device()->devicePixelRatioF();
    if (ratio != spriteRatio_) renderSprites(ratio);
    const QRectF visible = map.plot.adjusted(-kSpriteRoom, -kSpriteRoom, kSpriteRoom, kSpriteRoom);
    for (const MarkedPoint& point : points_) {
        const QPointF center = map.at(point.x, point.y);
        if (!visible.contains(center)) continue;
        // Whole device pixels, else Qt resamples every marker.
        const QPointF corner(std::round((center.x() - kSpriteRoom / 2.0) * ratio) / ratio,
                             std::round((center.y() - kSpriteRoom / 2.0) * ratio) / ratio);
        painter.drawImage(corner, sprites_[point.marker.cluster * 2U + (point.marker.corrupted ? 1U : 0U)]);
    }
}

void drawMeanMark(QPainter& painter, const Palette& palette) {
    const QLineF strokes[] = {{-5, 0, 5, 0}, {0, -5, 0, 5}};
    QPen pen(palette.markerHole, 5);
    pen.setCapStyle(Qt::RoundCap);
    painter.setPen(pen);
    painter.drawLines(strokes, 2);
    pen.setColor(palette.text);
    pen.setWidthF(2);
    painter.setPen(pen);
    painter.drawLines(strokes, 2);
}

void MeansLayer::draw(QPainter& painter, const PlotMapping& map) {
    for (const PlanePoint& mean : means_) {
        painter.save();
        painter.translate(map.at(mean.x, mean.y));
        drawMeanMark(painter, palette());
        painter.restore();
    }
}

}  // namespace featurescope::ui
