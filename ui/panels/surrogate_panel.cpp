#include "ui/panels/surrogate_panel.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/surrogate_layer.h"
#include "ui/view_models/nice_scale.h"

namespace featurescope::ui {
namespace {

constexpr double kLowest = -1.5;

/// The value of a line drawn from point to point.
double valueAt(const std::vector<PlanePoint>& line, double x) {
    const auto after = std::ranges::lower_bound(line, x, {}, &PlanePoint::x);
    if (after == line.end()) return line.back().y;
    if (after == line.begin()) return after->y;
    const PlanePoint& before = *std::prev(after);
    return std::lerp(before.y, after->y, (x - before.x) / std::max(after->x - before.x, 1e-12));
}

}  // namespace

SurrogatePanel::SurrogatePanel(QWidget* parent)
    : MomentPanel(QStringLiteral("surrogate"), tr("Surrogate gradient"), SnapshotPart::preactivations,
                  parent),
      curves_(new SurrogateLayer(plot())) {
    addLayer(curves_);
    plot().setXAxis({-kPreactivationReach, kPreactivationReach, 0.5, {}, {}});
}

QString SurrogatePanel::drawContent(const PanelContent& content) {
    const Snapshot& snapshot = *content.snapshot;
    std::optional<SurrogateView> view = surrogateView(snapshot);
    if (!view) {
        curves_->show(std::nullopt, 1);
        return tr("Only neurons with the activation sign need a surrogate: choose network.activation sign.");
    }
    double steepest = 1;
    for (const PlanePoint& point : view->slope) steepest = std::max(steepest, point.y);
    const double top = std::max(1.5, niceTop(steepest, 5)), interval = niceInterval(top - kLowest, 6);
    curves_->show(std::move(view), 0.6 * top);
    plot().setXAxis({-kPreactivationReach, kPreactivationReach, 0.5, tr("pre-activation h = ⟨wⱼ, x⟩"),
                     [](double h) { return tickLabel(h, 0.5); }});
    plot().setYAxis(
        {kLowest, top, interval, QString(), [interval](double value) { return tickLabel(value, interval); }});
    fillLegend();
    return {};
}

void SurrogatePanel::fillLegend() {
    const Palette& palette = look().palette;
    const bool isFourier = content().snapshot->spec.network.surrogate == Surrogate::fourier;
    std::vector<LegendEntry> entries{
        {tr("h, histogram"),
         [color = palette.muted](QPainter& painter) { painter.fillRect(QRectF(-5, -5, 10, 10), color); }, 10,
         tr("How often each h occurs, over all neurons and training samples. Its heights have no scale.")},
        {tr("sign(h)"), lineGlyph(palette.text, stroke::kThinCurve), 14, tr("What the neuron gives.")},
        {isFourier ? tr("partial sum") : tr("h, cut off"), dashGlyph(palette.curveClean), 16,
         isFourier ? tr("(4/π) Σ sin((2i+1)ωh)/(2i+1) over the first terms: the function that the backward "
                        "pass differentiates.")
                   : tr("h between −1 and 1: the function that the backward pass differentiates.")},
        {tr("derivative used"), lineGlyph(palette.curveCorrupted, stroke::kThickCurve), 14,
         isFourier ? tr("(4ω/π) Σ cos((2i+1)ωh) where |h| ≤ 1, else 0.") : tr("1 where |h| ≤ 1, else 0.")}};
    showLegend(std::move(entries));
}

QString SurrogatePanel::hoveredAt(const QPointF& value) const {
    const SurrogateView& view = *curves_->shown();
    const double h = std::clamp(value.x(), -kPreactivationReach, kPreactivationReach);
    QString text = tr("h = %1\nderivative used: %2\nits integral: %3")
                       .arg(numberLabel(h, 2), numberLabel(valueAt(view.slope, h)),
                            numberLabel(valueAt(view.integral, h)));
    if (view.shares.empty()) return text;
    const double place = (h / kPreactivationReach + 1) / 2 * kPreactivationBins;
    const auto bin = static_cast<std::size_t>(std::clamp(place, 0.0, kPreactivationBins - 1.0));
    return text + QLatin1Char('\n') + tr("of all h near here: %1").arg(percentLabel(view.shares[bin]));
}

QString SurrogatePanel::summary() const {
    if (!content().snapshot) return {};
    if (!lack().isEmpty()) return lack();
    const SurrogateView& view = *curves_->shown();
    if (view.shares.empty()) return tr("Pre-activations have not been counted yet.");
    return tr("Step %1: the surrogate is not 0 at %2 of the pre-activations; %3 lie beyond the picture.")
        .arg(countLabel(content().snapshot->preactivations->step), percentLabel(view.felt),
             percentLabel(view.outside));
}

}  // namespace featurescope::ui
