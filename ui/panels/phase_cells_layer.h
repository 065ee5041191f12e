#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "ui/panels/plot_layer.h"
#include "ui/view_models/phase_diagram_view.h"

namespace featurescope::ui {

/// The cells of a phase diagram: colour where there is a value; a hatch where it lies between runs, crossed
/// hatches where a run has diverged, a cross where all have failed, a dot where the number is not defined.
class PhaseCellsLayer : public PlotLayer {
  public:
    explicit PhaseCellsLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid) {}
    void show(std::shared_ptr<const PhaseDiagramView> shown) { shown_ = std::move(shown); }
    /// The cell of the run on screen, which gets a frame; nothing without.
    void setPresent(std::optional<std::pair<std::size_t, std::size_t>> cell) { present_ = cell; }

    /// The cell that keys have come to.
    void setFocused(std::optional<std::pair<std::size_t, std::size_t>> cell) { focused_ = cell; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    QRectF placeOf(std::size_t column, std::size_t row, const PlotMapping& map) const;
    void drawState(QPainter& painter, const PhaseCell& cell, const QRectF& place) const;
    void drawFrame(QPainter& painter, const QRectF& place, const QColor& core) const;

    std::shared_ptr<const PhaseDiagramView> shown_;
    std::optional<std::pair<std::size_t, std::size_t>> present_, focused_;
};

/// Draws the sign of a state into a cell: also for legends.
void drawCellState(QPainter& painter, CellState state, const QRectF& place, const QColor& color,
                   double width);

}  // namespace featurescope::ui
