#pragma once

#include "ui/panels/plot_layer.h"
#include "ui/view_models/histogram_view.h"

namespace featurescope::ui {

/// Draws neurons with a_j > 0 upwards and with a_j < 0 downwards, and the start of the run as a dashed
/// outline. The y axis runs from -1 to 1 on a square-root scale.
class HistogramLayer : public PlotLayer {
  public:
    explicit HistogramLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid) {}
    void setHistogram(const AlignmentHistogram& now, const AlignmentHistogram& start, int top);

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    QPolygonF outline(const std::array<int, AlignmentHistogram::kBins>& counts, int direction,
                      const PlotMapping& map) const;

    AlignmentHistogram now_, start_;
    int top_ = 4;
};

}  // namespace featurescope::ui
