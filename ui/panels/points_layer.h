#pragma once

#include <QImage>
#include <array>

#include "ui/panels/plot_layer.h"
#include "ui/view_models/projection_view.h"

namespace featurescope::ui {

/// Draws one marker centred at the origin: circles for clean label +1, diamonds for -1, corrupted ones as
/// rings.
void drawMarker(QPainter& painter, const Marker& marker, const Palette& palette, double size);

/// Draws the samples with pre-rendered markers (thousands in a few milliseconds).
class PointsLayer : public PlotLayer {
  public:
    explicit PointsLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid) {}
    void setPoints(std::vector<MarkedPoint> points) { points_ = std::move(points); }
    /// Forgets the rendered markers, after the colours have changed.
    void resetMarkers() { spriteRatio_ = 0; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    void renderSprites(double ratio);

    std::vector<MarkedPoint> points_;
    std::array<QImage, 8> sprites_;  // cluster * 2 + corrupted
    double spriteRatio_ = 0;         // device pixels per pixel the sprites were made for
};

/// Draws the centre of a cluster at the origin.
void drawMeanMark(QPainter& painter, const Palette& palette);

/// Marks the cluster means.
class MeansLayer : public PlotLayer {
  public:
    explicit MeansLayer(PlotView& view) : PlotLayer(view, layer_order::kTop + 0.1) {}
    void setMeans(std::vector<PlanePoint> means) { means_ = std::move(means); }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    std::vector<PlanePoint> means_;
};

}  // namespace featurescope::ui
