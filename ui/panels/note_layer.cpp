#include "ui/panels/note_layer.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

namespace featurescope::ui {
namespace {

QRectF placeIn(Qt::Corner corner, const QSizeF& size, const QRectF& plot) {
    const bool left = corner == Qt::TopLeftCorner || corner == Qt::BottomLeftCorner;
    const bool top = corner == Qt::TopLeftCorner || corner == Qt::TopRightCorner;
    return {QPointF(left ? plot.left() + 4 : plot.right() - 4 - size.width(),
                    top ? plot.top() + 2 : plot.bottom() - 2 - size.height()),
            size};
}

}  // namespace

void NoteLayer::setNote(QStringList lines, std::vector<Qt::Corner> corners, Covered covered) {
    lines_ = std::move(lines);
    corners_ = std::move(corners);
    covered_ = std::move(covered);
}

std::optional<QRectF> NoteLayer::freePlace(const QSizeF& size, const QRectF& plot) const {
    for (const Qt::Corner corner : corners_) {
        const QRectF place = placeIn(corner, size, plot);
        if (!covered_ || !covered_(place)) return place;
    }
    return std::nullopt;
}

void NoteLayer::draw(QPainter& painter, const PlotMapping& map) {
    if (lines_.isEmpty()) return;
    painter.setFont(fontFor(TextRole::caption, view().look()));
    const QFontMetricsF metrics(painter.font());
    double width = 0;
    for (const QString& line : lines_) width = std::max(width, metrics.horizontalAdvance(line));
    const QSizeF size(width + 8, static_cast<double>(lines_.size()) * metrics.height() + 4);
    // In a plot too small for both, the data are what counts.
    if (size.width() > map.plot.width() || size.height() > map.plot.height() * 0.6) return;
    const auto place = freePlace(size, map.plot);
    if (!place) return;
    QColor patch = palette().card;
    patch.setAlpha(205);
    painter.setPen(Qt::NoPen);
    painter.setBrush(patch);
    painter.drawRoundedRect(*place, 4, 4);
    painter.setPen(palette().muted);
    for (qsizetype i = 0; i < lines_.size(); ++i) {
        painter.drawText(
            place->topLeft() + QPointF(4, 2 + metrics.ascent() + static_cast<double>(i) * metrics.height()),
            lines_[i]);
    }
}

}  // namespace featurescope::ui
