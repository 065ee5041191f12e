#pragma once

#include <vector>

#include "ui/panels/plot_layer.h"
#include "ui/view_models/phase_diagram_view.h"

namespace featurescope::ui {

/// To the right of a plot: which colour means which number. Ends with an arrow where values lie beyond it;
/// levels are strokes across it.
class ColourBarLayer : public PlotLayer {
  public:
    explicit ColourBarLayer(PlotView& view) : PlotLayer(view, layer_order::kTop, kPlotBleed) {}
    void show(const ColourRange& range, std::vector<double> levels);
    /// Pixels that it needs to the right of the plot.
    double neededMargin() const;
    QRectF boundingRect() const override { return view().liveRect(); }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    std::vector<double> ticks() const;
    QString tickText(double value) const;

    ColourRange range_;
    std::vector<double> levels_;
};

}  // namespace featurescope::ui
