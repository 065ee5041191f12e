#pragma once

#include <QGraphicsItem>

namespace featurescope::ui {

class PlotView;

/// Room in pixels that texts need around the plot rectangle.
struct AxisRoom {
    double left = 0, top = 0, bottom = 0;
};

/// Tick labels and axis titles. Ours rather than those of Qt Charts, which writes a hyphen for a minus sign
/// and cuts labels when it thinks that they are too long.
class AxisTexts : public QGraphicsItem {
  public:
    /// Becomes a child of the view's chart, which owns it.
    explicit AxisTexts(PlotView& view);

    AxisRoom room() const;
    void setRect(const QRectF& rect);
    QRectF boundingRect() const override { return rect_; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  private:
    void drawXAxis(QPainter& painter) const;
    void drawYAxis(QPainter& painter) const;

    PlotView& view_;
    QRectF rect_;
};

}  // namespace featurescope::ui
