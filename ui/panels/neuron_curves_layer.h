#pragma once

#include <QImage>
#include <functional>
#include <vector>

#include "ui/panels/plot_layer.h"
#include "ui/view_models/neuron_curves_view.h"

namespace featurescope::ui {

/// Draws one thin line per neuron, coloured by the sign of a_j, and thick lines with a mark for selected
/// ones. On screen the thin lines are kept as a picture until they change.
class NeuronCurvesLayer : public PlotLayer {
  public:
    explicit NeuronCurvesLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid) {}
    /// `curves` must outlive the layer or the next call; `selected` is increasing.
    void setCurves(const NeuronCurves& curves, const StepAxis& axis, std::vector<std::int32_t> selected);
    /// Draws the thin lines anew, after the look has changed.
    void forgetPicture() { pictureOf_ = {}; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    /// What the kept picture depends on.
    struct Key {
        std::size_t version = 0;
        QRectF plot;
        double yLow = 0, yHigh = 0, ratio = 0;
        bool dimmed = false;
        bool operator==(const Key&) const = default;
    };
    void drawThin(QPainter& painter, const PlotMapping& map) const;
    void drawSelected(QPainter& painter, const PlotMapping& map, const NeuronCurve& curve) const;

    const NeuronCurves* curves_ = nullptr;
    StepAxis axis_;
    std::vector<std::int32_t> selected_;
    std::size_t version_ = 0;
    QImage picture_;
    Key pictureOf_;
};

}  // namespace featurescope::ui
