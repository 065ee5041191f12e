#pragma once

#include <vector>

#include "ui/panels/plot_layer.h"
#include "ui/view_models/curves_view.h"

namespace featurescope::ui {

/// Shape that tells curves apart without colour.
enum class CurveMark { none, disc, square, triangle, diamond };

struct CurveStyle {
    QColor color;
    double width = 1.5;
    CurveMark mark = CurveMark::none;
};

/// A horizontal dashed line.
struct ReferenceLine {
    double value = 0;
    QColor color;
};

/// Draws the mark of a curve centred at the origin.
void drawCurveMark(QPainter& painter, const CurveStyle& style, const QColor& outline);

/// Draws curves over steps, decimated to the pixels there are.
class CurvesLayer : public PlotLayer {
  public:
    /// `curves` must outlive the layer.
    CurvesLayer(PlotView& view, const CurvesView& curves)
        : PlotLayer(view, layer_order::kOverGrid, kPlotBleed), curves_(curves) {}
    void setStyles(std::vector<CurveStyle> styles) { styles_ = std::move(styles); }
    void setReferences(std::vector<ReferenceLine> references) { references_ = std::move(references); }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    void drawCurve(QPainter& painter, const PlotMapping& map, std::size_t index) const;

    const CurvesView& curves_;
    std::vector<CurveStyle> styles_;
    std::vector<ReferenceLine> references_;
};

}  // namespace featurescope::ui
