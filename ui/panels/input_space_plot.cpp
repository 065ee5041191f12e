#include "ui/panels/input_space_plot.h"

#include <algorithm>
#include <iterator>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/cluster_inset_layer.h"
#include "ui/panels/field_layer.h"
#include "ui/panels/input_space_texts.h"
#include "ui/panels/lines_layer.h"
#include "ui/panels/plot_view.h"
#include "ui/panels/points_layer.h"
#include "ui/view_models/input_space_view.h"
#include "ui/view_models/nice_scale.h"

namespace featurescope::ui {
namespace {

QPen patternedPen(const QColor& color, double width, const QVector<qreal>& pattern) {
    QPen pen(color, width);
    pen.setDashPattern(pattern);
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

}  // namespace

QPen bandPen(const Look& look, std::size_t level) {
    // Short dashes where f < 0 is likely, long ones where f > 0 is.
    return patternedPen(look.palette.boundary, 1.2 * look.strokeScale,
                        level == 0 ? QVector<qreal>{2, 3} : QVector<qreal>{7, 4});
}

QColor bandShade(const Palette& palette) {
    QColor shade = palette.text;
    shade.setAlphaF(0.22F);
    return shade;
}

QPen idealPen(const Look& look) {
    return patternedPen(look.palette.noiseLine, 1.8 * look.strokeScale, {7, 4});
}

QPen baselinePen(const Look& look, std::size_t index) {
    const QVector<qreal> patterns[] = {{2, 2}, {5, 2}, {8, 2, 2, 2}, {8, 2, 2, 2, 2, 2}, {12, 3}};
    return patternedPen(look.palette.curveTest, 2 * look.strokeScale, patterns[index % std::size(patterns)]);
}

InputSpacePlot::InputSpacePlot(PlotView& plot)
    : plot_(plot),
      field_(new FieldLayer(plot)),
      points_(new PointsLayer(plot)),
      boundary_(new BoundaryLayer(plot)),
      lines_(new LinesLayer(plot)),
      means_(new MeansLayer(plot)),
      inset_(new ClusterInsetLayer(plot)),
      picked_(new PickedSamplesLayer(plot)) {
    plot.setGridVisible(false);
    plot.setIsPlane();
}

const std::vector<MarkedPoint>& InputSpacePlot::points() const { return points_->points(); }

void InputSpacePlot::setLook(const Look& look) {
    plot_.setLook(look);
    points_->resetMarkers();
    if (!snapshot_) return;
    showField();
    showLines();
}

void InputSpacePlot::showField() {
    field_->setField(snapshot_->field, magnitude_.value_or(typicalMagnitude(snapshot_->field)));
    const bool hasBand = options_.band && snapshot_->positiveShare.width > 0;
    const Look& look = plot_.look();
    // A screen blurs the steps of a coarse image; paper and what reads a PDF or SVG show each of them.
    constexpr int kOnPaper = 8;
    const int fineness = look.print.isFigure ? kOnPaper : 1;
    field_->setBand(hasBand ? shadedBand(snapshot_->positiveShare, bandShade(look.palette), fineness)
                            : QImage());
}

void InputSpacePlot::setMagnitude(std::optional<float> magnitude) {
    if (magnitude == magnitude_) return;
    magnitude_ = magnitude;
    if (snapshot_) showField();
}

void InputSpacePlot::show(std::shared_ptr<const Snapshot> snapshot, const Selection& selection,
                          const InputSpaceOptions& options, const BaselineReport* baselines) {
    snapshot_ = std::move(snapshot);
    options_ = options;
    const bool ours = baselines && options.baselines && baselines->runId == snapshot_->runId;
    baselines_ = ours ? baselines->results : std::vector<BaselineResult>();
    if (snapshot_->scene != scene_) showScene();
    showField();
    showSelection(selection);
    showLines();
    plot_.refresh();
}

void InputSpacePlot::setArea(const PlaneRectangle& area) {
    area_ = area;
    fitAxes();
    if (snapshot_) showLines();
}

void InputSpacePlot::showScene() {
    scene_ = snapshot_->scene;
    points_->setPoints(scene_ ? projectionPoints(*scene_).points : std::vector<MarkedPoint>());
    means_->setSpread(clusterSpread(points_->points()));
    inset_->setPoints(points_->points());
    means_->setMeans(scene_ ? directionMarks(*scene_) : std::vector<PlanePoint>());
}

void InputSpacePlot::showSelection(const Selection& selection) {
    std::vector<MarkedPoint> picked;
    for (const std::int32_t sample : selection.samples) {
        const bool known =
            scene_ && sample >= 0 && static_cast<std::size_t>(sample) < scene_->samples.x.size();
        if (known) picked.push_back(markedPoint(*scene_, sample));
    }
    picked_->setPoints(std::move(picked));
    points_->setActivity(selection.neurons.empty() ? nullptr : snapshot_->activity);
}

void InputSpacePlot::showLines() {
    // A picture made for a wider plot reaches beyond this one.
    boundary_->setLines(cutTo(area_, snapshot_->boundary));
    const Look& look = plot_.look();
    std::vector<StyledLines> lines;
    if (scene_ && options_.ideal && hasIdealRule(*scene_))
        lines.push_back({idealBoundary(scene_->directionsOnPlane, area_), idealPen(look), QString()});
    if (options_.band) {
        const auto band = bandLines(snapshot_->positiveShare);
        for (std::size_t level = 0; level < band.size(); ++level)
            lines.push_back({cutTo(area_, band[level]), bandPen(look, level), QString()});
    }
    // Baselines are computed on the plane of the directions only.
    if (scene_ && scene_->plane.kind == PlaneKind::means) {
        for (std::size_t i = 0; i < baselines_.size(); ++i) {
            const std::string_view label = baselines_[i].label;
            lines.push_back({cutTo(area_, baselines_[i].boundary), baselinePen(look, i),
                             QString::fromUtf8(label.data(), static_cast<qsizetype>(label.size()))});
        }
    }
    lines_->setLines(std::move(lines));
}

void InputSpacePlot::fitAxes() {
    if (!scene_) return;
    // One interval for both axes, so that the eye sees the equal units.
    const double shorter = std::min(area_.right - area_.left, area_.top - area_.bottom);
    const double interval = niceInterval(shorter, 7);
    const auto label = [interval](double value) { return tickLabel(value, interval); };
    const AxisTitles titles = axisTitlesOf(scene_->plane, scene_->directions);
    plot_.setXAxis({area_.left, area_.right, interval, titles.horizontal, label});
    plot_.setYAxis({area_.bottom, area_.top, interval, titles.vertical, label});
}

}  // namespace featurescope::ui
