#pragma once

#include <QString>
#include <vector>

#include "ui/panels/curves_layer.h"
#include "ui/panels/plot_layer.h"
#include "ui/view_models/label_spread.h"

namespace featurescope::ui {

/// The name of a line, written to the right of the plot at the height where the line ends.
struct EndLabel {
    QString text;
    double value = 0;       ///< NaN: not shown
    CurveStyle style;       ///< drawn before the text
    int priority = 0;       ///< when there is no room for all, those with the largest number are left out
    QString meaning{};      ///< one sentence, for whoever points at it
    bool isHidden = false;  ///< the line is not drawn just now; its name stays to bring it back
};

/// Writes the names of lines into the right margin of a plot, moved apart so that none covers another.
class EndLabelsLayer : public PlotLayer {
  public:
    explicit EndLabelsLayer(PlotView& view) : PlotLayer(view, layer_order::kTop, kPlotBleed) {}
    void setLabels(std::vector<EndLabel> labels);
    /// Pixels that those labels need to the right of the plot for which there is height.
    double neededMargin() const;
    /// Whether there is height for most of them; else it is easier to read them all in one place.
    bool mostFit() const;
    /// Those that have no place in the margin, in their order; all when the margin is too narrow.
    std::vector<EndLabel> leftOut() const;
    /// The name at a pixel of the view; null without.
    const EndLabel* labelAt(const QPointF& pixel) const;
    QRectF boundingRect() const override { return view().liveRect(); }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    double glyphWidth() const;
    std::vector<SpreadLabel> placed(const PlotMapping& map) const;

    std::vector<EndLabel> labels_;
};

}  // namespace featurescope::ui
