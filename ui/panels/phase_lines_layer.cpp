#include "ui/panels/phase_lines_layer.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

constexpr double kThick = 1.9, kDots = 2.2;

QPainterPath pathOf(const std::vector<BoundaryLine>& lines, const PlotMapping& map) {
    QPainterPath path;
    for (const BoundaryLine& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            const QPointF point = map.at(line[i].x, line[i].y);
            i == 0 ? path.moveTo(point) : path.lineTo(point);
        }
    }
    return path;
}

/// The longest line, on which a label is best seen.
const BoundaryLine* longest(const std::vector<BoundaryLine>& lines) {
    const auto found =
        std::ranges::max_element(lines, {}, [](const BoundaryLine& line) { return line.size(); });
    return found == lines.end() || found->empty() ? nullptr : &*found;
}

}  // namespace

void drawCased(QPainter& painter, const std::vector<BoundaryLine>& lines, const PlotMapping& map,
               double width, bool isDotted) {
    const QPainterPath path = pathOf(lines, map);
    painter.setBrush(Qt::NoBrush);
    for (const auto& [color, extra] :
         {std::pair(QColor(Qt::black), 1.6), std::pair(QColor(Qt::white), 0.0)}) {
        const double drawn = width * (1 + extra / 1.9);
        QPen pen(color, drawn, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        // Dots of both pens at the same places: lengths are counted in widths of the pen.
        if (isDotted) pen.setDashPattern({0.01, 3.2 * width / drawn});
        painter.setPen(pen);
        painter.drawPath(path);
    }
}

void PhaseLinesLayer::drawStep(QPainter& painter, const PlotMapping& map) const {
    const auto step = static_cast<double>(shown_->choice.value.step);
    const auto isOn = [step](const PhaseAxis& axis) {
        return axis.isStep && step >= axis.values.front() && step <= axis.values.back();
    };
    BoundaryLine line;
    if (isOn(shown_->x)) line = {{shown_->x.drawn(step), map.yLow}, {shown_->x.drawn(step), map.yHigh}};
    if (isOn(shown_->y)) line = {{map.xLow, shown_->y.drawn(step)}, {map.xHigh, shown_->y.drawn(step)}};
    if (!line.empty()) drawCased(painter, {line}, map, wide(1), false);
}

std::optional<QRectF> PhaseLinesLayer::placeOn(const BoundaryLine& line, const QString& text,
                                               const PlotMapping& map) const {
    const QFontMetricsF metrics(fontFor(TextRole::small, view().look()));
    const QSizeF size(metrics.horizontalAdvance(text) + 8, metrics.height());
    const QRectF room = map.plot.adjusted(3, 3, -3, -3);
    // From the middle outwards.
    for (const double share : {0.5, 0.35, 0.65, 0.2, 0.8, 0.08, 0.92}) {
        const auto i = static_cast<std::size_t>(share * static_cast<double>(line.size() - 1));
        QRectF place(QPointF(), size);
        place.moveCenter(map.at(line[i].x, line[i].y));
        place.moveLeft(
            std::clamp(place.left(), room.left(), std::max(room.left(), room.right() - size.width())));
        place.moveTop(
            std::clamp(place.top(), room.top(), std::max(room.top(), room.bottom() - size.height())));
        const bool isFree = std::ranges::none_of(labels_, [&](const Label& label) {
            return label.place.adjusted(-2, -1, 2, 1).intersects(place);
        });
        if (isFree && room.contains(place)) return place;
    }
    return std::nullopt;
}

void PhaseLinesLayer::addLabel(const std::vector<BoundaryLine>& lines, const QString& text,
                               const PlotMapping& map) {
    const BoundaryLine* const line = longest(lines);
    if (!line) return;
    if (const std::optional<QRectF> place = placeOn(*line, text, map)) labels_.push_back({text, *place});
}

void PhaseLinesLayer::draw(QPainter& painter, const PlotMapping& map) {
    if (!shown_ || shown_->isCurve) return;
    labels_.clear();
    for (const LevelLines& level : shown_->levels) {
        // Each seed's line is faint; where they agree they add up.
        painter.setBrush(Qt::NoBrush);
        for (const std::vector<BoundaryLine>& seed : level.seeds) {
            const QPainterPath path = pathOf(seed, map);
            painter.setPen(QPen(QColor(0, 0, 0, 150), wide(1.4)));
            painter.drawPath(path);
            painter.setPen(QPen(QColor(255, 255, 255, 190), wide(0.7)));
            painter.drawPath(path);
        }
    }
    for (const LevelLines& level : shown_->levels) {
        drawCased(painter, level.whole, map, wide(kThick), false);
        addLabel(level.whole, editableNumber(level.level), map);
    }
    for (const PhaseTheory& theory : shown_->theory) {
        drawCased(painter, theory.lines, map, wide(kDots), true);
        const QString name = QString::fromUtf8(theory.label.data(), std::ssize(theory.label));
        const QString text = name + QLatin1Char(' ') + editableNumber(theory.level);
        // On a small plot it would hide more than it says; the legend has the name.
        const QFontMetricsF metrics(fontFor(TextRole::small, view().look()));
        if (metrics.horizontalAdvance(text) < map.plot.width() / 4) addLabel(theory.lines, text, map);
    }
    drawStep(painter, map);
    painter.setFont(fontFor(TextRole::small, view().look()));
    const QFontMetricsF metrics(painter.font());
    for (const Label& label : labels_) {
        painter.setPen(Qt::NoPen);
        QColor ground = palette().card;
        ground.setAlpha(225);
        painter.setBrush(ground);
        painter.drawRoundedRect(label.place, 3, 3);
        painter.setPen(palette().text);
        painter.drawText(QPointF(label.place.left() + 4, label.place.top() + metrics.ascent()), label.text);
    }
}

}  // namespace featurescope::ui
