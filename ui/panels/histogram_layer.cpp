#include "ui/panels/histogram_layer.h"

#include <QFontMetricsF>
#include <QPainter>
#include <cmath>
#include <utility>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

using Counts = std::array<int, AlignmentHistogram::kBins>;

Counts upwards(const AlignmentHistogram& histogram) {
    Counts counts = histogram.positive;
    if (!histogram.joinsSigns()) return counts;
    for (std::size_t bin = 0; bin < counts.size(); ++bin) counts[bin] += histogram.negative[bin];
    return counts;
}

}  // namespace

QPolygonF HistogramLayer::outline(const AlignmentHistogram& bins, const Counts& counts, int direction,
                                  const PlotMapping& map) const {
    QPolygonF polygon;
    const double base = map.y(0);
    polygon << QPointF(map.x(bins.low), base);
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        const double height = map.y(histogramHeight(direction * counts[bin], shown_.top));
        polygon << QPointF(std::round(map.x(bins.edge(bin))), height)
                << QPointF(std::round(map.x(bins.edge(bin + 1))), height);
    }
    polygon << QPointF(map.x(1), base);
    return polygon;
}

QPolygonF HistogramLayer::line(const CountLine& counts, int direction, const PlotMapping& map) const {
    QPolygonF polygon;
    for (const PlanePoint& point : counts)
        polygon << map.at(point.x, direction * histogramHeight(point.y, shown_.top));
    return polygon;
}

void HistogramLayer::drawBars(QPainter& painter, const QPolygonF& bars, const QColor& color) const {
    QColor fill = color;
    fill.setAlpha(110);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(bars);
    QPen pen(color, wide(stroke::kOutline));
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(bars);
}

void HistogramLayer::drawSelected(QPainter& painter, const PlotMapping& map) const {
    if (shown_.selected.largest() == 0) return;
    // Hatched as well as darker, so that it is seen without colour.
    painter.setPen(QPen(palette().text, wide(stroke::kOutline)));
    painter.setBrush(QBrush(palette().text, Qt::BDiagPattern));
    painter.drawPolygon(outline(shown_.selected, upwards(shown_.selected), 1, map));
    if (!shown_.selected.joinsSigns())
        painter.drawPolygon(outline(shown_.selected, shown_.selected.negative, -1, map));
    painter.setBrush(Qt::NoBrush);
}

void HistogramLayer::drawTheory(QPainter& painter, const PlotMapping& map) const {
    const auto both = [&](const CountLines& lines) {
        painter.drawPolyline(line(lines.positive, 1, map));
        painter.drawPolyline(line(lines.negative, -1, map));
    };
    QPen law(palette().muted, wide(stroke::kReference));
    law.setStyle(Qt::DotLine);
    painter.setPen(law);
    both(shown_.startLaw);
    QColor color = palette().text;
    if (!shown_.predictionHolds) color.setAlpha(kPaleAlpha);
    QPen predicted(color, wide(stroke::kReference));
    predicted.setJoinStyle(Qt::RoundJoin);
    painter.setPen(predicted);
    both(shown_.predicted);
}

void HistogramLayer::drawMedian(QPainter& painter, const PlotMapping& map) const {
    if (!shown_.now.joinsSigns() || !std::isfinite(shown_.medianOwn)) return;
    const double x = std::round(map.x(shown_.medianOwn));
    painter.setPen(QPen(palette().text, wide(stroke::kReference)));
    painter.setBrush(palette().text);
    painter.drawLine(QPointF(x, map.plot.top()), QPointF(x, map.y(0)));
    painter.drawPolygon(
        QPolygonF({{x - 4, map.plot.top()}, {x + 4, map.plot.top()}, {x, map.plot.top() + 6}}));
    painter.setFont(fontFor(TextRole::small, view().look()));
    const QFontMetricsF metrics(painter.font());
    const QString text = PlotView::tr("median %1").arg(numberLabel(shown_.medianOwn));
    const double width = metrics.horizontalAdvance(text);
    const double left = x + 8 + width < map.plot.right() ? x + 8 : x - 8 - width;
    painter.drawText(QPointF(left, map.plot.top() + metrics.ascent()), text);
}

void HistogramLayer::draw(QPainter& painter, const PlotMapping& map) {
    const bool joined = shown_.now.joinsSigns();
    drawBars(painter, outline(shown_.now, upwards(shown_.now), 1, map),
             joined ? palette().accent : palette().neuronPositive);
    if (!joined)
        drawBars(painter, outline(shown_.now, shown_.now.negative, -1, map), palette().neuronNegative);
    drawSelected(painter, map);
    const auto outlines = [&](const AlignmentHistogram& bins) {
        painter.drawPolyline(outline(bins, upwards(bins), 1, map));
        if (!joined) painter.drawPolyline(outline(bins, bins.negative, -1, map));
    };
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(dashedPen(palette().muted, wide(1)));
    outlines(shown_.start);
    for (std::size_t run = 0; run < shown_.pinned.size(); ++run) {
        painter.setPen(pinnedRunPen(run, palette().text, wide(stroke::kReference)));
        outlines(shown_.pinned[run]);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    drawTheory(painter, map);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(palette().axis, 2 * stroke::kAxis));
    painter.drawLine(QPointF(map.plot.left(), map.y(0)), QPointF(map.plot.right(), map.y(0)));
    painter.setRenderHint(QPainter::Antialiasing);
    drawMedian(painter, map);
}

}  // namespace featurescope::ui
