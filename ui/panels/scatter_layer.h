#pragma once

#include <QPolygonF>

#include "core/run/state_view.h"
#include "ui/panels/plot_layer.h"

namespace featurescope::ui {

/// Draws outputs along the direction of the data: test samples as dots, training samples as rings, and the
/// curve of the noise-free targets.
class ScatterLayer : public PlotLayer {
  public:
    explicit ScatterLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid) {}
    /// Null for nothing.
    void show(std::shared_ptr<const TargetValues> values) { values_ = std::move(values); }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    /// Of the usual size: in print, many samples on little room are drawn smaller.
    double markerScale(const PlotMapping& map) const;

    std::shared_ptr<const TargetValues> values_;
};

}  // namespace featurescope::ui
