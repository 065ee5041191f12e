#include "ui/panels/kernel_panel.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/look/number_format.h"
#include "ui/panels/block_axis.h"
#include "ui/panels/field_layer.h"
#include "ui/view_models/nice_scale.h"

namespace featurescope::ui {
namespace {

/// Targets that stand at an axis of samples sorted by real numbers.
PlotAxis targetAxis(const std::vector<float>& targets, bool downwards, const QString& title) {
    constexpr int kTicks = 4;
    const auto count = static_cast<double>(targets.size());
    PlotAxis axis{0, count, count, title, {}, {}};
    for (int tick = 0; tick <= kTicks; ++tick) axis.places.push_back(count * tick / kTicks);
    const auto span = static_cast<double>(targets.back() - targets.front());
    const double interval = span > 0 ? niceInterval(span, 400) : 0.01;
    axis.label = [targets, count, downwards, interval](double place) {
        const double along = downwards ? count - place : place;
        const auto i = static_cast<std::size_t>(std::clamp(along, 0.0, count - 1));
        return tickLabel(static_cast<double>(targets[i]), interval);
    };
    return axis;
}

}  // namespace

KernelPanel::KernelPanel(QWidget* parent)
    : MomentPanel(QStringLiteral("kernel"), tr("Tangent kernel"), SnapshotPart::kernel, parent),
      map_(new FieldLayer(plot())) {
    plot().setGridVisible(false);
    addLayer(map_);
}

QString KernelPanel::drawContent(const PanelContent& content) {
    const Snapshot& snapshot = *content.snapshot;
    if (!snapshot.scene) return tr("Nothing has been computed yet.");
    if (!snapshot.kernel) return tr("The kernel has not been computed yet.");
    const KernelValues& kernel = *snapshot.kernel;
    const auto count = static_cast<int>(kernel.targets.size());
    const auto size = static_cast<double>(count);
    const DecisionField field{
        .area = {0, size, 0, size}, .width = count, .height = count, .values = kernel.values};
    map_->setField(field, typicalMagnitude(field));
    showAxes(kernel);
    fillLegend(kernel);
    return {};
}

void KernelPanel::showAxes(const KernelValues& kernel) {
    const QString title =
        (kernel.isOfTestSamples ? tr("test samples, by target") : tr("training samples, by target"));
    const auto negative = static_cast<std::size_t>(
        std::ranges::count_if(kernel.targets, [](float target) { return target == -1; }));
    const bool isOfLabels =
        std::ranges::all_of(kernel.targets, [](float target) { return target == 1 || target == -1; });
    const auto axis = [&](bool downwards, const QString& text) {
        if (!isOfLabels) return targetAxis(kernel.targets, downwards, text);
        return blockAxis({{negative, tr("y = −1")}, {kernel.targets.size() - negative, tr("y = +1")}},
                         downwards, text);
    };
    plot().setXAxis(axis(false, title));
    plot().setYAxis(axis(true, QString()));
}

void KernelPanel::fillLegend(const KernelValues& kernel) {
    const Palette& palette = look().palette;
    const auto box = [](const QColor& color) {
        return [color](QPainter& painter) { painter.fillRect(QRectF(-5, -5, 10, 10), color); };
    };
    std::vector<LegendEntry> entries{{tr("K > 0"), box(palette.fieldPositive)},
                                     {tr("K < 0"), box(palette.fieldNegative)}};
    if (std::isfinite(kernel.alignment)) {
        entries.push_back({tr("alignment %1").arg(numberLabel(kernel.alignment)), [](QPainter&) {}, 0,
                           tr("y′Ky / (‖K‖_F ‖y‖²), K centred on both sides, y centred: 1 for a kernel that "
                              "knows nothing but the targets.")});
    }
    showLegend(std::move(entries));
}

QString KernelPanel::hoveredAt(const QPointF& value) const {
    const KernelValues& kernel = *content().snapshot->kernel;
    const std::size_t count = kernel.targets.size();
    const auto size = static_cast<double>(count);
    if (!(value.x() >= 0 && value.x() < size && value.y() > 0 && value.y() <= size)) return {};
    const auto column = static_cast<std::size_t>(value.x());
    const auto row = std::min(static_cast<std::size_t>(size - value.y()), count - 1);
    const auto at = [&](std::size_t i, std::size_t k) {
        return static_cast<double>(kernel.values[i * count + k]);
    };
    const double product = at(row, row) * at(column, column);
    const double cosine = product > 0 ? at(row, column) / std::sqrt(product) : 0;
    return tr("targets %1 and %2\nK(x, x′) = ⟨∂f(x), ∂f(x′)⟩: %3\ncosine of the gradients: %4")
        .arg(numberLabel(static_cast<double>(kernel.targets[row])),
             numberLabel(static_cast<double>(kernel.targets[column])), numberLabel(at(row, column)),
             numberLabel(cosine));
}

QString KernelPanel::summary() const {
    if (!content().snapshot) return {};
    if (!lack().isEmpty()) return lack();
    const KernelValues& kernel = *content().snapshot->kernel;
    QString text = tr("Tangent kernel of %1 samples at step %2.")
                       .arg(countLabel(std::ssize(kernel.targets)), countLabel(kernel.step));
    if (!std::isfinite(kernel.alignment)) return text;
    return text + QLatin1Char(' ') +
           tr("Its alignment with the targets is %1.").arg(numberLabel(kernel.alignment));
}

}  // namespace featurescope::ui
