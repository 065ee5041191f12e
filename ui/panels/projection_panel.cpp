#include "ui/panels/projection_panel.h"

#include <QPainter>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/field_layer.h"
#include "ui/panels/legend.h"
#include "ui/panels/plot_view.h"
#include "ui/panels/points_layer.h"
#include "ui/view_models/nice_scale.h"
#include "ui/view_models/projection_view.h"

namespace featurescope::ui {

ProjectionPanel::ProjectionPanel(QWidget* parent)
    : Panel(QStringLiteral("projection"), tr("Input space"), parent),
      field_(new FieldLayer(plot())),
      points_(new PointsLayer(plot())),
      boundary_(new BoundaryLayer(plot())),
      means_(new MeansLayer(plot())) {
    plot().setGridVisible(false);
    connect(&plot(), &PlotView::plotRectChanged, this, [this] { fitAxes(); });
}

void ProjectionPanel::showContent(const PanelContent& content) {
    const Snapshot& snapshot = *content.snapshot;
    if (snapshot.scene != scene_) showScene(snapshot.scene);
    field_->setField(snapshot.field);
    lastField_ = snapshot.field;
    boundary_->setLines(snapshot.boundary);
    plot().refresh();
}

void ProjectionPanel::setLook(const Look& look) {
    Panel::setLook(look);
    points_->resetMarkers();
    field_->setField(lastField_);
    fillLegend();
    layoutCard();
}

PanelNeeds ProjectionPanel::needs() const { return {.plane = PlaneChoice{}, .area = fieldArea()}; }

std::optional<PlaneRectangle> ProjectionPanel::fieldArea() const {
    if (!scene_) return std::nullopt;
    return visibleArea(scene_->radius, plot().plotRect().width(), plot().plotRect().height());
}

void ProjectionPanel::showScene(std::shared_ptr<const RunScene> scene) {
    scene_ = std::move(scene);
    if (!scene_) {
        points_->setPoints({});
        means_->setMeans({});
        return;
    }
    ProjectionPoints points = projectionPoints(*scene_);
    const QString counts = points.points.size() < points.total
                               ? tr("%1 of %2 training samples are drawn.")
                                     .arg(countLabel(static_cast<std::int64_t>(points.points.size())),
                                          countLabel(static_cast<std::int64_t>(points.total)))
                               : tr("All %1 training samples are drawn.")
                                     .arg(countLabel(static_cast<std::int64_t>(points.total)));
    describe(counts + QLatin1Char(' ') +
             tr("%1 of them have a corrupted label.")
                 .arg(countLabel(static_cast<std::int64_t>(points.corrupted))));
    setToolTip(summary());
    points_->setPoints(std::move(points.points));
    means_->setMeans(clusterMeans(*scene_));
    fitAxes();
    fillLegend();
    layoutCard();
}

void ProjectionPanel::fitAxes() {
    const std::optional<PlaneRectangle> area = fieldArea();
    if (!area) return;
    const bool means = scene_->plane.kind == PlaneKind::means;
    // One interval for both axes, so that the eye sees the equal units.
    const double interval = niceInterval(2 * scene_->radius, 7);
    const auto label = [interval](double value) { return tickLabel(value, interval); };
    plot().setXAxis(
        {area->left, area->right, interval, means ? tr("projection on μ₁") : tr("first coordinate"), label});
    plot().setYAxis(
        {area->bottom, area->top, interval, means ? tr("projection on μ₂") : tr("second coordinate"), label});
    Q_EMIT needsChanged();
}

void ProjectionPanel::fillLegend() {
    const Palette palette = look().palette;
    const auto marker = [palette](Marker which) {
        return [=](QPainter& painter) { drawMarker(painter, which, palette, 8); };
    };
    const bool clusters = !scene_ || !scene_->samples.clusters.empty();
    std::vector<LegendEntry> entries;
    if (clusters) {
        entries = {{tr("+μ₁"), marker({0, false})},
                   {tr("−μ₁"), marker({1, false})},
                   {tr("+μ₂"), marker({2, false})},
                   {tr("−μ₂"), marker({3, false})}};
    } else {
        entries = {{tr("label +1"), marker({0, false})}, {tr("label −1"), marker({2, false})}};
    }
    entries.push_back({tr("corrupted"), [palette](QPainter& painter) {
                           painter.setPen(QPen(palette.text, 1.6));
                           painter.drawEllipse(QPointF(), 4, 4);
                       }});
    if (!scene_ || !scene_->means.empty()) {
        entries.push_back({tr("mean"), [palette](QPainter& painter) { drawMeanMark(painter, palette); }});
    }
    entries.push_back({tr("f = 0"), lineGlyph(palette.boundary, stroke::kBoundary), 14});
    legend().setEntries(std::move(entries));
}

}  // namespace featurescope::ui
