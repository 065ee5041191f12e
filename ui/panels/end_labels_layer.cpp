#include "ui/panels/end_labels_layer.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"

namespace featurescope::ui {
namespace {

constexpr double kLabelGap = 5, kEdge = 6;  // pixels

}  // namespace

void EndLabelsLayer::setLabels(std::vector<EndLabel> labels) { labels_ = std::move(labels); }

double EndLabelsLayer::glyphWidth() const {
    double widest = 16;
    for (const EndLabel& label : labels_) widest = std::max(widest, glyphWidthOf(label.style));
    return widest * view().look().strokeScale;
}

double EndLabelsLayer::neededMargin() const {
    const QFontMetricsF metrics(fontFor(TextRole::small, view().look()));
    const std::vector<SpreadLabel> places = placed(view().mapping());
    double widest = 0;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
        if (places[i].visible) widest = std::max(widest, metrics.horizontalAdvance(labels_[i].text));
    }
    return labels_.empty() ? 14 : std::ceil(kEdge + glyphWidth() + kLabelGap + widest + 4);
}

std::vector<SpreadLabel> EndLabelsLayer::placed(const PlotMapping& map) const {
    const QFontMetricsF metrics(fontFor(TextRole::small, view().look()));
    std::vector<SpreadLabel> places;
    for (const EndLabel& label : labels_) {
        const double y = std::clamp(map.y(label.value), map.plot.top(), map.plot.bottom());
        places.push_back(
            {.wanted = std::isfinite(label.value) ? y : label.value, .priority = label.priority});
    }
    spreadLabels(places, metrics.height(), map.plot.top() - kPlotBleed, map.plot.bottom() + kPlotBleed);
    return places;
}

bool EndLabelsLayer::mostFit() const {
    const std::vector<SpreadLabel> places = placed(view().mapping());
    return 2 * std::ranges::count_if(places, &SpreadLabel::visible) >= std::ssize(places);
}

std::vector<EndLabel> EndLabelsLayer::leftOut() const {
    const bool narrow = view().rightMargin() < neededMargin();
    const std::vector<SpreadLabel> places = placed(view().mapping());
    std::vector<EndLabel> result;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
        if (std::isfinite(labels_[i].value) && (narrow || !places[i].visible)) result.push_back(labels_[i]);
    }
    return result;
}

const EndLabel* EndLabelsLayer::labelAt(const QPointF& pixel) const {
    const PlotMapping map = view().mapping();
    if (pixel.x() < map.plot.right() + kEdge || view().rightMargin() < neededMargin()) return nullptr;
    const double half = QFontMetricsF(fontFor(TextRole::small, view().look())).height() / 2;
    const std::vector<SpreadLabel> places = placed(map);
    for (std::size_t i = 0; i < labels_.size(); ++i) {
        if (places[i].visible && std::abs(places[i].placed - pixel.y()) <= half) return &labels_[i];
    }
    return nullptr;
}

void EndLabelsLayer::draw(QPainter& painter, const PlotMapping& map) {
    // Without room the names stand in the legend.
    if (view().rightMargin() < neededMargin()) return;
    painter.setFont(fontFor(TextRole::small, view().look()));
    const QFontMetricsF metrics(painter.font());
    const std::vector<SpreadLabel> places = placed(map);
    const double left = map.plot.right() + kEdge, glyph = glyphWidth(), scale = view().look().strokeScale;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
        if (!places[i].visible) continue;
        const CurveStyle& style = labels_[i].style;
        const double y = std::round(places[i].placed);
        constexpr double kHiddenOpacity = 0.4;
        painter.setOpacity(labels_[i].isHidden ? kHiddenOpacity : 1);
        painter.setPen(penFor(style.color, style.width * scale, style.dash));
        painter.drawLine(QPointF(left, y), QPointF(left + glyph, y));
        painter.save();
        painter.translate(left + glyph / 2, y);
        painter.scale(scale, scale);
        drawCurveMark(painter, style, palette().card);
        painter.restore();
        painter.setPen(palette().muted);
        painter.drawText(QPointF(left + glyph + kLabelGap, y + metrics.capHeight() / 2), labels_[i].text);
    }
    painter.setOpacity(1);
}

}  // namespace featurescope::ui
