#include "ui/panels/axis_texts.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <QtCharts/QChart>
#include <algorithm>

#include "ui/panels/plot_view.h"

namespace featurescope::ui {
namespace {

constexpr double kTextGap = 7;  // between the plot and its labels

double widestLabel(const PlotAxis& axis, const QFontMetricsF& metrics) {
    double widest = 0;
    if (!axis.label) return widest;
    for (const double tick : axis.ticks())
        widest = std::max(widest, metrics.horizontalAdvance(axis.label(tick)));
    return widest;
}

}  // namespace

AxisTexts::AxisTexts(PlotView& view) : QGraphicsItem(view.chart()), view_(view) {
    setFlag(ItemUsesExtendedStyleOption);
    setZValue(3);
}

AxisRoom AxisTexts::room() const {
    const QFontMetricsF metrics(fontFor(TextRole::small, view_.look()));
    AxisRoom room;
    room.top = metrics.height() / 2;
    room.left = kTextGap + widestLabel(view_.yAxis(), metrics) + 2;
    if (!view_.yAxis().title.isEmpty()) room.left += metrics.height() + kTextGap;
    room.bottom = view_.xAxis().label ? metrics.height() + kTextGap : kTextGap;
    if (!view_.xAxis().title.isEmpty()) room.bottom += metrics.height() + 2;
    return room;
}

void AxisTexts::setRect(const QRectF& rect) {
    if (rect == rect_) return;
    prepareGeometryChange();
    rect_ = rect;
}

void AxisTexts::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
    // Every frame repaints the plot and what lies to its right; none of our texts does.
    if (view_.liveRect().adjusted(-1, -1, 1, 1).contains(option->exposedRect)) return;
    painter->setFont(fontFor(TextRole::small, view_.look()));
    painter->setPen(view_.look().palette.muted);
    drawXAxis(*painter);
    drawYAxis(*painter);
}

void AxisTexts::drawXAxis(QPainter& painter) const {
    const PlotMapping map = view_.mapping();
    const QFontMetricsF metrics(painter.font());
    double occupiedUntil = -1e9;
    if (view_.xAxis().label) {
        for (const double tick : view_.xAxis().ticks()) {
            const QString text = view_.xAxis().label(tick);
            const double width = metrics.horizontalAdvance(text);
            const double left =
                std::clamp(map.x(tick) - width / 2, 0.0, std::max(0.0, rect_.right() - width));
            if (left < occupiedUntil) continue;
            painter.drawText(QPointF(left, map.plot.bottom() + kTextGap + metrics.ascent()), text);
            occupiedUntil = left + width + kTextGap;
        }
    }
    const QString& title = view_.xAxis().title;
    painter.drawText(QPointF(map.plot.center().x() - metrics.horizontalAdvance(title) / 2,
                             rect_.bottom() - metrics.descent()),
                     title);
}

void AxisTexts::drawYAxis(QPainter& painter) const {
    const PlotMapping map = view_.mapping();
    const QFontMetricsF metrics(painter.font());
    double occupiedFrom = 1e9;
    if (view_.yAxis().label) {
        for (const double tick : view_.yAxis().ticks()) {
            const QString text = view_.yAxis().label(tick);
            const double baseline = map.y(tick) + metrics.capHeight() / 2;
            if (baseline > occupiedFrom) continue;
            painter.drawText(QPointF(map.plot.left() - kTextGap - metrics.horizontalAdvance(text), baseline),
                             text);
            occupiedFrom = baseline - metrics.ascent();
        }
    }
    const QString& title = view_.yAxis().title;
    if (title.isEmpty()) return;
    painter.save();
    painter.translate(metrics.ascent(), map.plot.center().y() + metrics.horizontalAdvance(title) / 2);
    painter.rotate(-90);
    painter.drawText(QPointF(0, 0), title);
    painter.restore();
}

}  // namespace featurescope::ui
