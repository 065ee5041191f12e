#include "ui/panels/spectrum_layer.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"

namespace featurescope::ui {

void SpectrumLayer::draw(QPainter& painter, const PlotMapping& map) {
    const double scale = view().look().strokeScale;
    const double spacing = map.plot.width() / std::max(1.0, map.xHigh - map.xLow);
    const double radius = std::clamp(spacing / 3, 1.0, 3.0) * scale;
    const double base = map.plot.bottom();
    const auto place = [&](std::size_t i) {
        const double y = std::clamp(map.y(heights_[i]), map.plot.top() - 20, base + 20);
        return QPointF(map.x(static_cast<double>(i + 1)), y);
    };
    QVector<QLineF> stems;
    for (std::size_t i = directions_; i < heights_.size(); ++i) {
        const QPointF top = place(i);
        if (top.y() < base) stems.append(QLineF(top.x(), base, top.x(), top.y()));
    }
    painter.setPen(QPen(palette().axis, scale));
    painter.drawLines(stems);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().muted);
    for (std::size_t i = directions_; i < heights_.size(); ++i) {
        if (place(i).y() <= base + 1) painter.drawEllipse(place(i), radius, radius);
    }
    const QColor color = palette().accent;
    for (std::size_t i = std::min(directions_, heights_.size()); i-- > 0;) {
        const QPointF top = place(i);
        if (!std::isfinite(top.y())) continue;
        painter.setPen(QPen(color, 2.2 * scale, Qt::SolidLine, Qt::FlatCap));
        if (top.y() < base) painter.drawLine(QPointF(top.x(), base), top);
        painter.setPen(QPen(palette().card, scale));
        painter.setBrush(color);
        painter.drawEllipse(top, 4.5 * scale, 4.5 * scale);
    }
}

}  // namespace featurescope::ui
