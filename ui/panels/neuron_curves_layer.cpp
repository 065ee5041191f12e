#include "ui/panels/neuron_curves_layer.h"

#include <QPaintEngine>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/panels/curves_layer.h"
#include "ui/panels/straightened_line.h"

namespace featurescope::ui {
namespace {

constexpr double kUnseen = 500;  // pixels above and below the plot where lines are cut off

QPolygonF polylineOf(const NeuronCurve& curve, const NeuronCurves& curves, const StepAxis& axis,
                     const PlotMapping& map) {
    QPolygonF line;
    line.reserve(static_cast<qsizetype>(curve.values.size()));
    for (std::size_t i = 0; i < curve.values.size(); ++i) {
        if (!std::isfinite(curve.values[i])) continue;
        line << map.at(axis.position(curves.steps[i]), curve.values[i]);
    }
    return straightened(cutAtHeights(line, map.plot.top() - kUnseen, map.plot.bottom() + kUnseen));
}

// Dashes of a thin line and of a thick one.
const LineDash kNegative{{7, 3}}, kNegativePicked{{4, 1.5}};

}  // namespace

void NeuronCurvesLayer::setCurves(const NeuronCurves& curves, const StepAxis& axis,
                                  std::vector<std::int32_t> selected) {
    curves_ = &curves;
    axis_ = axis;
    selected_ = std::move(selected);
    ++version_;
}

void NeuronCurvesLayer::drawThin(QPainter& painter, const PlotMapping& map) const {
    const double width = view().look().strokeScale;
    for (const NeuronCurve& curve : curves_->curves) {
        QColor color = curve.sign > 0   ? palette().neuronPositive
                       : curve.sign < 0 ? palette().neuronNegative
                                        : palette().muted;
        color.setAlpha(selected_.empty() ? 120 : 55);
        painter.setPen(QPen(color, width, Qt::SolidLine, Qt::FlatCap));
        const QPolygonF line = polylineOf(curve, *curves_, axis_, map);
        if (curve.sign < 0) {
            // Signs differ without colour, too.
            painter.drawLines(brokenLine(segmentsOf(line), kNegative, width));
        } else if (width <= 1) {
            // Thin, so that a polyline is as quick as segments and joins well.
            painter.drawPolyline(line);
        } else {
            painter.drawLines(segmentsOf(line));
        }
    }
}

void NeuronCurvesLayer::drawSelected(QPainter& painter, const PlotMapping& map,
                                     const NeuronCurve& curve) const {
    const QPolygonF line = polylineOf(curve, *curves_, axis_, map);
    const QVector<QLineF> segments = segmentsOf(line);
    const double scale = view().look().strokeScale;
    QPen pen(palette().card, 5 * scale);
    pen.setCapStyle(Qt::RoundCap);
    painter.setPen(pen);
    painter.drawLines(segments);
    const QColor color = curve.sign >= 0 ? palette().neuronPositive : palette().neuronNegative;
    const double width = 2.4 * scale;
    const bool negative = curve.sign < 0;
    painter.setPen(QPen(color, width, Qt::SolidLine, negative ? Qt::FlatCap : Qt::RoundCap));
    painter.drawLines(negative ? brokenLine(segments, kNegativePicked, width) : segments);
    if (line.isEmpty()) return;
    painter.save();
    painter.translate(line.last());
    painter.scale(scale, scale);
    drawCurveMark(painter, {color, 2, curve.sign >= 0 ? CurveMark::triangle : CurveMark::diamond},
                  palette().card);
    painter.restore();
}

void NeuronCurvesLayer::draw(QPainter& painter, const PlotMapping& map) {
    if (!curves_) return;
    if (painter.paintEngine()->type() != QPaintEngine::Raster) {
        drawThin(painter, map);
    } else {
        const double ratio = pixelRatioOf(painter);
        const Key key{version_, map.plot, map.yLow, map.yHigh, ratio, !selected_.empty()};
        if (!(key == pictureOf_)) {
            pictureOf_ = key;
            picture_ = QImage((map.plot.size() * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
            picture_.setDevicePixelRatio(ratio);
            picture_.fill(Qt::transparent);
            QPainter onto(&picture_);
            onto.setRenderHint(QPainter::Antialiasing);
            onto.translate(-map.plot.topLeft());
            drawThin(onto, map);
        }
        painter.drawImage(map.plot.topLeft(), picture_);
    }
    for (const std::int32_t neuron : selected_) {
        if (const NeuronCurve* curve = curves_->of(neuron)) drawSelected(painter, map, *curve);
    }
}

}  // namespace featurescope::ui
