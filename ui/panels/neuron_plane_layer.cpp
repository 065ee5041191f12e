#include "ui/panels/neuron_plane_layer.h"

#include <QPaintEngine>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/panels/curves_layer.h"

namespace featurescope::ui {
namespace {

constexpr double kMarkSize = 7.5;   // pixels across
constexpr double kSpriteRoom = 13;  // holds the largest mark and its outline

QPolygonF triangle(double size, bool up) {
    const double half = size / 2, tip = up ? -1 : 1;
    return QPolygonF({{0, tip * half * 1.15}, {half, -tip * half * 0.8}, {-half, -tip * half * 0.8}});
}

bool isFinite(const QPointF& at) { return std::isfinite(at.x()) && std::isfinite(at.y()); }

}  // namespace

void drawNeuronMark(QPainter& painter, int sign, NeuronMarkKind kind, const Palette& palette, double size) {
    QColor color = sign > 0 ? palette.neuronPositive : sign < 0 ? palette.neuronNegative : palette.muted;
    if (kind == NeuronMarkKind::faded) color.setAlpha(60);
    if (kind == NeuronMarkKind::hollow) {
        painter.setPen(QPen(color, 1.2));
        painter.setBrush(Qt::NoBrush);
    } else {
        painter.setPen(QPen(palette.markerOutline, kind == NeuronMarkKind::faded ? 0.3 : 0.7));
        painter.setBrush(color);
    }
    if (sign == 0) {
        painter.drawEllipse(QPointF(), size / 2.6, size / 2.6);
    } else {
        painter.drawPolygon(triangle(size, sign > 0));
    }
}

void PlaneNeuronsLayer::renderSprites(double ratio) {
    spriteRatio_ = ratio;
    const double scale = view().look().strokeScale;
    for (std::size_t i = 0; i < sprites_.size(); ++i) {
        const int pixels = static_cast<int>(std::ceil(kSpriteRoom * scale * ratio));
        QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(kSpriteRoom * scale / 2, kSpriteRoom * scale / 2);
        painter.scale(scale, scale);
        drawNeuronMark(painter, static_cast<int>(i % 3) - 1, static_cast<NeuronMarkKind>(i / 3), palette(),
                       kMarkSize);
        painter.end();
        sprites_[i] = image;
    }
}

void PlaneNeuronsLayer::drawMark(QPainter& painter, const QPointF& at, int sign, NeuronMarkKind kind) {
    const double scale = view().look().strokeScale;
    if (painter.paintEngine()->type() != QPaintEngine::Raster) {
        painter.save();
        painter.translate(at);
        painter.scale(scale, scale);
        drawNeuronMark(painter, sign, kind, palette(), kMarkSize);
        painter.restore();
        return;
    }
    // Whole device pixels, else Qt resamples every mark.
    const double room = kSpriteRoom * scale / 2;
    const QPointF corner(std::round((at.x() - room) * spriteRatio_) / spriteRatio_,
                         std::round((at.y() - room) * spriteRatio_) / spriteRatio_);
    const int sprite = static_cast<int>(kind) * 3 + std::clamp(sign, -1, 1) + 1;
    painter.drawImage(corner, sprites_[static_cast<std::size_t>(sprite)]);
}

void PlaneNeuronsLayer::draw(QPainter& painter, const PlotMapping& map) {
    const double ratio = pixelRatioOf(painter);
    if (ratio != spriteRatio_) renderSprites(ratio);
    const QRectF room = map.plot.adjusted(-kPlotBleed, -kPlotBleed, kPlotBleed, kPlotBleed);
    const auto isVisible = [&room](const QPointF& at) { return isInside(room, at); };
    for (const PlaneNeuronMark& mark : shown_.pinned) {
        const QPointF at = map.at(mark.x, mark.y);
        if (isVisible(at)) drawMark(painter, at, mark.sign, NeuronMarkKind::hollow);
    }
    for (const PlaneNeuronMark& mark : shown_.neurons) {
        const QPointF at = map.at(mark.x, mark.y);
        const auto index = static_cast<std::size_t>(mark.neuron);
        const bool faded = index < shown_.faded.size() && shown_.faded[index];
        if (isVisible(at))
            drawMark(painter, at, mark.sign, faded ? NeuronMarkKind::faded : NeuronMarkKind::normal);
    }
    if (!shown_.selected.empty()) drawSelected(painter, map);
}

void PlaneNeuronsLayer::drawSelected(QPainter& painter, const PlotMapping& map) {
    const double scale = view().look().strokeScale;
    const auto broken = [&](const QVector<QPointF>& points, const QColor& color, double width,
                            const LineDash& dash) {
        QVector<QLineF> segments;
        for (qsizetype i = 1; i < points.size(); ++i) {
            const QLineF segment(points[i - 1], points[i]);
            if (std::isfinite(segment.length())) segments.append(segment);
        }
        painter.setPen(QPen(color, width * scale, Qt::SolidLine, Qt::FlatCap));
        painter.drawLines(brokenLine(segments, dash, width * scale));
    };
    for (const NeuronTrail& trail : shown_.trails) {
        QVector<QPointF> points;
        for (const PlanePoint& point : trail.points) points.append(map.at(point.x, point.y));
        broken(points, trail.sign >= 0 ? palette().neuronPositive : palette().neuronNegative, 2.2,
               LineDash::solid);
    }
    for (const PredictedPath& path : shown_.paths) {
        QVector<QPointF> points;
        for (const auto& [step, point] : path.points) points.append(map.at(point.x, point.y));
        broken(points, palette().text, 1.5, LineDash::dashed);
    }
    for (const PlaneNeuronMark& mark : shown_.neurons) {
        if (!std::binary_search(shown_.selected.begin(), shown_.selected.end(), mark.neuron)) continue;
        const QPointF at = map.at(mark.x, mark.y);
        if (!isFinite(at)) continue;
        painter.save();
        painter.translate(at);
        painter.scale(scale, scale);
        painter.setPen(QPen(palette().text, 1.6));
        painter.setBrush(palette().markerHole);
        painter.drawEllipse(QPointF(), 8, 8);
        drawNeuronMark(painter, mark.sign, NeuronMarkKind::normal, palette(), kMarkSize * 1.25);
        painter.restore();
    }
}

}  // namespace featurescope::ui
