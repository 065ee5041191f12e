#include "ui/panels/pattern_panel.h"

#include <QPainter>
#include <cmath>

#include "ui/look/number_format.h"
#include "ui/panels/block_axis.h"
#include "ui/panels/lamp_layer.h"
#include "ui/view_models/selection_edit.h"

namespace featurescope::ui {
namespace {

QString signText(int sign, const QString& name) {
    return sign > 0   ? PatternPanel::tr("%1 > 0").arg(name)
           : sign < 0 ? PatternPanel::tr("%1 < 0").arg(name)
                      : PatternPanel::tr("%1 = 0").arg(name);
}

std::function<void(QPainter&)> lampGlyph(const QColor& color) {
    return [color](QPainter& painter) { painter.fillRect(QRectF(-5, -5, 10, 10), color); };
}

}  // namespace

PatternPanel::PatternPanel(QWidget* parent)
    : MomentPanel(QStringLiteral("pattern"), tr("Activation pattern"), SnapshotPart::pattern, parent),
      lamps_(new LampLayer(plot())) {
    plot().setGridVisible(false);
    addLayer(lamps_);
}

QString PatternPanel::drawContent(const PanelContent& content) {
    const Snapshot& snapshot = *content.snapshot;
    lamps_->show(patternView(snapshot), pickedNeurons(content), content.selection.samples);
    const PatternView& pattern = lamps_->shown();
    if (!snapshot.scene) return tr("Nothing has been computed yet.");
    const auto samples = std::ssize(snapshot.scene->samples.labels);
    if (samples > kMostPatternSamples) {
        return tr("The pattern is shown for at most %1 training samples. This run has %2: make "
                  "data.train_samples smaller.")
            .arg(countLabel(kMostPatternSamples), countLabel(samples));
    }
    if (pattern.empty()) return tr("The pattern has not been computed yet.");
    showAxes(pattern);
    fillLegend(pattern);
    return {};
}

void PatternPanel::showAxes(const PatternView& pattern) {
    const std::size_t zero = pattern.neurons.size() - pattern.positiveNeurons - pattern.negativeNeurons;
    const auto all = content().snapshot->neurons.outputWeight.size();
    const QString title = all > pattern.neurons.size() ? tr("neurons, %1 of %2, by the sign of a")
                                                             .arg(countLabel(std::ssize(pattern.neurons)),
                                                                  countLabel(static_cast<std::int64_t>(all)))
                                                       : tr("neurons, by the sign of a");
    const QString a = QStringLiteral("a");
    plot().setXAxis(blockAxis({{pattern.positiveNeurons, signText(1, a)},
                               {pattern.negativeNeurons, signText(-1, a)},
                               {zero, signText(0, a)}},
                              false, title));
    plot().setYAxis(blockAxis({{pattern.positiveSamples, tr("y = +1")},
                               {pattern.samples.size() - pattern.positiveSamples, tr("y = −1")}},
                              true, tr("training samples")));
}

void PatternPanel::fillLegend(const PatternView& pattern) {
    const Palette& palette = look().palette;
    std::vector<LegendEntry> entries{{tr("fires, a > 0"), lampGlyph(palette.neuronPositive), 10,
                                      tr("⟨wⱼ, xᵢ⟩ > 0, for a neuron that votes for label +1.")},
                                     {tr("fires, a < 0"), lampGlyph(palette.neuronNegative), 10,
                                      tr("⟨wⱼ, xᵢ⟩ > 0, for a neuron that votes for label −1.")}};
    if (pattern.ownShare) {
        entries.push_back({tr("own pattern %1").arg(percentLabel(*pattern.ownShare)), [](QPainter&) {}, 0,
                           tr("Share of all pairs of a neuron and a sample in which the neuron fires exactly "
                              "when it votes for the sample's label, aⱼ yᵢ > 0.")});
    }
    showLegend(std::move(entries));
}

QString PatternPanel::hoveredAt(const QPointF& value) const {
    const PatternView& pattern = lamps_->shown();
    const double row = static_cast<double>(pattern.samples.size()) - value.y();
    if (!(value.x() >= 0 && value.x() < static_cast<double>(pattern.neurons.size()) && row >= 0 &&
          row < static_cast<double>(pattern.samples.size())))
        return {};
    const auto column = static_cast<std::size_t>(value.x()), line = static_cast<std::size_t>(row);
    const std::int32_t j = pattern.neurons[column], i = pattern.samples[line];
    const Snapshot& snapshot = *content().snapshot;
    const std::int8_t sign = snapshot.neurons.signOf(static_cast<std::size_t>(j));
    return tr("neuron %1: %2\nsample %3: label %4\n%5")
        .arg(countLabel(j), signText(sign, QStringLiteral("a")), countLabel(i),
             snapshot.scene->samples.labels[static_cast<std::size_t>(i)] > 0 ? QStringLiteral("+1")
                                                                             : QStringLiteral("−1"),
             pattern.at(line, column) ? tr("fires: ⟨wⱼ, xᵢ⟩ > 0") : tr("silent: ⟨wⱼ, xᵢ⟩ ≤ 0"));
}

void PatternPanel::clickedAt(const QPointF& value, Qt::KeyboardModifiers modifiers) {
    const PatternView& pattern = lamps_->shown();
    if (!(value.x() >= 0 && value.x() < static_cast<double>(pattern.neurons.size()))) return;
    const bool adds = (modifiers & (Qt::ControlModifier | Qt::ShiftModifier)) != 0;
    Q_EMIT selectionWanted(
        withNeuron(content().selection, pattern.neurons[static_cast<std::size_t>(value.x())], adds));
}

QString PatternPanel::summary() const {
    if (!content().snapshot) return {};
    if (!lack().isEmpty()) return lack();
    const PatternView& pattern = lamps_->shown();
    QString size = tr("%1 neurons on %2 training samples.")
                       .arg(countLabel(std::ssize(pattern.neurons)), countLabel(std::ssize(pattern.samples)));
    if (!pattern.ownShare) return size;
    return size + QLatin1Char(' ') +
           tr("In %1 of the pairs the neuron fires exactly when it votes for the sample's label.")
               .arg(percentLabel(*pattern.ownShare));
}

}  // namespace featurescope::ui
