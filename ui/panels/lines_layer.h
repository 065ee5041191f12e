#pragma once

#include <QPen>
#include <QString>
#include <vector>

#include "core/run/state_view.h"
#include "ui/panels/plot_layer.h"

namespace featurescope::ui {

/// Lines in a plane drawn with one pen.
struct StyledLines {
    std::vector<BoundaryLine> lines;
    QPen pen;
    QString label;  ///< written once, at the end of the first line; empty for none
};

/// Draws lines of theory and of other classifiers. They must lie inside the area shown.
class LinesLayer : public PlotLayer {
  public:
    explicit LinesLayer(PlotView& view) : PlotLayer(view, layer_order::kTop - 0.1) {}
    void setLines(std::vector<StyledLines> lines) { lines_ = std::move(lines); }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    std::vector<StyledLines> lines_;
};

}  // namespace featurescope::ui
