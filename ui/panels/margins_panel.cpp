#include "ui/panels/margins_panel.h"

#include <QPainter>
#include <cmath>
#include <utility>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/margins_layer.h"
#include "ui/panels/note_layer.h"
#include "ui/panels/plot_view.h"
#include "ui/panels/value_axis.h"
#include "ui/view_models/histogram_view.h"
#include "ui/view_models/nice_scale.h"
#include "ui/view_models/orthogonal_setting.h"
#include "ui/view_models/readouts_view.h"

namespace featurescope::ui {
namespace {

constexpr double kSampleLine = 1;  // thin, as there may be hundreds
const std::vector<Observable> kShown = {Observable::testMarginCleanMean};

std::function<void(QPainter&)> boxGlyph(const QColor& color) {
    return [=](QPainter& painter) {
        QColor fill = color;
        fill.setAlpha(110);
        painter.setPen(QPen(color, stroke::kOutline));
        painter.setBrush(fill);
        painter.drawRect(QRectF(-4, -4, 8, 8));
    };
}

}  // namespace

MarginsPanel::MarginsPanel(QWidget* parent)
    : TwoViewPanel(QStringLiteral("margins"), tr("Margins"), parent),
      measured_(kShown),
      pinned_(kShown),
      law_("margin-law"),
      bars_(new MarginsLayer(plot())),
      note_(new NoteLayer(plot())) {
    setViews({QStringLiteral("histogram"), tr("histogram")}, {QStringLiteral("time"), tr("over time")},
             SnapshotPart::margins, tr("Histogram now, or how margins went over the steps"));
}

QString MarginsPanel::valueText(double value) const { return numberLabel(value); }

void MarginsPanel::drawContent(const PanelContent& content) {
    const Snapshot& snapshot = *content.snapshot;
    measured_.follow(snapshot);
    const bool time = showsTime();
    bars_->setVisible(!time);
    const MarginComparison comparison = comparisonAt(snapshot);
    if (time) {
        drawCurves(content);
    } else {
        drawHistogram(snapshot, comparison);
    }
    const bool areSamples = time && law_.curve().empty() && !samples_.lines().empty();
    setCaption(areSamples ? tr("y f(x) over the size of the weights, a line for each training sample")
                          : QString());
    note_->setNote(areSamples ? QStringList() : noteOf(comparison),
                   time ? std::vector{Qt::BottomRightCorner, Qt::TopLeftCorner, Qt::TopRightCorner}
                        : std::vector{Qt::TopLeftCorner, Qt::BottomRightCorner, Qt::TopRightCorner,
                                      Qt::BottomLeftCorner},
                   [this, time](const QRectF& part) {
                       return time ? linesCross(part) : bars_->covers(part, plot().mapping());
                   });
}

MarginComparison MarginsPanel::comparisonAt(const Snapshot& snapshot) const {
    // Both must be of one step: the test set is not measured at every step while training is fast.
    const auto last = measured_.curve(0).at(static_cast<double>(snapshot.step));
    return last ? compareMargin(snapshot.spec, static_cast<std::int64_t>(last->step), last->value)
                : compareMargin(snapshot.spec, snapshot.step, kUndefined);
}

QString MarginsPanel::summary() const {
    if (!content().snapshot) return {};
    const MarginComparison comparison = comparisonAt(*content().snapshot);
    return tr("Mean clean margin of the test samples %1. %2")
        .arg(numberLabel(comparison.measured), noteOf(comparison).join(QLatin1Char(' ')));
}

QStringList MarginsPanel::noteOf(const MarginComparison& comparison) const {
    QStringList lines;
    if (std::isfinite(comparison.measured)) {
        lines << tr("test mean %1").arg(numberLabel(comparison.measured));
    }
    if (comparison.law) {
        lines << tr("law %1").arg(numberLabel(*comparison.law));
        if (const auto deviation = comparison.deviation()) {
            lines << (*deviation >= 0 ? tr("measured is %1 above").arg(percentLabel(*deviation))
                                      : tr("measured is %1 below").arg(percentLabel(-*deviation)));
        }
    }
    return lines;
}

void MarginsPanel::showValueAxis(double low, double high, double interval, bool horizontal) {
    const int exponent = tickExponent(std::max(std::abs(low), std::abs(high)));
    const double unit = std::pow(10.0, exponent);
    const QString name = tr("y f(x)");
    const QString title = exponent == 0 ? name : tr("%1, in 10%2").arg(name, superscriptLabel(exponent));
    const PlotAxis axis{low, high, interval,
                        horizontal      ? title
                        : exponent == 0 ? QString()
                                        : title,
                        [=](double value) { return tickLabel(value / unit, interval / unit); }};
    horizontal ? plot().setXAxis(axis) : plot().setYAxis(axis);
}

void MarginsPanel::drawHistogram(const Snapshot& snapshot, const MarginComparison& comparison) {
    const Palette& palette = look().palette;
    std::vector<ValueLine> lines;
    std::vector<double> values;
    if (std::isfinite(comparison.measured)) {
        lines.push_back({comparison.measured, palette.curveTest, LineDash::solid});
        values.push_back(comparison.measured);
    }
    if (comparison.law) lines.push_back({*comparison.law, palette.text, LineDash::dashed});
    const MarginValues none;
    const auto& margins = snapshot.margins;
    histogram_ = marginHistogram(margins ? *margins : none, values);
    // The axis of a run stays as it is, unless nearly all samples are in one place.
    constexpr int kSamplesInABar = 4;  // of as many
    const int samples = static_cast<int>(trainSamplesOf(snapshot.spec.data));
    const int top = histogramTop(std::max(samples / kSamplesInABar, histogram_.largest()));
    showValueAxis(histogram_.low, histogram_.high, histogram_.interval, true);
    plot().setYAxis({-1, 1, 0.5, tr("samples (√ scale)"),
                     [top](double height) { return countLabel(std::llround(height * height * top)); }});
    bars_->setHistogram(histogram_, top, std::move(lines));
    std::vector<LegendEntry> entries{{tr("clean"), boxGlyph(palette.curveClean)},
                                     {tr("corrupted"), boxGlyph(palette.curveCorrupted)},
                                     {tr("test mean"), lineGlyph(palette.curveTest, stroke::kReference), 14}};
    if (comparison.law) entries.push_back({tr("law"), dashGlyph(palette.text), 16});
    setLegendEntries(std::move(entries));
}

void MarginsPanel::drawCurves(const PanelContent& content) {
    const Palette& palette = look().palette;
    pinned_.follow(content.pinned);
    law_.follow(content, stepAxis().lastStep());
    samples_.follow(*content.snapshot);
    smallest_.follow(*content.snapshot);
    if (law_.curve().empty() && !samples_.lines().empty()) return drawSampleLines(content);
    double largest = std::max(measured_.largest(), law_.curve().largest());
    double lowest = std::min(measured_.lowest(), law_.curve().lowest());
    std::vector<TimeCurve> curves;
    for (std::size_t run = 0; run < pinned_.runs(); ++run) {
        largest = std::max(largest, pinned_.run(run).largest());
        lowest = std::min(lowest, pinned_.run(run).lowest());
        curves.push_back(
            {&pinned_.run(run).curve(0),
             tr("test mean of %1").arg(content.pinned[run].name),
             {.color = palette.curveTest, .width = stroke::kThinCurve, .dash = pinnedRunDash(run)},
             -1});
    }
    curves.push_back({&measured_.curve(0),
                      tr("test mean"),
                      {.color = palette.curveTest, .width = stroke::kThickCurve},
                      0,
                      kShown[0]});
    if (!law_.curve().empty()) {
        curves.push_back(
            {&law_.curve(),
             tr("law"),
             {.color = palette.text, .width = stroke::kThinCurve, .dash = LineDash::dashed},
             1,
             {},
             tr("dν/dt = (αc²/16)(g(ν) − η), g(z) = 1/(1 + eᶻ), c = 1 − √(2/π)σ: the mean over the "
                "clusters, not in the paper")});
    }
    std::vector<TimeLevel> levels;
    if (const auto ceiling = predictedLevel(content, "margin-ceiling")) {
        // Far above tiny margins it would make them a flat line.
        if (largest > *ceiling / 10) largest = std::max(largest, *ceiling);
        levels.push_back({*ceiling, tr("ln((1−η)/η) = %1").arg(numberLabel(*ceiling)), palette.noiseLine,
                          LineDash::dotted, 2,
                          tr("where the law stops: the pulls of both labels are equal")});
    }
    // A start on the wrong side shows; one that is hardly below 0 takes no room.
    const bool negative = lowest < -0.02 * largest;
    const double span = negative ? largest - lowest : niceTop(largest, 4);
    const double interval = niceInterval(span, 4);
    showValueAxis(negative ? std::floor(lowest / interval + 1e-9) * interval : 0,
                  negative ? std::ceil(largest / interval - 1e-9) * interval : span, interval, false);
    setLines(std::move(curves), std::move(levels));
    setLegendEntries(runEntries(palette.curveTest));
}

void MarginsPanel::drawSampleLines(const PanelContent& content) {
    const Palette& palette = look().palette;
    const RunScene* const scene = content.snapshot->scene.get();
    const std::vector<CurveData>& lines = samples_.lines();
    std::vector<TimeCurve> curves;
    const auto isCorrupted = [scene](std::size_t i) {
        return scene && i < scene->samples.labels.size() &&
               scene->samples.labels[i] != scene->samples.cleanLabels[i];
    };
    bool areAllClean = true;
    for (std::size_t i = 0; i < lines.size(); ++i) areAllClean = areAllClean && !isCorrupted(i);
    const QString meaning = tr("y f(x) over the size of the weights, a line for each training sample");
    constexpr int kUnnamed = -1;
    std::vector<LegendEntry> entries;
    bool isNamed[2] = {false, false};  // not more than once in the legend
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool corrupted = isCorrupted(i);
        const QString name = areAllClean ? tr("training samples")
                             : corrupted ? tr("corrupted samples")
                                         : tr("clean samples");
        const QColor color = corrupted ? palette.curveCorrupted : palette.curveClean;
        if (!std::exchange(isNamed[corrupted ? 1 : 0], true))
            entries.push_back({name, lineGlyph(color, kSampleLine), 14, meaning});
        curves.push_back(
            {&lines[i], QString(), {.color = color, .width = kSampleLine}, kUnnamed, {}, meaning});
    }
    curves.push_back({&smallest_.curve(0),
                      tr("smallest"),
                      {.color = palette.text, .width = stroke::kThinCurve},
                      0,
                      Observable::normalisedMargin});
    double top = samples_.largest();
    std::vector<TimeLevel> levels;
    if (const auto limit = largestMarginLevel(*content.snapshot)) {
        top = std::max(top, *limit);
        levels.push_back({*limit, tr("their limit: %1").arg(numberLabel(*limit)), palette.noiseLine,
                          LineDash::dashed, 0,
                          tr("‖x‖ √((1 + γ²)/(2n)): the largest smallest margin over ‖W‖ that there is on "
                             "orthogonal samples, where all margins are equal")});
    }
    plot().setYAxis(linearValueAxis(samples_.lowest(), top > 0 ? top : 1));
    setLines(std::move(curves), std::move(levels));
    setLegendEntries(std::move(entries));
}

QString MarginsPanel::hoveredAt(const QPointF& position) const {
    if (showsTime() || histogram_.clean.empty()) return {};
    const double margin = plot().mapping().xAt(position.x());
    const auto size = static_cast<double>(histogram_.clean.size());
    const auto bin = static_cast<std::size_t>(
        std::clamp((margin - histogram_.low) / (histogram_.high - histogram_.low) * size, 0.0, size - 1));
    // The note as well, for which a small card has no free corner.
    QStringList lines(tr("margins %1 to %2\nclean: %3\ncorrupted: %4")
                          .arg(numberLabel(histogram_.edge(bin)), numberLabel(histogram_.edge(bin + 1)),
                               countLabel(histogram_.clean[bin]), countLabel(histogram_.corrupted[bin])));
    lines << noteOf(comparisonAt(*content().snapshot));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace featurescope::ui
