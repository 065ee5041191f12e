#include "ui/panels/target_panel.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/plot_pointer.h"
#include "ui/panels/scatter_layer.h"
#include "ui/view_models/nice_scale.h"
#include "ui/view_models/target_view.h"

namespace featurescope::ui {

TargetPanel::TargetPanel(QWidget* parent)
    : MomentPanel(QStringLiteral("target"), tr("Target plot"), SnapshotPart::target, parent),
      points_(new ScatterLayer(plot())) {
    addLayer(points_);
}

QString TargetPanel::drawContent(const PanelContent& content) {
    const Snapshot& snapshot = *content.snapshot;
    points_->show(snapshot.target);
    if (!snapshot.scene) return tr("Nothing has been computed yet.");
    if (!traitsOf(snapshot.spec.data).hasRealTargets && !snapshot.target)
        return tr("These data have labels and no target function. Data of kind single-index have one.");
    if (!snapshot.target) return tr("The outputs have not been computed yet.");
    showAxes(*snapshot.target);
    fillLegend(*snapshot.target);
    return {};
}

void TargetPanel::showAxes(const TargetValues& target) {
    const TargetRange range = rangeOf(target);
    const double across = niceInterval(range.right - range.left, 8);
    const ReferenceDirection direction = content().snapshot->scene->directions.empty()
                                             ? ReferenceDirection{}
                                             : content().snapshot->scene->directions.front();
    plot().setXAxis({range.left, range.right, across,
                     tr("⟨%1, x⟩").arg(QString::fromStdString(direction.label)),
                     [across](double value) { return tickLabel(value, across); }});
    const double up = niceInterval(range.top - range.bottom, 6);
    plot().setYAxis(
        {range.bottom, range.top, up, tr("f(x)"), [up](double value) { return tickLabel(value, up); }});
}

void TargetPanel::fillLegend(const TargetValues& target) {
    const Palette& palette = look().palette;
    std::vector<LegendEntry> entries{{tr("target"), lineGlyph(palette.noiseLine, stroke::kThickCurve), 14,
                                      tr("The value that a sample would have without noise.")}};
    if (!target.test.along.empty()) {
        entries.push_back({tr("test"),
                           [color = palette.curveTest](QPainter& painter) {
                               painter.setPen(Qt::NoPen);
                               painter.setBrush(color);
                               painter.drawEllipse(QPointF(), 3, 3);
                           },
                           8, tr("Output on a new sample.")});
    }
    entries.push_back({tr("training"),
                       [color = palette.curveTrain](QPainter& painter) {
                           painter.setPen(QPen(color, 1.2));
                           painter.setBrush(Qt::NoBrush);
                           painter.drawEllipse(QPointF(), 3.5, 3.5);
                       },
                       9, tr("Output on a sample that the network is trained on.")});
    showLegend(std::move(entries));
}

QString TargetPanel::hoveredAt(const QPointF& value) const {
    const PlotMapping map = plot().mapping();
    const QPointF pixel = map.at(value.x(), value.y());
    const auto found = nearestOutput(*content().snapshot->target, [&](double along, double output) {
        const QPointF away = map.at(along, output) - pixel;
        return std::hypot(away.x(), away.y());
    });
    constexpr double kNear = 9;  // pixels
    if (!found || found->distance > kNear) return {};
    return (found->isTest ? tr("test sample %1\nf(x) = %2, target %3")
                          : tr("training sample %1\nf(x) = %2, target without noise %3"))
        .arg(countLabel(found->sample), numberLabel(found->output), numberLabel(found->target));
}

QString TargetPanel::summary() const {
    if (!content().snapshot) return {};
    if (!lack().isEmpty()) return lack();
    const TargetValues& target = *content().snapshot->target;
    const auto text = [](const QString& of, double deviation) {
        return tr("%1 the output is off the target by %2 (root mean square).")
            .arg(of, numberLabel(deviation));
    };
    QString summary = tr("Step %1.").arg(countLabel(target.step));
    if (!target.test.along.empty())
        summary += QLatin1Char(' ') + text(tr("On test samples"), deviationOf(target, target.test));
    return summary + QLatin1Char(' ') + text(tr("On training samples"), deviationOf(target, target.train));
}

}  // namespace featurescope::ui
