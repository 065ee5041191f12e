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

/// How a line is broken: lengths that are drawn and left out in turn, in widths of the line; empty for a
/// solid one.
struct LineDash {
    QVector<qreal> pattern;
    static const LineDash solid, dashed, dotted, sparse, wideDashed;
    bool operator==(const LineDash&) const = default;
};
inline const LineDash LineDash::solid{};
inline const LineDash LineDash::dashed{{4, 3}};
inline const LineDash LineDash::dotted{{1.5, 2.5}};
inline const LineDash LineDash::sparse{{1.5, 5}};
inline const LineDash LineDash::wideDashed{{10, 3}};

/// The dash of the `run`-th run that is kept for comparison.
LineDash pinnedRunDash(std::size_t run);

struct CurveStyle {
    QColor color;
    double width = 1.5;
    CurveMark mark = CurveMark::none;
    LineDash dash = {};
};

/// A curve over steps and how it looks.
struct DrawnCurve {
    const CurveData* data = nullptr;  ///< must outlive the layer or the next setLines
    CurveStyle style;
    std::int64_t samples = 0;  ///< of a share: a band of one standard error is drawn around it; 0 for none
};

/// A line at one value over all steps.
struct ReferenceLine {
    double value = 0;
    QColor color;
    LineDash dash = LineDash::dashed;
};

/// Draws the mark of a curve centred at the origin.
void drawCurveMark(QPainter& painter, const CurveStyle& style, const QColor& outline);

/// How long a line must be that its dash can be told from others, at stroke scale 1.
double glyphWidthOf(const CurveStyle& style);

/// A pen for reference lines.
QPen penFor(const QColor& color, double width, const LineDash& dash);

/// The parts of a line of many short segments that are drawn when it is broken. A pen's own dashes start
/// again with every segment, and dashes of a long wide line are slow.
QVector<QLineF> brokenLine(const QVector<QLineF>& segments, const LineDash& dash, double width);

/// Draws curves over steps, decimated to the pixels there are.
class CurvesLayer : public PlotLayer {
  public:
    explicit CurvesLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid, kPlotBleed) {}
    void setLines(std::vector<DrawnCurve> curves, std::vector<ReferenceLine> references);
    void setAxis(const StepAxis& axis) { axis_ = axis; }
    /// Places of upright grid lines, for ticks that Qt Charts has none at.
    void setGrid(std::vector<double> places) { grid_ = std::move(places); }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    void drawCurve(QPainter& painter, const PlotMapping& map, std::size_t index) const;
    void drawBand(QPainter& painter, const PlotMapping& map, const DrawnCurve& curve) const;

    StepAxis axis_;
    std::vector<DrawnCurve> curves_;
    std::vector<ReferenceLine> references_;
    std::vector<double> grid_;
};

}  // namespace featurescope::ui
