#pragma once

#include <vector>

#include "ui/panels/curves_layer.h"
#include "ui/panels/plot_layer.h"
#include "ui/view_models/margins_view.h"

namespace featurescope::ui {

/// A vertical line at a value of the horizontal axis.
struct ValueLine {
    double value = 0;
    QColor color;
    LineDash dash = LineDash::solid;
};

/// Draws clean samples upwards and corrupted ones downwards, on a square-root scale from -1 to 1.
class MarginsLayer : public PlotLayer {
  public:
    explicit MarginsLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid) {}
    /// `top`: count at the upper end of the axis.
    void setHistogram(MarginHistogram histogram, int top, std::vector<ValueLine> lines);

    /// Whether a bar or a line is in this part of the plot.
    bool covers(const QRectF& part, const PlotMapping& map) const;

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    QPolygonF outline(const std::vector<int>& counts, int direction, const PlotMapping& map) const;

    MarginHistogram histogram_;
    int top_ = 4;
    std::vector<ValueLine> lines_;
};

}  // namespace featurescope::ui
