#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "ui/panels/plot_layer.h"
#include "ui/view_models/phase_diagram_view.h"

namespace featurescope::ui {

/// What is drawn over the cells of a phase diagram: level lines with their numbers, thin ones of single
/// seeds, dotted ones of theory, and the moment shown on an axis of steps.
class PhaseLinesLayer : public PlotLayer {
  public:
    explicit PhaseLinesLayer(PlotView& view) : PlotLayer(view, layer_order::kTop) {}
    void show(std::shared_ptr<const PhaseDiagramView> shown) { shown_ = std::move(shown); }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    struct Label {
        QString text;
        QRectF place;
    };
    void drawStep(QPainter& painter, const PlotMapping& map) const;
    /// Room for a text on a line, away from those that are there; nothing where there is none.
    std::optional<QRectF> placeOn(const BoundaryLine& line, const QString& text,
                                  const PlotMapping& map) const;
    void addLabel(const std::vector<BoundaryLine>& lines, const QString& text, const PlotMapping& map);

    std::shared_ptr<const PhaseDiagramView> shown_;
    std::vector<Label> labels_;
};

/// A line of a light core in a dark casing, which stands out from every colour below it.
void drawCased(QPainter& painter, const std::vector<BoundaryLine>& lines, const PlotMapping& map,
               double width, bool isDotted);

}  // namespace featurescope::ui
