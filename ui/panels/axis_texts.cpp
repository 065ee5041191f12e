#include "ui/panels/axis_texts.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <QtCharts/QChart>
#include <algorithm>
#include <cmath>

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

/// A tick's label below the plot.
struct PlacedText {
    QString text;
    double left = 0, width = 0;
    long index = 0;  // of the tick, counted from 0 on the axis
};

bool collide(const std::vector<PlacedText>& texts, long every) {
    double occupiedUntil = -1e9;
    for (const PlacedText& text : texts) {
        if (text.index % every != 0) continue;
        if (text.left < occupiedUntil) return true;
        occupiedUntil = text.left + text.width + kTextGap;
    }
    return false;
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
    const PlotAxis& axis = view_.xAxis();
    std::vector<PlacedText> texts;
    const std::vector<double> ticks = axis.label ? axis.ticks() : std::vector<double>();
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        const QString text = axis.label(ticks[i]);
        const double width = metrics.horizontalAdvance(text);
        const double left = std::clamp(map.x(ticks[i]) - width / 2, rect_.left(),
                                       std::max(rect_.left(), rect_.right() - width));
        const long index = axis.places.empty() ? std::lround(ticks[i] / axis.interval) : static_cast<long>(i);
        texts.push_back({text, left, width, index});
    }
    // Left out evenly when there is no room for all, so that the eye can count on between them.
    long every = 1;
    while (every < 1024 && collide(texts, every)) every *= 2;
    for (const PlacedText& text : texts) {
        if (text.index % every != 0) continue;
        painter.drawText(QPointF(text.left, map.plot.bottom() + kTextGap + metrics.ascent()), text.text);
    }
    const QString title = metrics.elidedText(axis.title, Qt::ElideRight, rect_.width());
    const double width = metrics.horizontalAdvance(title);
    const double left = std::clamp(map.plot.center().x() - width / 2, rect_.left(),
                                   std::max(rect_.left(), rect_.right() - width));
    painter.drawText(QPointF(left, rect_.bottom() - metrics.descent()), title);
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
    // A low plot has room for the beginning only, or for nothing that could be read.
    const QString title = metrics.elidedText(view_.yAxis().title, Qt::ElideRight, rect_.height());
    if (title.size() < std::min<qsizetype>(4, view_.yAxis().title.size())) return;
    const double width = metrics.horizontalAdvance(title);
    painter.save();
    painter.translate(rect_.left() + metrics.ascent(),
                      std::clamp(map.plot.center().y() + width / 2, rect_.top() + width,
                                 std::max(rect_.top() + width, rect_.bottom())));
    painter.rotate(-90);
    painter.drawText(QPointF(0, 0), title);
    painter.restore();
}

}  // namespace featurescope::ui
