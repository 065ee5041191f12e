#pragma once

#include <QLineF>
#include <QPen>
#include <QVector>
#include <vector>

#include "ui/panels/plot_layer.h"
#include "ui/view_models/curves_view.h"

namespace featurescope::ui {

/// Shape that tells curves apart without colour.
enum class CurveMark { none, disc, square, triangle, diamond };

/// How a line is broken.
enum class LineDash { solid, dashed, dotted };

struct CurveStyle {
    QColor color;
    double width = 1.5;
    CurveMark mark = CurveMark::none;
    LineDash dash = LineDash::solid;
};

/// A curve over steps and how it looks.
struct DrawnCurve {
    const CurveData* data = nullptr;  ///< must outlive the layer or the next setLines
    CurveStyle style;
};

/// A line at one value over all steps.
struct ReferenceLine {
    double value = 0;
    QColor color;
    LineDash dash = LineDash::dashed;
};

/// Draws the mark of a curve centred at the origin.
void drawCurveMark(QPainter& painter, const CurveStyle& style, const QColor& outline);

/// A pen for reference lines.
QPen penFor(const QColor& color, double width, LineDash dash);

/// The parts of a line of many short segments that are drawn when it is broken. A pen's own dashes start
/// again with every segment, and dashes of a long wide line are slow.
QVector<QLineF> brokenLine(const QVector<QLineF>& segments, LineDash dash);

/// Draws curves over steps, decimated to the pixels there are.
class CurvesLayer : public PlotLayer {
  public:
    explicit CurvesLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid, kPlotBleed) {}
    void setLines(std::vector<DrawnCurve> curves, std::vector<ReferenceLine> references);
    void setAxis(const StepAxis& axis) { axis_ = axis; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    void drawCurve(QPainter& painter, const PlotMapping& map, std::size_t index) const;

    StepAxis axis_;
    std::vector<DrawnCurve> curves_;
    std::vector<ReferenceLine> references_;
};

}  // namespace featurescope::ui
