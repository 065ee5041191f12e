#pragma once

#include <QImage>

#include "ui/panels/plot_layer.h"
#include "ui/view_models/ridge_view.h"
#include "ui/view_models/step_axis.h"

namespace featurescope::ui {

/// Places of a cosine on the vertical axis: signed cosines lie in two strips, that of a_j > 0 above that of
/// a_j < 0; |cos| of all neurons fills the one there is.
struct RidgeStrips {
    static constexpr double kOffset = 1.25;  ///< of the middle of a strip from 0

    bool joined = true;

    double low() const { return joined ? 0 : -kOffset - 1; }
    double high() const { return joined ? 1 : kOffset + 1; }
    double place(double cosine, bool positive) const {
        return joined ? cosine : cosine + (positive ? kOffset : -kOffset);
    }
    bool isPositive(double place) const { return joined || place >= 0; }
    double cosine(double place) const { return joined ? place : place - (place >= 0 ? kOffset : -kOffset); }
};

/// Draws histograms over time as strips whose colour says how dense the neurons are; for |cos| the median and
/// the middle 80 % of the neurons as lines.
class RidgeLayer : public PlotLayer {
  public:
    explicit RidgeLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid - 0.2) {}
    /// `view` must outlive the layer and is read at once.
    void show(const RidgeView& shown, const StepAxis& axis, double lastStep);
    /// Of the neurons that are picked out, drawn over the strips.
    void setLines(const std::vector<RidgeLine>& lines, const StepAxis& axis);

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    QImage image(const std::vector<float>& shares, const QColor& color) const;
    void drawQuantiles(QPainter& painter, const PlotMapping& map) const;
    void drawLines(QPainter& painter, const PlotMapping& map) const;

    RidgeStrips strips_;
    RidgePicture picture_;
    double end_ = 1;  // of the axis
    // Of |cos|, at the places of the recorded steps: 10 %, 50 %, 90 % of the neurons lie below.
    std::array<std::vector<QPointF>, 3> quantiles_;
    std::vector<std::vector<QPointF>> lines_;
};

}  // namespace featurescope::ui
