#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/panels/neuron_plane_layer.h"

namespace featurescope::ui {
namespace {

QColor faint(QColor color, int alpha) {
    color.setAlpha(alpha);
    return color;
}

bool sameMap(const PlotMapping& a, const PlotMapping& b) {
    return a.plot == b.plot && a.xLow == b.xLow && a.xHigh == b.xHigh && a.yLow == b.yLow &&
           a.yHigh == b.yHigh;
}

struct Arrows {
    QVector<QLineF> shafts, heads;

    // From the origin of a double arrow to one `tip`.
    void add(const QPointF& from, const QPointF& tip, double headLength) {
        const QPointF along = tip - from;
        const double length = std::hypot(along.x(), along.y());
        if (!(length > 1)) return;
        shafts.append(QLineF(from, tip));
        const double head = std::min(headLength, length * 0.5) / length;
        const QPointF back = -head * along, side(0.6 * head * along.y(), -0.6 * head * along.x());
        heads.append(QLineF(tip, tip + back + side));
        heads.append(QLineF(tip, tip + back - side));
    }
};

}  // namespace

void PlaneBackdropLayer::setBackdrop(PlaneBackdrop backdrop) {
    backdrop_ = std::move(backdrop);
    pictureRatio_ = 0;
}

void PlaneBackdropLayer::drawBand(QPainter& painter, const PlotMapping& map) const {
    if (!backdrop_.band) return;
    const double band = *backdrop_.band;
    // Neurons with a > 0 belong into the horizontal band, those with a < 0 into the vertical one.
    const QRectF lying(QPointF(map.plot.left(), map.y(band)), QPointF(map.plot.right(), map.y(-band)));
    const QRectF standing(QPointF(map.x(-band), map.plot.top()), QPointF(map.x(band), map.plot.bottom()));
    const auto draw = [&](const QRectF& rect, const QColor& color) {
        const QRectF seen = rect.intersected(map.plot);
        // A band that holds the whole plane says nothing.
        if (seen == map.plot) return;
        painter.fillRect(seen, faint(color, 26));
        painter.setPen(QPen(faint(color, 130), view().look().strokeScale, Qt::DashLine));
        if (rect.width() < rect.height()) {
            if (seen.width() < map.plot.width()) {
                painter.drawLine(seen.topLeft(), seen.bottomLeft());
                painter.drawLine(seen.topRight(), seen.bottomRight());
            }
        } else if (seen.height() < map.plot.height()) {
            painter.drawLine(seen.topLeft(), seen.topRight());
            painter.drawLine(seen.bottomLeft(), seen.bottomRight());
        }
    };
    draw(lying, palette().neuronPositive);
    draw(standing, palette().neuronNegative);
    nameBands(painter, map, lying, standing);
}

// Which sign a band is for, not by colour alone: beside the band, or inside where there is no room beside it.
void PlaneBackdropLayer::nameBands(QPainter& painter, const PlotMapping& map, const QRectF& lying,
                                   const QRectF& standing) const {
    painter.setFont(fontFor(TextRole::small, view().look()));
    const QFontMetricsF metrics(painter.font());
    const QRectF inside = map.plot.adjusted(wide(4), wide(2), -wide(4), -wide(2));
    const QString above = PlotView::tr("a > 0"), beside = PlotView::tr("a < 0");
    const double width = metrics.horizontalAdvance(beside);
    double baseline = lying.top() - metrics.descent();
    if (baseline - metrics.ascent() < inside.top()) baseline = lying.top() + metrics.ascent();
    double left = standing.right() + wide(3);
    if (left + width > inside.right()) left = standing.right() - wide(3) - width;
    const auto draw = [&](const QColor& color, const QPointF& at, const QString& text) {
        // Dashed lines and arrows must not cross what is to be read.
        const QRectF ground(at.x() - 2, at.y() - metrics.ascent(), metrics.horizontalAdvance(text) + 4,
                            metrics.height());
        painter.fillRect(ground, palette().card);
        painter.setPen(color);
        painter.drawText(at, text);
    };
    draw(palette().neuronPositive, QPointF(inside.right() - metrics.horizontalAdvance(above), baseline),
         above);
    draw(palette().neuronNegative, QPointF(left, inside.top() + metrics.ascent()), beside);
}

void PlaneBackdropLayer::drawArrows(QPainter& painter, const PlotMapping& map) const {
    double longest = 0;
    for (const PlaneArrow& arrow : backdrop_.arrows)
        longest = std::max(longest, std::hypot(arrow.dx, arrow.dy));
    if (!(longest > 0) || !std::isfinite(longest)) return;
    const double area = map.plot.width() * map.plot.height() / static_cast<double>(backdrop_.arrows.size());
    const double reach = 0.42 * std::sqrt(area);
    Arrows positive, negative;
    for (const PlaneArrow& arrow : backdrop_.arrows) {
        if (!std::isfinite(std::hypot(arrow.dx, arrow.dy))) continue;
        const QPointF at = map.at(arrow.x, arrow.y);
        // Down the screen is up the axis.
        const QPointF push(arrow.dx / longest * reach, -arrow.dy / longest * reach);
        positive.add(at, at + push, wide(4));
        negative.add(at, at - push, wide(4));
    }
    const auto draw = [&](const Arrows& arrows, const QColor& color, bool dashed) {
        QPen pen(faint(color, 105), wide(1));
        painter.setPen(pen);
        painter.drawLines(arrows.heads);
        if (dashed) pen.setDashPattern({2, 2});
        painter.setPen(pen);
        painter.drawLines(arrows.shafts);
    };
    draw(positive, palette().neuronPositive, false);
    draw(negative, palette().neuronNegative, true);
}

void PlaneBackdropLayer::drawAll(QPainter& painter, const PlotMapping& map) const {
    drawBand(painter, map);
    drawArrows(painter, map);
    for (const NeuronTrail& trail : backdrop_.trails) {
        const QColor color = trail.sign > 0   ? palette().neuronPositive
                             : trail.sign < 0 ? palette().neuronNegative
                                              : palette().muted;
        QPolygonF line;
        for (const PlanePoint& point : trail.points) {
            const QPointF at = map.at(point.x, point.y);
            if (std::isfinite(at.x()) && std::isfinite(at.y())) line << at;
        }
        painter.setPen(QPen(faint(color, 95), wide(1)));
        painter.drawPolyline(line);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(faint(palette().muted, 150));
    const double radius = 1.3 * view().look().strokeScale;
    for (const PlaneNeuronMark& mark : backdrop_.start) {
        const QPointF at = map.at(mark.x, mark.y);
        if (std::isfinite(at.x()) && std::isfinite(at.y())) painter.drawEllipse(at, radius, radius);
    }
}

void PlaneBackdropLayer::draw(QPainter& painter, const PlotMapping& map) {
    if (painter.paintEngine()->type() != QPaintEngine::Raster) {
        drawAll(painter, map);
        return;
    }
    const double ratio = pixelRatioOf(painter);
    if (pictureRatio_ != ratio || !sameMap(pictureMap_, map)) {
        pictureRatio_ = ratio;
        pictureMap_ = map;
        picture_ = QImage((map.plot.size() * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
        picture_.setDevicePixelRatio(ratio);
        picture_.fill(Qt::transparent);
        QPainter onto(&picture_);
        onto.setRenderHint(QPainter::Antialiasing);
        onto.translate(-map.plot.topLeft());
        drawAll(onto, map);
    }
    painter.drawImage(map.plot.topLeft(), picture_);
}

}  // namespace featurescope::ui
