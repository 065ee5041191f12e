#include "ui/panels/note_layer.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

namespace featurescope::ui {

void NoteLayer::setNote(QStringList lines, Qt::Corner corner) {
    lines_ = std::move(lines);
    corner_ = corner;
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
    const bool left = corner_ == Qt::TopLeftCorner || corner_ == Qt::BottomLeftCorner;
    const bool top = corner_ == Qt::TopLeftCorner || corner_ == Qt::TopRightCorner;
    const QPointF place(left ? map.plot.left() + 4 : map.plot.right() - 4 - size.width(),
                        top ? map.plot.top() + 2 : map.plot.bottom() - 2 - size.height());
    QColor patch = palette().card;
    patch.setAlpha(205);
    painter.setPen(Qt::NoPen);
    painter.setBrush(patch);
    painter.drawRoundedRect(QRectF(place, size), 4, 4);
    painter.setPen(palette().muted);
    for (qsizetype i = 0; i < lines_.size(); ++i) {
        painter.drawText(place + QPointF(4, 2 + metrics.ascent() + static_cast<double>(i) * metrics.height()),
                         lines_[i]);
    }
}

}  // namespace featurescope::ui
