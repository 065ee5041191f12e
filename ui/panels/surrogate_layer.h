#pragma once

#include <optional>

#include "ui/panels/plot_layer.h"
#include "ui/view_models/surrogate_view.h"

namespace featurescope::ui {

/// Draws the histogram of what sign neurons see, sign itself, and the surrogate with its integral over it.
class SurrogateLayer : public PlotLayer {
  public:
    explicit SurrogateLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid) {}
    /// @param tallest  height of the largest bar on the vertical axis
    void show(std::optional<SurrogateView> view, double tallest);
    const std::optional<SurrogateView>& shown() const { return view_; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    std::optional<SurrogateView> view_;
    double tallest_ = 1;
};

}  // namespace featurescope::ui
