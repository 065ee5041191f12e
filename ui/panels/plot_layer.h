#pragma once

#include <QGraphicsItem>

#include "ui/panels/plot_view.h"

namespace featurescope::ui {

/// Order of drawing inside a plot; Qt Charts has its grid at 2, axes at 3 and series at 4.
namespace layer_order {
inline constexpr double kUnderGrid = 0.5;
inline constexpr double kOverGrid = 4.2;
inline constexpr double kTop = 4.6;
}  // namespace layer_order

/// Pixels of the device for one of the plot, whatever the painter reached it through: a figure is painted by
/// a widget, which knows only of its screen.
double pixelRatioOf(const QPainter& painter);

/// Something drawn inside the plot rectangle, clipped to it. The chart owns its layers.
class PlotLayer : public QGraphicsItem {
  public:
    /// `bleed`: pixels by which the layer may draw outside the plot rectangle, at most kPlotBleed.
    PlotLayer(PlotView& view, double order, int bleed = 0);

    QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) final;
    /// Called by the view when its plot rectangle has changed.
    void plotRectChanged() { prepareGeometryChange(); }

  protected:
    const PlotView& view() const { return view_; }
    const Palette& palette() const { return view_.look().palette; }
    /// Pixels of a line or marker that has this size in a plain look.
    double wide(double pixels) const { return pixels * view_.look().strokeScale; }
    /// Draws with antialiasing on; the painter works in chart coordinates.
    virtual void draw(QPainter& painter, const PlotMapping& map) = 0;

  private:
    PlotView& view_;
    int bleed_;
};

}  // namespace featurescope::ui
