#pragma once

#include <cstdint>
#include <vector>

#include "ui/panels/plot_layer.h"
#include "ui/view_models/pattern_view.h"

namespace featurescope::ui {

/// Draws lamps, a column for each neuron and a row for each sample, the first row at the top: lamp (row,
/// column) fills the square above (column, rows - 1 - row) of the axes.
class LampLayer : public PlotLayer {
  public:
    explicit LampLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid) {}
    /// @param neurons,samples  that are picked out
    void show(PatternView pattern, std::vector<std::int32_t> neurons, std::vector<std::int32_t> samples);
    const PatternView& shown() const { return pattern_; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    void drawLamps(QPainter& painter, const PlotMapping& map, std::size_t first, std::size_t end,
                   const QColor& color) const;
    void drawGaps(QPainter& painter, const PlotMapping& map) const;
    void drawPicked(QPainter& painter, const PlotMapping& map) const;

    PatternView pattern_;
    std::vector<std::int32_t> pickedNeurons_, pickedSamples_;
};

}  // namespace featurescope::ui
