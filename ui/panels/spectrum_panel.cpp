#include "ui/panels/spectrum_panel.h"

#include <QPushButton>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/lines_layer.h"
#include "ui/panels/note_layer.h"
#include "ui/panels/panel_controls.h"
#include "ui/panels/plot_view.h"
#include "ui/panels/spectrum_layer.h"
#include "ui/view_models/nice_scale.h"
#include "ui/view_models/predicted_lines.h"
#include "ui/view_models/readouts_view.h"
#include "ui/view_models/spectrum_law.h"

namespace featurescope::ui {
namespace {

const std::vector<Observable> kShown = {Observable::stableRank};
constexpr double kMostDecades = 6;

std::vector<ReferenceDirection> directionsOf(const Snapshot& snapshot) {
    return snapshot.scene ? snapshot.scene->directions : std::vector<ReferenceDirection>();
}

QString decadeLabel(double power) {
    return power >= -2 && power <= 3 ? tickLabel(std::pow(10.0, power), std::pow(10.0, power))
                                     : QStringLiteral("10") + superscriptLabel(static_cast<int>(power));
}

}  // namespace

SpectrumPanel::SpectrumPanel(QWidget* parent)
    : TwoViewPanel(QStringLiteral("spectrum"), tr("Spectrum of W"), parent),
      rank_(kShown),
      pinned_(kShown),
      values_(new SpectrumLayer(plot())),
      laws_(new LinesLayer(plot())),
      note_(new NoteLayer(plot())),
      logarithmicValues_(makeSwitch(this, QStringLiteral("logarithmicValues"), tr("log values"),
                                    tr("Logarithmic axis of the singular values"), Qt::Key_Y)) {
    addControl(logarithmicValues_);
    setViews({QStringLiteral("values"), tr("singular values")},
             {QStringLiteral("stable_rank"), tr("stable rank over time")}, SnapshotPart::spectrum,
             tr("Singular values now, or stable rank over time"));
    connect(logarithmicValues_, &QPushButton::clicked, this, [this] {
        redraw();
        Q_EMIT optionsChanged();
    });
}

QJsonObject SpectrumPanel::options() const {
    QJsonObject options = TwoViewPanel::options();
    options[QStringLiteral("logarithmic_values")] = logarithmicValues_->isChecked();
    return options;
}

void SpectrumPanel::setOptions(const QJsonObject& options) {
    logarithmicValues_->setChecked(
        options.value(QStringLiteral("logarithmic_values")).toBool(logarithmicValues_->isChecked()));
    TwoViewPanel::setOptions(options);
}

QString SpectrumPanel::summary() const {
    if (!content().snapshot) return {};
    const double rank = lastKnown(*content().snapshot, Observable::stableRank);
    const QString text = tr("Stable rank of the weights: %1").arg(numberLabel(rank));
    const auto directions = std::ssize(directionsOf(*content().snapshot));
    if (directions == 0) return text + tr(".");
    return text + (directions == 2   ? tr("; two directions make 2.")
                   : directions == 1 ? tr("; one direction makes 1.")
                                     : tr("; %1 directions make %1.").arg(countLabel(directions)));
}

QString SpectrumPanel::valueText(double value) const { return numberLabel(value); }

void SpectrumPanel::drawContent(const PanelContent& content) {
    const bool time = showsTime();
    values_->setVisible(!time);
    laws_->setVisible(!time);
    showControl(*logarithmicValues_, !time);
    rank_.follow(*content.snapshot);
    if (time) {
        drawStableRank(content);
    } else {
        drawValues(*content.snapshot);
    }
    const double rank = lastKnown(*content.snapshot, Observable::stableRank);
    QStringList note;
    if (std::isfinite(rank)) note << tr("stable rank %1").arg(numberLabel(rank));
    note_->setNote(note, {Qt::TopRightCorner, Qt::BottomLeftCorner},
                   [this, time](const QRectF& part) { return time && linesCross(part); });
    setLegendEntries(time ? runEntries(look().palette.accent) : std::vector<LegendEntry>());
}

void SpectrumPanel::drawValues(const Snapshot& snapshot) {
    std::vector<double> heights;
    if (snapshot.spectrum) heights = snapshot.spectrum->singularValues;
    const SpectrumLaw law = spectrumLaw(snapshot);
    const double largest =
        std::max({heights.empty() ? 0 : heights.front(), law.edge.value_or(0), law.spike.value_or(0)});
    const double ranks = static_cast<double>(std::max<std::size_t>(heights.size(), 4));
    const double interval = std::max(1.0, niceInterval(ranks, 6));
    PlotAxis axis{
        0, ranks + 1, interval, tr("rank"), [](double rank) { return countLabel(std::llround(rank)); }, {1}};
    for (double rank = interval; rank < ranks + 1; rank += interval) {
        if (rank > 1) axis.places.push_back(rank);
    }
    plot().setXAxis(axis);
    if (logarithmicValues_->isChecked()) {
        // What is not above rounding noise would only push the rest to the top.
        double smallest = largest;
        for (double& height : heights) {
            if (height > largest * std::pow(10.0, -kMostDecades)) smallest = std::min(smallest, height);
            height = height > 0 ? std::log10(height) : -1e3;
        }
        const double high = largest > 0 ? std::ceil(std::log10(largest) + 1e-9) : 0;
        const double low = std::min(high - 1, smallest > 0 ? std::floor(std::log10(smallest)) : high - 1);
        plot().setYAxis({low, high, 1, tr("singular value"), decadeLabel});
    } else {
        const double top = niceTop(largest, 4), ticks = niceInterval(top, 4);
        plot().setYAxis({0, top, ticks, tr("singular value"), [ticks](double value) {
                             return ticks < 1e-3 ? numberLabel(value, 2) : tickLabel(value, ticks);
                         }});
    }
    showLaws(law, ranks);
    values_->setHeights(std::move(heights));
    values_->setDirections(directionsOf(snapshot).size());
}

void SpectrumPanel::showLaws(const SpectrumLaw& law, double ranks) {
    std::vector<StyledLines> lines;
    const auto add = [&](const std::optional<double>& value, const QString& name, const QPen& pen) {
        if (!value || !(*value > 0)) return;
        const double height = logarithmicValues_->isChecked() ? std::log10(*value) : *value;
        lines.push_back({{{{0, height}, {ranks + 1, height}}}, pen, name});
    };
    const Palette& palette = look().palette;
    if (law.spike) {
        add(law.spike, tr("predicted spike: %1").arg(numberLabel(*law.spike)),
            penFor(palette.noiseLine, stroke::kReference, LineDash::dashed));
    }
    add(law.edge, tr("edge of a random W"), penFor(palette.text, stroke::kReference, LineDash::dotted));
    laws_->setLines(std::move(lines));
}

void SpectrumPanel::drawStableRank(const PanelContent& content) {
    const Palette& palette = look().palette;
    pinned_.follow(content.pinned);
    double largest = std::max(2.5, rank_.largest());
    std::vector<TimeCurve> curves;
    for (std::size_t run = 0; run < pinned_.runs(); ++run) {
        largest = std::max(largest, pinned_.run(run).largest());
        curves.push_back({&pinned_.run(run).curve(0),
                          tr("stable rank of %1").arg(content.pinned[run].name),
                          {.color = palette.accent, .width = stroke::kThinCurve, .dash = pinnedRunDash(run)},
                          -1});
    }
    curves.push_back({&rank_.curve(0),
                      tr("stable rank"),
                      {.color = palette.accent, .width = stroke::kThickCurve},
                      0,
                      Observable::stableRank});
    std::vector<TimeLevel> levels;
    const std::vector<ReferenceDirection> directions = directionsOf(*content.snapshot);
    if (!directions.empty()) {
        // Where it ends when the neurons lie along the directions in equal parts.
        QStringList names;
        for (const ReferenceDirection& direction : directions)
            names << QString::fromStdString(direction.label);
        const auto count = static_cast<double>(directions.size());
        levels.push_back({count, tr("%1: %2").arg(countLabel(std::ssize(directions)), names.join(tr(", "))),
                          palette.noiseLine, LineDash::dashed, 1,
                          tr("as many equal singular values and no others")});
    }
    if (const auto start = predictedLevel(content, "start-rank")) {
        largest = std::max(largest, *start);
        levels.push_back({*start, tr("random W"), palette.muted, LineDash::dotted, 2,
                          tr("md/(√m + √d)², the limit for independent Gaussian weights")});
    }
    const double top = niceTop(largest, 5), interval = niceInterval(top, 5);
    plot().setYAxis({0, top, interval, tr("stable rank"),
                     [interval](double value) { return tickLabel(value, interval); }});
    setLines(std::move(curves), std::move(levels));
}

QString SpectrumPanel::hoveredAt(const QPointF& position) const {
    if (showsTime() || !content().snapshot || !content().snapshot->spectrum) return {};
    const std::vector<double>& values = content().snapshot->spectrum->singularValues;
    const double rank = std::round(plot().mapping().xAt(position.x()));
    const SpectrumLaw law = spectrumLaw(*content().snapshot);
    QString laws;
    if (law.edge)
        laws += tr("\nedge of a random W: √v (√m + √d) = %1, v the variance of a weight at the start")
                    .arg(numberLabel(*law.edge));
    if (law.spike)
        laws += tr("\npredicted spike: √((1 + t²)(m/d + t²))/t in units of √(vd) = %1, t the size of the "
                   "step along the direction; measured runs are within 10 %")
                    .arg(numberLabel(*law.spike));
    if (!(rank >= 1 && rank <= static_cast<double>(values.size()))) return {};
    return tr("singular value %1: %2")
               .arg(countLabel(static_cast<std::int64_t>(rank)),
                    numberLabel(values[static_cast<std::size_t>(rank) - 1], 4)) +
           laws;
}

}  // namespace featurescope::ui
