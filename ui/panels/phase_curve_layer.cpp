#include "ui/panels/phase_curve_layer.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/view_models/phase_theory.h"

namespace featurescope::ui {

bool drawsSeeds(const PhaseDiagramView& view) {
    const SeedStatistic statistic = view.choice.value.statistic;
    return statistic != SeedStatistic::shareBelow && statistic != SeedStatistic::spread;
}

bool drawsBand(const PhaseDiagramView& view) {
    const bool hasSeveral =
        std::ranges::any_of(view.bands, [](const SeedBand& band) { return band.seeds.size() > 1; });
    return hasSeveral && isOfSingleRuns(view.choice.value.statistic);
}

void PhaseCurveLayer::drawBand(QPainter& painter, const PlotMapping& map) const {
    QPolygonF band;
    for (std::size_t i = 0; i < shown_->bands.size(); ++i) {
        if (!std::isnan(shown_->bands[i].high)) band << map.at(shown_->x.centres[i], shown_->bands[i].high);
    }
    for (std::size_t i = shown_->bands.size(); i-- > 0;) {
        if (!std::isnan(shown_->bands[i].low)) band << map.at(shown_->x.centres[i], shown_->bands[i].low);
    }
    QColor fill = palette().accent;
    fill.setAlpha(55);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(band);
}

void PhaseCurveLayer::drawSeeds(QPainter& painter, const PlotMapping& map) const {
    QColor dot = palette().muted;
    dot.setAlpha(150);
    painter.setPen(Qt::NoPen);
    painter.setBrush(dot);
    for (std::size_t i = 0; i < shown_->bands.size(); ++i) {
        for (const double value : shown_->bands[i].seeds) {
            const QPointF at = map.at(shown_->x.centres[i], value);
            if (isInside(boundingRect(), at)) painter.drawEllipse(at, wide(1.8), wide(1.8));
        }
    }
}

void PhaseCurveLayer::drawStatistic(QPainter& painter, const PlotMapping& map) const {
    QPainterPath path;
    bool isOpen = false;
    for (std::size_t i = 0; i < shown_->bands.size(); ++i) {
        const double value = shown_->bands[i].value;
        if (std::isfinite(value)) {
            const QPointF at = map.at(shown_->x.centres[i], value);
            isOpen ? path.lineTo(at) : path.moveTo(at);
        }
        isOpen = std::isfinite(value);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(palette().accent, wide(stroke::kThickCurve), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    for (std::size_t i = 0; i < shown_->bands.size(); ++i) {
        const PhaseCell& cell = shown_->cell(i, 0);
        const QPointF at = map.at(shown_->x.centres[i], cell.value);
        if (!isInside(boundingRect(), at)) continue;
        // Hollow where no run was made.
        painter.setBrush(cell.state == CellState::interpolated ? palette().card : palette().accent);
        painter.setPen(
            QPen(cell.state == CellState::interpolated ? palette().accent : palette().card, wide(1.2)));
        painter.drawEllipse(at, wide(3.6), wide(3.6));
    }
}

void PhaseCurveLayer::drawTheory(QPainter& painter, const PlotMapping& map) const {
    QPen pen(palette().text, wide(2.2), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    pen.setDashPattern({0.01, 2.4});
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    for (const PhaseTheory& theory : shown_->theory) {
        for (const BoundaryLine& line : theory.lines) {
            QPolygonF points;
            for (const PlanePoint& point : line) points << map.at(point.x, point.y);
            painter.drawPolyline(points);
        }
    }
}

void PhaseCurveLayer::draw(QPainter& painter, const PlotMapping& map) {
    if (!shown_ || !shown_->isCurve) return;
    if (drawsBand(*shown_)) drawBand(painter, map);
    painter.setPen(dashedPen(palette().axis, wide(1)));
    for (const double level : shown_->choice.levels)
        painter.drawLine(QPointF(map.plot.left(), map.y(level)), QPointF(map.plot.right(), map.y(level)));
    if (drawsSeeds(*shown_)) drawSeeds(painter, map);
    drawTheory(painter, map);
    drawStatistic(painter, map);
}

}  // namespace featurescope::ui
