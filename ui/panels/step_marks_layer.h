#pragma once

#include <optional>

#include "ui/panels/plot_layer.h"
#include "ui/view_models/step_axis.h"

namespace featurescope::ui {

/// Draws the marked moments of a time axis as vertical lines: the theorem's T, the step shown, the one picked
/// out and the one under the cursor; landmarks of the run as small triangles below the axis.
class StepMarksLayer : public PlotLayer {
  public:
    explicit StepMarksLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid - 0.1, kPlotBleed) {}
    void setMarks(const StepMarks& marks, const StepAxis& axis);
    void setHover(std::optional<std::int64_t> step) { hover_ = step; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    void drawLabel(QPainter& painter, const PlotMapping& map, double x, const QString& text, int row) const;

    StepMarks marks_;
    StepAxis axis_;
    std::optional<std::int64_t> hover_;
};

}  // namespace featurescope::ui
