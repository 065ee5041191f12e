#include "ui/panels/lamp_layer.h"

#include <QPainter>
#include <algorithm>

#include "ui/look/chart_look.h"

namespace featurescope::ui {
namespace {

constexpr double kLeastPitch = 4;  // pixels from lamp to lamp at which gaps can be seen

}  // namespace

void LampLayer::show(PatternView pattern, std::vector<std::int32_t> neurons,
                     std::vector<std::int32_t> samples) {
    pattern_ = std::move(pattern);
    pickedNeurons_ = std::move(neurons);
    pickedSamples_ = std::move(samples);
}

void LampLayer::draw(QPainter& painter, const PlotMapping& map) {
    if (pattern_.empty()) return;
    // Lamps fill whole pixels; half covered edges would leave lines between neighbours.
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(map.plot, palette().grid);
    const std::size_t positive = pattern_.positiveNeurons;
    const std::size_t signs = positive + pattern_.negativeNeurons;
    drawLamps(painter, map, 0, positive, palette().neuronPositive);
    drawLamps(painter, map, positive, signs, palette().neuronNegative);
    drawLamps(painter, map, signs, pattern_.neurons.size(), palette().muted);
    drawGaps(painter, map);
    drawPicked(painter, map);
}

void LampLayer::drawLamps(QPainter& painter, const PlotMapping& map, std::size_t first, std::size_t end,
                          const QColor& color) const {
    const auto rows = static_cast<double>(pattern_.samples.size());
    QVector<QRectF> lamps;
    for (std::size_t row = 0; row < pattern_.samples.size(); ++row) {
        const double top = rows - static_cast<double>(row);
        for (std::size_t column = first; column < end; ++column) {
            if (!pattern_.at(row, column)) continue;
            const std::size_t begin = column;
            while (column + 1 < end && pattern_.at(row, column + 1)) ++column;
            lamps.append(QRectF(map.at(static_cast<double>(begin), top),
                                map.at(static_cast<double>(column + 1), top - 1)));
        }
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRects(lamps);
}

void LampLayer::drawGaps(QPainter& painter, const PlotMapping& map) const {
    const auto columns = static_cast<double>(pattern_.neurons.size());
    const auto rows = static_cast<double>(pattern_.samples.size());
    QVector<QLineF> gaps;
    if (map.plot.width() / columns >= kLeastPitch) {
        for (double x = 1; x < columns; ++x)
            gaps.append(QLineF(map.x(x), map.plot.top(), map.x(x), map.plot.bottom()));
    }
    if (map.plot.height() / rows >= kLeastPitch) {
        for (double y = 1; y < rows; ++y)
            gaps.append(QLineF(map.plot.left(), map.y(y), map.plot.right(), map.y(y)));
    }
    painter.setPen(QPen(palette().card, 1));
    painter.drawLines(gaps);
    QVector<QLineF> borders;
    const std::size_t positive = pattern_.positiveNeurons, signs = positive + pattern_.negativeNeurons;
    for (const std::size_t border : {positive, signs}) {
        if (border == 0 || border == pattern_.neurons.size()) continue;
        const double x = map.x(static_cast<double>(border));
        borders.append(QLineF(x, map.plot.top(), x, map.plot.bottom()));
    }
    if (pattern_.positiveSamples > 0 && pattern_.positiveSamples < pattern_.samples.size()) {
        const double y = map.y(rows - static_cast<double>(pattern_.positiveSamples));
        borders.append(QLineF(map.plot.left(), y, map.plot.right(), y));
    }
    painter.setPen(QPen(palette().text, wide(2)));
    painter.drawLines(borders);
}

void LampLayer::drawPicked(QPainter& painter, const PlotMapping& map) const {
    const auto rows = static_cast<double>(pattern_.samples.size());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().text, wide(stroke::kOutline)));
    for (std::size_t column = 0; column < pattern_.neurons.size(); ++column) {
        if (!std::ranges::binary_search(pickedNeurons_, pattern_.neurons[column])) continue;
        const auto x = static_cast<double>(column);
        painter.drawRect(QRectF(map.at(x, rows), map.at(x + 1, 0)));
    }
    for (std::size_t row = 0; row < pattern_.samples.size(); ++row) {
        if (!std::ranges::binary_search(pickedSamples_, pattern_.samples[row])) continue;
        const double top = rows - static_cast<double>(row);
        painter.drawRect(QRectF(map.at(0, top), map.at(map.xHigh, top - 1)));
    }
}

}  // namespace featurescope::ui
