#pragma once

#include <QImage>
#include <array>
#include <memory>
#include <optional>

#include "ui/panels/plot_layer.h"
#include "ui/view_models/projection_view.h"

namespace featurescope::ui {

/// Draws one marker centred at the origin: circles for clean label +1, diamonds for -1, corrupted ones as
/// rings. Faint markers are smaller and let the ground through.
void drawMarker(QPainter& painter, const Marker& marker, const Palette& palette, double size,
                bool faint = false);

/// Draws the samples with pre-rendered markers (thousands in a few milliseconds).
class PointsLayer : public PlotLayer {
  public:
    explicit PointsLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid) {}
    void setPoints(std::vector<MarkedPoint> points) { points_ = std::move(points); }
    const std::vector<MarkedPoint>& points() const { return points_; }
    /// Samples the picked neurons are active on stand out, the others become faint; null to treat all alike.
    void setActivity(std::shared_ptr<const SelectionActivity> activity) { activity_ = std::move(activity); }
    /// Forgets the rendered markers, after the colours have changed.
    void resetMarkers() { spriteRatio_ = 0; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    /// Of a marker; smaller where many samples share little room, if the look asks for that.
    double markerSize(const PlotMapping& map) const;
    double markerOpacity(const PlotMapping& map) const;
    void renderSprites(double ratio);
    void drawPass(QPainter& painter, const PlotMapping& map, bool faint) const;
    bool isFaint(std::int32_t sample) const;

    std::vector<MarkedPoint> points_;
    std::shared_ptr<const SelectionActivity> activity_;
    std::array<QImage, 16> sprites_;  // cluster * 4 + corrupted * 2 + faint
    double spriteRatio_ = 0;          // device pixels per pixel the sprites were made for
    double room_ = 0;                 // pixels a sprite is wide and high
    double size_ = 0;                 // pixels a marker is wide
};

/// Rings around the samples that are picked out; they are drawn even when thinning left them out.
class PickedSamplesLayer : public PlotLayer {
  public:
    explicit PickedSamplesLayer(PlotView& view) : PlotLayer(view, layer_order::kTop + 0.2) {}
    void setPoints(std::vector<MarkedPoint> points) { points_ = std::move(points); }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    std::vector<MarkedPoint> points_;
};

/// Draws the centre of a cluster at the origin.
void drawMeanMark(QPainter& painter, const Palette& palette);

/// Marks the directions of the data, where they are means the centres of clusters.
class MeansLayer : public PlotLayer {
  public:
    explicit MeansLayer(PlotView& view) : PlotLayer(view, layer_order::kTop + 0.1) {}
    void setMeans(std::vector<PlanePoint> means) { means_ = std::move(means); }
    /// How far the samples around them spread: what a cross would hide gets corners instead.
    void setSpread(std::optional<ClusterSpread> spread) { spread_ = spread; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    std::vector<PlanePoint> means_;
    std::optional<ClusterSpread> spread_;
};

/// Below this radius on screen (pixels at stroke scale 1) a cluster would be hidden by the cross on its
/// centre.
inline constexpr double kSmallCluster = 8;
/// Whether clusters of this spread are too small to be seen in a plot.
bool isSmallCluster(const std::optional<ClusterSpread>& spread, const PlotMapping& map, double strokeScale);
double pixelsPerUnit(const PlotMapping& map);

}  // namespace featurescope::ui
