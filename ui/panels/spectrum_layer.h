#pragma once

#include <vector>

#include "ui/panels/plot_layer.h"

namespace featurescope::ui {

/// Draws singular values by rank as dots on stems; the first ones, which the directions of the data take when
/// features are learned, filled and larger.
class SpectrumLayer : public PlotLayer {
  public:
    explicit SpectrumLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid, kPlotBleed) {}
    /// @param heights  of the values on the vertical axis, by rank from 1
    void setHeights(std::vector<double> heights) { heights_ = std::move(heights); }
    /// @param count  of directions that the data have
    void setDirections(std::size_t count) { directions_ = count; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    std::vector<double> heights_;
    std::size_t directions_ = 0;
};

}  // namespace featurescope::ui
