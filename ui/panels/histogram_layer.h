#pragma once

#include "ui/panels/plot_layer.h"
#include "ui/view_models/alignment_view.h"

namespace featurescope::ui {

/// Draws neurons with a_j > 0 upwards and with a_j < 0 downwards (for |cos| all of them upwards) with the
/// lines of theory and the start of the run over them. The y axis ends at 1 and is a square-root scale of
/// counts.
class HistogramLayer : public PlotLayer {
  public:
    explicit HistogramLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid) {}
    void show(AlignmentView shown) { shown_ = std::move(shown); }
    const AlignmentView& shown() const { return shown_; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    using Counts = std::array<int, AlignmentHistogram::kBins>;

    QPolygonF outline(const AlignmentHistogram& bins, const Counts& counts, int direction,
                      const PlotMapping& map) const;
    QPolygonF line(const CountLine& counts, int direction, const PlotMapping& map) const;
    void drawBars(QPainter& painter, const QPolygonF& bars, const QColor& color) const;
    void drawSelected(QPainter& painter, const PlotMapping& map) const;
    void drawTheory(QPainter& painter, const PlotMapping& map) const;
    void drawMedian(QPainter& painter, const PlotMapping& map) const;

    AlignmentView shown_;
};

/// Strength of a predicted line beyond the time for which it was found accurate.
inline constexpr int kPaleAlpha = 90;

}  // namespace featurescope::ui
