#pragma once

#include "ui/panels/plot_layer.h"
#include "ui/view_models/features_view.h"

namespace featurescope::ui {

/// Draws shares as bars around 1, 2, 3, ..., their limits as dashed outlines, and those of other runs as
/// short lines.
class SharesLayer : public PlotLayer {
  public:
    explicit SharesLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid) {}
    void show(FeatureShares shares) { shares_ = std::move(shares); }
    const FeatureShares& shown() const { return shares_; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    FeatureShares shares_;
};

}  // namespace featurescope::ui
