#pragma once

#include <QString>
#include <QtCharts/QChartView>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

#include "ui/look/look.h"

class QValueAxis;

namespace featurescope::ui {

class AxisTexts;
class PlotLayer;

/// Pixels by which marks on the edge of a plot may stick out of it.
inline constexpr int kPlotBleed = 5;

/// One axis of a plot: its range, ticks at multiples of `interval`, and how a tick is written.
struct PlotAxis {
    double low = 0, high = 1;
    double interval = 0.2;
    QString title;
    std::function<QString(double)> label;  ///< no labels when empty
    std::vector<double> places{};          ///< of the ticks; multiples of `interval` when empty

    /// Positions of the ticks inside [low, high].
    std::vector<double> ticks() const;
    /// What is written at the ticks; empty without labels.
    std::vector<QString> tickTexts() const;
};

/// Maps values to chart coordinates (pixels of the view).
struct PlotMapping {
    QRectF plot;
    double xLow = 0, xHigh = 1, yLow = 0, yHigh = 1;

    double x(double value) const { return plot.left() + (value - xLow) / (xHigh - xLow) * plot.width(); }
    double y(double value) const { return plot.bottom() - (value - yLow) / (yHigh - yLow) * plot.height(); }
    QPointF at(double xValue, double yValue) const { return {x(xValue), y(yValue)}; }
    /// The values at a pixel, inverse of x() and y().
    double xAt(double pixel) const { return xLow + (pixel - plot.left()) / plot.width() * (xHigh - xLow); }
    double yAt(double pixel) const { return yLow + (plot.bottom() - pixel) / plot.height() * (yHigh - yLow); }
};

/// Whether a point can be drawn there; a rectangle of Qt claims to contain what is not a number.
inline bool isInside(const QRectF& area, const QPointF& point) {
    return std::isfinite(point.x()) && std::isfinite(point.y()) && area.contains(point);
}

/// A chart view that shows grid and axes of Qt Charts under layers of our own. The plot rectangle is fixed by
/// the texts around it, so nothing moves while data change.
class PlotView : public QChartView {
    Q_OBJECT

  public:
    explicit PlotView(QWidget* parent = nullptr);
    ~PlotView() override;

    void setLook(const Look& look);
    const Look& look() const { return look_; }
    /// Changes an axis; cheap when nothing differs.
    void setXAxis(const PlotAxis& axis);
    void setYAxis(const PlotAxis& axis);
    const PlotAxis& xAxis() const { return x_; }
    const PlotAxis& yAxis() const { return y_; }
    void setGridVisible(bool visible);
    /// The lines that stand on the horizontal axis.
    void setXGridVisible(bool visible);
    /// Room to the right of the plot for labels of layers.
    void setRightMargin(double pixels);
    double rightMargin() const { return rightMargin_; }
    /// Shows or hides the axis lines of a plot that has none, such as a table.
    void setAxesVisible(bool visible);

    /// Both axes have the same unit; such a plot is square where the look asks for it.
    void setIsPlane() { isPlane_ = true; }

    QRectF plotRect() const { return plotRect_; }
    /// The plot with all that is drawn anew in every frame: marks on its edge and labels to its right.
    QRectF liveRect() const;
    PlotMapping mapping() const;
    /// Repaints liveRect(); all panels that ask within one tick are painted together.
    void refresh();
    /// Milliseconds that painting took at most since the last call.
    double takePaintTime() { return std::exchange(paintTime_, 0.0); }

  Q_SIGNALS:
    /// The plot rectangle has another size.
    void plotRectChanged();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    /// Qt Charts 6.4.2 dereferences a null item when no chart item lies under the cursor (QTBUG-118669).
    void mousePressEvent(QMouseEvent* event) override;

  private:
    friend class PlotLayer;
    void layoutPlot();
    void applyAxis(QValueAxis& target, const PlotAxis& axis) const;

    Look look_;
    PlotAxis x_, y_;
    QValueAxis* xValues_;  // owned by the chart
    QValueAxis* yValues_;
    AxisTexts* texts_;
    std::vector<PlotLayer*> layers_;  // owned by the chart
    QRectF plotRect_;
    double rightMargin_ = 14;
    bool isPlane_ = false;
    double paintTime_ = 0;
};

}  // namespace featurescope::ui
