#include "ui/panels/colour_bar_layer.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/look/colour_map.h"
#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

constexpr double kGap = 12, kBar = 13, kArrow = 8, kTextGap = 5, kEnd = 4;
constexpr int kShades = 64;

}  // namespace

void ColourBarLayer::show(const ColourRange& range, std::vector<double> levels) {
    range_ = range;
    levels_ = std::move(levels);
}

std::vector<double> ColourBarLayer::ticks() const {
    const auto drawn = [this](double value) { return range_.isLog ? std::log10(value) : value; };
    std::vector<double> values;
    for (const double tick : phaseTicks(drawn(range_.low), drawn(range_.high), range_.isLog, 5))
        values.push_back(range_.isLog ? std::pow(10.0, tick) : tick);
    return values;
}

QString ColourBarLayer::tickText(double value) const {
    if (range_.isLog) return numberLabel(value, 2);
    const std::vector<double> all = ticks();
    return tickLabel(value, all.size() > 1 ? all[1] - all[0] : range_.high - range_.low);
}

double ColourBarLayer::neededMargin() const {
    const QFontMetricsF metrics(fontFor(TextRole::small, view().look()));
    double widest = 0;
    for (const double tick : ticks()) widest = std::max(widest, metrics.horizontalAdvance(tickText(tick)));
    return kGap + kBar + kTextGap + widest + kEnd;
}

void ColourBarLayer::draw(QPainter& painter, const PlotMapping& map) {
    const QRectF bar(map.plot.right() + kGap, map.plot.top() + kArrow, kBar, map.plot.height() - 2 * kArrow);
    if (bar.height() < 10) return;
    painter.setPen(Qt::NoPen);
    for (int shade = 0; shade < kShades; ++shade) {
        // The next one covers what is too much, so that no seam is seen.
        const double from = bar.top() + bar.height() * shade / kShades;
        painter.fillRect(QRectF(QPointF(bar.left(), from), bar.bottomRight()),
                         cividis(1 - (shade + 0.5) / kShades));
    }
    const auto arrow = [&](double base, double tip, double share) {
        painter.setBrush(cividis(share));
        painter.drawPolygon(QPolygonF({{bar.left(), base}, {bar.right(), base}, {bar.center().x(), tip}}));
    };
    if (range_.isCutAbove) arrow(bar.top(), bar.top() - kArrow + 1, 1);
    if (range_.isCutBelow) arrow(bar.bottom(), bar.bottom() + kArrow - 1, 0);
    const auto heightOf = [&](double value) { return bar.bottom() - bar.height() * range_.shareOf(value); };
    for (const double level : levels_) {
        if (level < range_.low || level > range_.high) continue;
        painter.setPen(QPen(strongOn(range_.shareOf(level)), wide(1.4)));
        painter.drawLine(QPointF(bar.left(), heightOf(level)), QPointF(bar.right(), heightOf(level)));
    }
    painter.setFont(fontFor(TextRole::small, view().look()));
    const QFontMetricsF metrics(painter.font());
    double occupiedFrom = map.plot.bottom() + metrics.height();
    for (const double tick : ticks()) {
        const double baseline = heightOf(tick) + metrics.capHeight() / 2;
        if (baseline > occupiedFrom) continue;
        painter.setPen(palette().muted);
        painter.drawText(QPointF(bar.right() + kTextGap, baseline), tickText(tick));
        occupiedFrom = baseline - metrics.ascent();
        painter.setPen(QPen(palette().axis, 1));
        painter.drawLine(QPointF(bar.right(), heightOf(tick)), QPointF(bar.right() + 3, heightOf(tick)));
    }
}

}  // namespace featurescope::ui
