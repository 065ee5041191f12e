#include "ui/panels/curves_panel.h"

#include <QPainter>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/curves_layer.h"
#include "ui/panels/legend.h"
#include "ui/panels/plot_view.h"
#include "ui/view_models/nice_scale.h"
#include "ui/view_models/readouts_view.h"

namespace featurescope::ui {
namespace {

PlotAxis stepAxis(const QString& title, double lastStep) {
    // Steps are whole numbers, so are their ticks.
    const double interval = std::max(1.0, niceInterval(lastStep, 6));
    return {0, lastStep, interval, title, [interval](double value) { return tickLabel(value, interval); }};
}

std::vector<CurveStyle> errorStyles(const Palette& palette) {
    return {{palette.curveTrain, stroke::kThinCurve, CurveMark::none},
            {palette.curveClean, stroke::kThinCurve, CurveMark::disc},
            {palette.curveCorrupted, stroke::kThinCurve, CurveMark::square},
            {palette.curveTest, stroke::kThickCurve, CurveMark::triangle}};
}

LegendEntry curveEntry(const QString& text, const CurveStyle& style, const QColor& outline) {
    return {text,
            [=](QPainter& painter) {
                lineGlyph(style.color, style.width)(painter);
                if (style.mark != CurveMark::none) drawCurveMark(painter, style, outline);
            },
            14};
}

}  // namespace

ErrorsPanel::ErrorsPanel(QWidget* parent)
    : Panel(QStringLiteral("errors"), tr("Errors"), parent),
      curves_({Observable::trainError, Observable::trainErrorClean, Observable::trainErrorNoisy,
               Observable::testError}),
      layer_(new CurvesLayer(plot(), curves_)) {
    plot().setYAxis({0, 1, 0.25, QString(), [](double share) { return percentTickLabel(share); }});
    plot().setXAxis(stepAxis(tr("step"), 10));
}

void ErrorsPanel::showContent(const PanelContent& content) {
    const Snapshot& snapshot = *content.snapshot;
    curves_.follow(snapshot);
    plot().setXAxis(stepAxis(tr("step"), curves_.lastStep()));
    const auto* clusters = std::get_if<XorClusters>(&snapshot.spec.data);
    showNoise(clusters ? clusters->labelNoise : kUndefined);
    if (snapshot.state != RunState::running) {
        describe(tr("Training error %1, on clean samples %2, on corrupted samples %3, test error %4.")
                     .arg(percentLabel(lastKnown(snapshot, Observable::trainError)),
                          percentLabel(lastKnown(snapshot, Observable::trainErrorClean)),
                          percentLabel(lastKnown(snapshot, Observable::trainErrorNoisy)),
                          percentLabel(lastKnown(snapshot, Observable::testError))));
    }
    plot().refresh();
}

void ErrorsPanel::showNoise(double labelNoise) {
    if (labelNoise == labelNoise_ || (std::isnan(labelNoise) && std::isnan(labelNoise_))) return;
    labelNoise_ = labelNoise;
    setLook(look());
}

void ErrorsPanel::setLook(const Look& look) {
    Panel::setLook(look);
    const Palette& palette = look.palette;
    const std::vector<CurveStyle> styles = errorStyles(palette);
    std::vector<LegendEntry> entries = {curveEntry(tr("train"), styles[0], palette.card),
                                        curveEntry(tr("clean"), styles[1], palette.card),
                                        curveEntry(tr("corrupted"), styles[2], palette.card),
                                        curveEntry(tr("test"), styles[3], palette.card)};
    layer_->setReferences({});
    if (labelNoise_ >= 0) {
        layer_->setReferences({{labelNoise_, palette.noiseLine}});
        entries.push_back({tr("noise rate η"), dashGlyph(palette.noiseLine), 16});
    }
    layer_->setStyles(styles);
    legend().setEntries(std::move(entries));
    layoutCard();
}

LossPanel::LossPanel(QWidget* parent)
    : Panel(QStringLiteral("loss"), tr("Training loss"), parent),
      curves_({Observable::trainLoss}),
      layer_(new CurvesLayer(plot(), curves_)) {
    plot().setXAxis(stepAxis(tr("step"), 10));
}

void LossPanel::showContent(const PanelContent& content) {
    const Snapshot& snapshot = *content.snapshot;
    curves_.follow(snapshot);
    plot().setXAxis(stepAxis(tr("step"), curves_.lastStep()));
    const double top = niceTop(curves_.largest(), 4);
    const double interval = niceInterval(top, 4);
    plot().setYAxis(
        {0, top, interval, QString(), [interval](double value) { return tickLabel(value, interval); }});
    if (snapshot.state != RunState::running) {
        describe(
            tr("Training loss %1 at step %2.")
                .arg(numberLabel(lastKnown(snapshot, Observable::trainLoss)), countLabel(snapshot.step)));
    }
    plot().refresh();
}

void LossPanel::setLook(const Look& look) {
    Panel::setLook(look);
    layer_->setStyles({{look.palette.curveLoss, stroke::kThickCurve, CurveMark::none}});
}

}  // namespace featurescope::ui
