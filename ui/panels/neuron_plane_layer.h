#pragma once

#include <QImage>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/run/theory_overlay.h"
#include "ui/panels/plot_layer.h"
#include "ui/view_models/neuron_plane_view.h"

namespace featurescope::ui {

/// How a neuron is drawn in the plane of the means.
enum class NeuronMarkKind { normal, faded, hollow };

/// Draws a neuron at the origin: a triangle that points up for a > 0 and down for a < 0, a disc for a = 0.
void drawNeuronMark(QPainter& painter, int sign, NeuronMarkKind kind, const Palette& palette, double size);

/// What lies behind the neurons and changes seldom: ghosts of the start, trails, band and flow field.
struct PlaneBackdrop {
    std::vector<PlaneNeuronMark> start;
    std::vector<NeuronTrail> trails;
    std::vector<PlaneArrow> arrows;
    std::optional<double> band;
};

/// Draws the backdrop of the neuron plane; on screen it is kept as a picture until something changes.
class PlaneBackdropLayer : public PlotLayer {
  public:
    explicit PlaneBackdropLayer(PlotView& view) : PlotLayer(view, layer_order::kUnderGrid) {}
    void setBackdrop(PlaneBackdrop backdrop);
    /// Draws anew, after the look has changed.
    void forgetPicture() { pictureRatio_ = 0; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    void drawAll(QPainter& painter, const PlotMapping& map) const;
    void drawBand(QPainter& painter, const PlotMapping& map) const;
    void nameBands(QPainter& painter, const PlotMapping& map, const QRectF& lying,
                   const QRectF& standing) const;
    void drawArrows(QPainter& painter, const PlotMapping& map) const;

    PlaneBackdrop backdrop_;
    QImage picture_;
    double pictureRatio_ = 0;  // 0: there is none
    PlotMapping pictureMap_;
};

/// Neurons of one moment, with those of another run and selected ones.
struct PlaneForeground {
    std::vector<PlaneNeuronMark> neurons, pinned;
    std::vector<bool> faded;             ///< per neuron of the network; empty: none
    std::vector<std::int32_t> selected;  ///< increasing
    std::vector<NeuronTrail> trails;     ///< of the selected ones
    std::vector<PredictedPath> paths;    ///< of the selected ones
};

/// Draws the neurons with pre-rendered marks, and the selected ones with their trails and predicted paths.
class PlaneNeuronsLayer : public PlotLayer {
  public:
    explicit PlaneNeuronsLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid, kPlotBleed) {}
    void setForeground(PlaneForeground foreground) { shown_ = std::move(foreground); }
    void forgetPicture() { spriteRatio_ = 0; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    void drawMark(QPainter& painter, const QPointF& at, int sign, NeuronMarkKind kind);
    void drawSelected(QPainter& painter, const PlotMapping& map);
    void renderSprites(double ratio);

    PlaneForeground shown_;
    std::array<QImage, 9> sprites_;  // kind * 3 + sign + 1
    double spriteRatio_ = 0;
};

}  // namespace featurescope::ui
