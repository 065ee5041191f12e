#include "ui/panels/loss_panel.h"

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/plot_view.h"
#include "ui/view_models/nice_scale.h"
#include "ui/view_models/readouts_view.h"

namespace featurescope::ui {

LossPanel::LossPanel(QWidget* parent)
    : TimePanel(QStringLiteral("loss"), tr("Training loss"), parent),
      curves_({Observable::trainLoss}),
      pinned_({Observable::trainLoss}) {}

QString LossPanel::valueText(double value) const { return numberLabel(value); }

void LossPanel::drawContent(const PanelContent& content) {
    curves_.follow(*content.snapshot);
    pinned_.follow(content.pinned);
    law_.follow(*content.snapshot, stepAxis().lastStep());
    double largest = curves_.largest();
    std::vector<TimeCurve> curves;
    for (std::size_t run = 0; run < pinned_.runs(); ++run) {
        largest = std::max(largest, pinned_.run(run).largest());
        curves.push_back(
            {&pinned_.run(run).curve(0),
             tr("loss of %1").arg(content.pinned[run].name),
             {.color = look().palette.curveLoss, .width = stroke::kThinCurve, .dash = pinnedRunDash(run)},
             -1});
    }
    curves.push_back({&curves_.curve(0),
                      tr("loss"),
                      {.color = look().palette.curveLoss, .width = stroke::kThickCurve},
                      -1,
                      Observable::trainLoss});
    if (!law_.curve().empty()) {
        curves.push_back(
            {&law_.curve(),
             tr("law"),
             {.color = look().palette.noiseLine, .width = stroke::kThinCurve, .dash = LineDash::dashed},
             0,
             {},
             tr("log(1 + e^−q), q + e^q = 1 + α(1 + γ²)‖x‖²t/(2n): every sample has the margin q when the "
                "neurons are active on the samples of their own sign alone; measured runs keep to it within "
                "3 % from step 100 on")});
    }
    const double top = niceTop(largest, 4);
    const double interval = niceInterval(top, 4);
    plot().setYAxis(
        {0, top, interval, tr("loss"), [interval](double value) { return tickLabel(value, interval); }});
    setLines(std::move(curves), {});
    setLegendEntries(runEntries(look().palette.curveLoss));
}

QString LossPanel::summary() const {
    if (!content().snapshot) return {};
    const Snapshot& snapshot = *content().snapshot;
    return tr("Training loss %1 at step %2.")
        .arg(numberLabel(lastKnown(snapshot, Observable::trainLoss)), countLabel(snapshot.step));
}

}  // namespace featurescope::ui
