#include "ui/panels/features_panel.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/shares_layer.h"
#include "ui/view_models/nice_scale.h"

namespace featurescope::ui {

FeaturesPanel::FeaturesPanel(QWidget* parent)
    : MomentPanel(QStringLiteral("features"), tr("Shares of the features"), SnapshotPart::features, parent),
      bars_(new SharesLayer(plot())) {
    plot().setXGridVisible(false);
    addLayer(bars_);
}

QString FeaturesPanel::drawContent(const PanelContent& content) {
    bars_->show(featureShares(content));
    const Snapshot& snapshot = *content.snapshot;
    if (!snapshot.scene) return tr("Nothing has been computed yet.");
    const auto neurons = std::ssize(snapshot.neurons.outputWeight);
    const FeatureShares& shares = bars_->shown();
    if (neurons > kMostFeatures) {
        return tr("Shares are drawn for at most %1 neurons. This run has %2: make network.neurons smaller.")
            .arg(countLabel(kMostFeatures), countLabel(neurons));
    }
    double largest = 0;
    for (const auto* list : {&shares.now, &shares.limit}) {
        for (const double share : *list) {
            if (std::isfinite(share)) largest = std::max(largest, share);
        }
    }
    for (const auto& run : shares.runs) {
        for (const double share : run) {
            if (std::isfinite(share)) largest = std::max(largest, share);
        }
    }
    const double count = static_cast<double>(std::max<std::ptrdiff_t>(neurons, 1));
    const double interval = std::max(1.0, niceInterval(count, 10));
    plot().setXAxis({0.4, count + 0.6, interval, tr("feature: neuron j, counted from 1"),
                     [](double j) { return j >= 1 ? countLabel(std::llround(j)) : QString(); }});
    const double top = niceTop(largest, 4);
    plot().setYAxis(
        {0, top, niceInterval(top, 4), QString(), [](double share) { return percentTickLabel(share); }});
    fillLegend();
    return {};
}

void FeaturesPanel::fillLegend() {
    const Palette& palette = look().palette;
    const FeatureShares& shares = bars_->shown();
    std::vector<LegendEntry> entries{
        {tr("|aⱼ| / Σ|a|"),
         [color = palette.accent](QPainter& painter) { painter.fillRect(QRectF(-5, -5, 10, 10), color); }, 10,
         tr("How much of the output rests on each feature.")}};
    if (!shares.limit.empty()) {
        entries.push_back({tr("limit λ → ∞"), dashGlyph(palette.text), 16,
                           tr("First principal direction of the features over the training samples: the one "
                              "number from which all of them can be rebuilt best.")});
    }
    for (std::size_t run = 0; run < shares.runs.size(); ++run) {
        entries.push_back(
            {content().pinned[run].name,
             [pen = pinnedRunPen(run, palette.curveCorrupted, stroke::kThickCurve)](QPainter& painter) {
                 painter.setPen(pen);
                 painter.drawLine(QPointF(-8, 0), QPointF(8, 0));
             },
             16});
    }
    showLegend(std::move(entries));
}

QString FeaturesPanel::hoveredAt(const QPointF& value) const {
    const FeatureShares& shares = bars_->shown();
    const double place = std::round(value.x());
    if (!(place >= 1 && place <= static_cast<double>(shares.now.size()))) return {};
    const std::size_t j = static_cast<std::size_t>(place) - 1;
    const double weight = content().snapshot->neurons.outputWeight[j];
    QString text = tr("feature %1: a = %2, share %3")
                       .arg(countLabel(static_cast<std::int64_t>(place)), numberLabel(weight),
                            percentLabel(shares.now[j]));
    if (!shares.limit.empty())
        text += QLatin1Char('\n') + tr("limit λ → ∞: %1").arg(percentLabel(shares.limit[j]));
    return text;
}

QString FeaturesPanel::summary() const {
    if (!content().snapshot) return {};
    if (!lack().isEmpty()) return lack();
    const FeatureShares& shares = bars_->shown();
    const auto largest = std::ranges::max_element(shares.now);
    if (largest == shares.now.end() || !(*largest > 0)) return tr("All output weights are 0 at this step.");
    const auto j = largest - shares.now.begin();
    QString text = tr("The largest share of the output weights is that of feature %1: %2.")
                       .arg(countLabel(j + 1), percentLabel(*largest));
    if (!shares.limit.empty())
        text += QLatin1Char(' ') +
                tr("Its limit is %1.").arg(percentLabel(shares.limit[static_cast<std::size_t>(j)]));
    return text;
}

}  // namespace featurescope::ui
