#include "ui/panels/points_layer.h"

#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"

namespace featurescope::ui {
namespace {

constexpr double kPlainRoom = 11;  // pixels, holds the largest marker and its outline
constexpr double kFaintOpacity = 0.3, kFaintSize = 0.75;
constexpr double kRing = 8;  // radius around a picked sample
// On paper: markers cover this share of the plot, until they are as small as can be told apart, and then let
// each other through.
constexpr double kCovered = 0.12, kLeastMarker = 2.4, kLeastOpacity = 0.35;

QPolygonF diamond(double radius) { return QPolygonF({{0, -radius}, {radius, 0}, {0, radius}, {-radius, 0}}); }

}  // namespace

void drawMarker(QPainter& painter, const Marker& marker, const Palette& palette, double size, bool faint) {
    if (faint) painter.setOpacity(painter.opacity() * kFaintOpacity);
    const QColor& color = palette.clusters[marker.colour];
    const bool round = marker.colour < 2;
    // A diamond of the same width looks smaller than a disc.
    const double radius = (round ? size : size * 1.22) / 2 * (faint ? kFaintSize : 1);
    const auto shape = [&](double r) {
        round ? painter.drawEllipse(QPointF(), r, r) : painter.drawPolygon(diamond(r));
    };
    // Outlines grow with markers that are larger than usual and must not cover those that are much smaller.
    const double least = std::min(1.0, size / (0.7 * stroke::kMarkerSize));
    const double thick = std::max(least, size / (1.6 * stroke::kMarkerSize));
    painter.setPen(QPen(palette.markerOutline, 0.7 * thick));
    if (marker.corrupted) {
        painter.setBrush(Qt::NoBrush);
        shape(radius + 1.5 * thick);
        painter.setPen(QPen(color, 1.5 * thick));
        painter.setBrush(palette.markerHole);
        shape(radius + 0.5 * thick);
    } else {
        painter.setBrush(color);
        shape(radius);
    }
}

void PointsLayer::renderSprites(double ratio) {
    spriteRatio_ = ratio;
    room_ = std::ceil(kPlainRoom / stroke::kMarkerSize * size_);
    for (std::size_t i = 0; i < sprites_.size(); ++i) {
        const int pixels = static_cast<int>(std::ceil(room_ * ratio));
        QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(room_ / 2, room_ / 2);
        drawMarker(painter, {static_cast<std::uint8_t>(i / 4), (i & 2U) != 0}, palette(), size_,
                   (i & 1U) != 0);
        painter.end();
        sprites_[i] = image;
    }
}

bool PointsLayer::isFaint(std::int32_t sample) const {
    const auto i = static_cast<std::size_t>(sample);
    return activity_ && i < activity_->sampleActive.size() && !activity_->sampleActive[i];
}

void PointsLayer::drawPass(QPainter& painter, const PlotMapping& map, bool faint) const {
    const bool raster = painter.paintEngine()->type() == QPaintEngine::Raster;
    const QRectF visible = map.plot.adjusted(-room_, -room_, room_, room_);
    for (const MarkedPoint& point : points_) {
        if (isFaint(point.sample) != faint) continue;
        const QPointF center = map.at(point.x, point.y);
        if (!isInside(raster ? visible : map.plot, center)) continue;
        if (!raster) {
            // Pictures of every marker would fill a vector file.
            painter.save();
            painter.translate(center);
            drawMarker(painter, point.marker, palette(), size_, faint);
            painter.restore();
            continue;
        }
        // Whole device pixels, else Qt resamples every marker.
        const QPointF corner(std::round((center.x() - room_ / 2) * spriteRatio_) / spriteRatio_,
                             std::round((center.y() - room_ / 2) * spriteRatio_) / spriteRatio_);
        painter.drawImage(
            corner,
            sprites_[point.marker.colour * 4U + (point.marker.corrupted ? 2U : 0U) + (faint ? 1U : 0U)]);
    }
}

double PointsLayer::markerSize(const PlotMapping& map) const {
    const double plain = wide(stroke::kMarkerSize);
    if (!view().look().print.fitsMarkers || points_.empty()) return plain;
    const double area = kCovered * map.plot.width() * map.plot.height() / static_cast<double>(points_.size());
    return std::clamp(std::sqrt(area), std::min(plain, kLeastMarker), plain);
}

double PointsLayer::markerOpacity(const PlotMapping& map) const {
    if (!view().look().print.fitsMarkers || points_.empty()) return 1;
    const double covered = size_ * size_ * static_cast<double>(points_.size());
    return std::clamp(kCovered * map.plot.width() * map.plot.height() / covered, kLeastOpacity, 1.0);
}

void PointsLayer::draw(QPainter& painter, const PlotMapping& map) {
    const double ratio = pixelRatioOf(painter);
    const double size = markerSize(map);
    if (ratio != spriteRatio_ || size != size_) {
        size_ = size;
        renderSprites(ratio);
    }
    painter.setOpacity(markerOpacity(map));
    if (activity_ && !activity_->sampleActive.empty()) drawPass(painter, map, true);
    drawPass(painter, map, false);
}

void PickedSamplesLayer::draw(QPainter& painter, const PlotMapping& map) {
    for (const MarkedPoint& point : points_) {
        const QPointF center = map.at(point.x, point.y);
        if (!isInside(map.plot, center)) continue;
        painter.save();
        painter.translate(center);
        drawMarker(painter, point.marker, palette(), wide(stroke::kMarkerSize));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().boundaryHalo, wide(4.5)));
        painter.drawEllipse(QPointF(), wide(kRing), wide(kRing));
        painter.setPen(QPen(palette().text, wide(2)));
        painter.drawEllipse(QPointF(), wide(kRing), wide(kRing));
        painter.restore();
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

double pixelsPerUnit(const PlotMapping& map) { return map.plot.width() / (map.xHigh - map.xLow); }

bool isSmallCluster(const std::optional<ClusterSpread>& spread, const PlotMapping& map, double strokeScale) {
    return spread && spread->radius > 0 && spread->radius * pixelsPerUnit(map) < kSmallCluster * strokeScale;
}

namespace {

/// Four corners around the origin, open in the middle.
void drawMeanCorners(QPainter& painter, const Palette& palette) {
    constexpr double kFar = 11, kLeg = 5;
    QPainterPath corners;
    for (const double x : {-1.0, 1.0}) {
        for (const double y : {-1.0, 1.0}) {
            corners.moveTo(x * (kFar - kLeg), y * kFar);
            corners.lineTo(x * kFar, y * kFar);
            corners.lineTo(x * kFar, y * (kFar - kLeg));
        }
    }
    painter.setBrush(Qt::NoBrush);
    for (const auto& [color, width] : {std::pair(palette.markerHole, 4.0), std::pair(palette.text, 1.6)}) {
        painter.setPen(QPen(color, width));
        painter.drawPath(corners);
    }
}

}  // namespace

void MeansLayer::draw(QPainter& painter, const PlotMapping& map) {
    const bool isOpen = isSmallCluster(spread_, map, view().look().strokeScale);
    for (const PlanePoint& mean : means_) {
        painter.save();
        painter.translate(map.at(mean.x, mean.y));
        painter.scale(wide(1), wide(1));
        isOpen ? drawMeanCorners(painter, palette()) : drawMeanMark(painter, palette());
        painter.restore();
    }
}

}  // namespace featurescope::ui
