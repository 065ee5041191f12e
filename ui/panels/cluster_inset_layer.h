#pragma once

#include "ui/panels/points_layer.h"

namespace featurescope::ui {

/// A window into a small cluster, in the emptiest corner of the plot: its samples, so many times larger.
class ClusterInsetLayer : public PlotLayer {
  public:
    explicit ClusterInsetLayer(PlotView& view) : PlotLayer(view, layer_order::kTop + 0.15) {}
    void setPoints(const std::vector<MarkedPoint>& points);

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    QRectF emptiestCorner(const PlotMapping& map, double side) const;
    void drawCluster(QPainter& painter, const PlotMapping& map, const QRectF& box, double zoom) const;
    void drawCaption(QPainter& painter, const QRectF& box, const QString& zoom) const;

    std::vector<MarkedPoint> points_;
    std::optional<ClusterSpread> spread_;
};

}  // namespace featurescope::ui
