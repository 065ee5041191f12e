#include "ui/panels/lines_layer.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace featurescope::ui {
namespace {

constexpr double kInset = 6;  // of a label from the edge of the plot

/// Where a label stands: at the end of the line, but inside the plot and below the labels before it.
QRectF labelRect(const QPointF& end, const QSizeF& size, const QRectF& plot,
                 const std::vector<QRectF>& taken) {
    const QRectF room = plot.adjusted(kInset, kInset, -kInset - size.width(), -kInset - size.height());
    QRectF rect(
        QPointF(std::clamp(end.x() - size.width() / 2, room.left(), std::max(room.left(), room.right())),
                std::clamp(end.y() - size.height() / 2, room.top(), std::max(room.top(), room.bottom()))),
        size);
    for (const QRectF& other : taken) {
        if (rect.intersects(other)) rect.moveTop(other.bottom() + 2);
    }
    return rect;
}

}  // namespace

void LinesLayer::draw(QPainter& painter, const PlotMapping& map) {
    painter.setBrush(Qt::NoBrush);
    for (const StyledLines& styled : lines_) {
        QPainterPath path;
        for (const BoundaryLine& line : styled.lines) {
            for (std::size_t i = 0; i < line.size(); ++i) {
                const QPointF point = map.at(line[i].x, line[i].y);
                i == 0 ? path.moveTo(point) : path.lineTo(point);
            }
        }
        painter.setPen(styled.pen);
        painter.drawPath(path);
    }
    painter.setFont(fontFor(TextRole::small, view().look()));
    const QFontMetricsF metrics(painter.font());
    std::vector<QRectF> taken;
    for (const StyledLines& styled : lines_) {
        if (styled.label.isEmpty() || styled.lines.empty() || styled.lines[0].empty()) continue;
        const PlanePoint& end = styled.lines[0].back();
        const QSizeF size(metrics.horizontalAdvance(styled.label) + 10, metrics.height() + 2);
        const QRectF rect = labelRect(map.at(end.x, end.y), size, map.plot, taken);
        taken.push_back(rect);
        QColor ground = palette().card;
        ground.setAlpha(215);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(rect, 4, 4);
        painter.setPen(palette().text);
        painter.drawText(QPointF(rect.left() + 5, rect.top() + 1 + metrics.ascent()), styled.label);
    }
}

}  // namespace featurescope::ui
