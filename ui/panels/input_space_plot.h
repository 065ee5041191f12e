#pragma once

#include <memory>
#include <optional>

#include "ui/panels/panel.h"
#include "ui/view_models/input_space_options.h"

namespace featurescope::ui {

class BoundaryLayer;
class ClusterInsetLayer;
class FieldLayer;
class LinesLayer;
class MeansLayer;
class PickedSamplesLayer;
class PointsLayer;
struct MarkedPoint;

/// One run seen on one plane: samples, field, boundary, means and lines of theory, all in one plot.
class InputSpacePlot {
  public:
    /// The layers become part of the plot, which must outlive this.
    explicit InputSpacePlot(PlotView& plot);

    PlotView& plot() { return plot_; }
    const PlotView& plot() const { return plot_; }
    void setLook(const Look& look);
    /// Draws a run; `baselines` may be null.
    void show(std::shared_ptr<const Snapshot> snapshot, const Selection& selection,
              const InputSpaceOptions& options, const BaselineReport* baselines);
    /// Colours the field as one with this typical |f|; nothing for its own.
    void setMagnitude(std::optional<float> magnitude);
    /// Shows this part of the plane.
    void setArea(const PlaneRectangle& area);
    const std::shared_ptr<const Snapshot>& snapshot() const { return snapshot_; }
    /// The samples as they are drawn.
    const std::vector<MarkedPoint>& points() const;

  private:
    void showScene();
    void showSelection(const Selection& selection);
    void showLines();
    void showField();
    void fitAxes();

    PlotView& plot_;
    FieldLayer* field_;  // layers are owned by the chart
    PointsLayer* points_;
    BoundaryLayer* boundary_;
    LinesLayer* lines_;
    MeansLayer* means_;
    ClusterInsetLayer* inset_;
    PickedSamplesLayer* picked_;
    std::shared_ptr<const Snapshot> snapshot_;
    std::shared_ptr<const RunScene> scene_;
    InputSpaceOptions options_;
    std::vector<BaselineResult> baselines_;
    PlaneRectangle area_;
    std::optional<float> magnitude_;
};

/// The colour laid over that part of the plane in which the sign is uncertain.
QColor bandShade(const Palette& palette);
/// Pens of the lines, for the legend too.
QPen bandPen(const Look& look, std::size_t level);
QPen idealPen(const Look& look);
QPen baselinePen(const Look& look, std::size_t index);

}  // namespace featurescope::ui
