#pragma once

#include <memory>

#include "ui/panels/plot_layer.h"
#include "ui/view_models/phase_diagram_view.h"

namespace featurescope::ui {

/// A sweep with one axis: the statistic as a line with a disc at every value, the band of 10 to 90 % of the
/// seeds, every seed as a dot, theory dotted.
class PhaseCurveLayer : public PlotLayer {
  public:
    explicit PhaseCurveLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid, kPlotBleed) {}
    void show(std::shared_ptr<const PhaseDiagramView> shown) { shown_ = std::move(shown); }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    void drawBand(QPainter& painter, const PlotMapping& map) const;
    void drawSeeds(QPainter& painter, const PlotMapping& map) const;
    void drawStatistic(QPainter& painter, const PlotMapping& map) const;
    void drawTheory(QPainter& painter, const PlotMapping& map) const;

    std::shared_ptr<const PhaseDiagramView> shown_;
};

/// Whether seeds are numbers of the kind that the curve shows, so that they are drawn beside it.
bool drawsSeeds(const PhaseDiagramView& view);

/// Whether the curve has a band of seeds.
bool drawsBand(const PhaseDiagramView& view);

}  // namespace featurescope::ui
