#include "ui/panels/phase_cells_layer.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/colour_map.h"

namespace featurescope::ui {

void drawCellState(QPainter& painter, CellState state, const QRectF& place, const QColor& color,
                   double width) {
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::FlatCap));
    const QLineF rising(place.bottomLeft(), place.topRight()), falling(place.topLeft(), place.bottomRight());
    if (state == CellState::interpolated) painter.drawLine(rising);
    if (state == CellState::diverged) {
        painter.drawLine(rising);
        painter.drawLine(falling);
    }
    if (state != CellState::failed) return;
    const double arm = std::min({place.width(), place.height(), 10.0}) / 3;
    const QPointF centre = place.center();
    painter.setPen(QPen(color, 1.6 * width, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QLineF(centre - QPointF(arm, arm), centre + QPointF(arm, arm)));
    painter.drawLine(QLineF(centre - QPointF(arm, -arm), centre + QPointF(arm, -arm)));
}

QRectF PhaseCellsLayer::placeOf(std::size_t column, std::size_t row, const PlotMapping& map) const {
    // Whole pixels, so that neighbours meet without a seam.
    const auto x = [&](std::size_t edge) { return std::round(map.x(shown_->x.edges[edge])); };
    const auto y = [&](std::size_t edge) { return std::round(map.y(shown_->y.edges[edge])); };
    return {QPointF(x(column), y(row + 1)), QPointF(x(column + 1), y(row))};
}

void PhaseCellsLayer::drawState(QPainter& painter, const PhaseCell& cell, const QRectF& place) const {
    const bool hasValue = !std::isnan(cell.value);
    const QColor color = hasValue ? strongOn(shown_->range.shareOf(cell.value)) : palette().text;
    if (cell.state == CellState::run && !hasValue) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().muted);
        painter.drawEllipse(place.center(), wide(1.2), wide(1.2));
        return;
    }
    QColor faint = color;
    if (cell.state == CellState::interpolated) faint.setAlpha(130);
    drawCellState(painter, cell.state, place, faint, wide(0.8));
}

void PhaseCellsLayer::drawFrame(QPainter& painter, const QRectF& place, const QColor& core) const {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::white, wide(4), Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(place);
    painter.setPen(QPen(core, wide(1.6), Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(place);
}

void PhaseCellsLayer::draw(QPainter& painter, const PlotMapping& map) {
    if (!shown_ || shown_->isCurve) return;
    // On paper a viewer may blur edges that touch; what comes later covers what is too much.
    const double over = view().look().print.isFigure ? 0.5 : 0;
    const std::size_t columns = shown_->x.values.size();
    for (std::size_t row = shown_->y.values.size(); row-- > 0;) {
        for (std::size_t column = 0; column < columns; ++column) {
            const PhaseCell& cell = shown_->cell(column, row);
            if (std::isnan(cell.value)) continue;
            const QRectF place = placeOf(column, row, map).adjusted(0, 0, over, over) & map.plot;
            painter.fillRect(place, cividis(shown_->range.shareOf(cell.value)));
        }
    }
    for (std::size_t row = 0; row < shown_->y.values.size(); ++row) {
        for (std::size_t column = 0; column < columns; ++column) {
            const PhaseCell& cell = shown_->cell(column, row);
            const bool isPlain = cell.state == CellState::run && !std::isnan(cell.value);
            if (!isPlain && cell.state != CellState::missing)
                drawState(painter, cell, placeOf(column, row, map));
        }
    }
    if (present_) drawFrame(painter, placeOf(present_->first, present_->second, map), Qt::black);
    if (focused_) drawFrame(painter, placeOf(focused_->first, focused_->second, map), palette().accent);
}

}  // namespace featurescope::ui
