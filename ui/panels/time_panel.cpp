#include "ui/panels/time_panel.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPushButton>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/end_labels_layer.h"
#include "ui/panels/panel_controls.h"
#include "ui/panels/plot_pointer.h"
#include "ui/panels/plot_view.h"
#include "ui/panels/step_marks_layer.h"
#include "ui/panels/step_plot_axis.h"

namespace featurescope::ui {
namespace {

constexpr double kPlainMargin = 14;
constexpr double kLinesOfALowCard = 12;

QString nameOfLandmark(Landmark landmark) {
    switch (landmark) {
        case Landmark::start:
        case Landmark::theorem:
            break;
        case Landmark::xorShaped:
            return TimePanel::tr("clean test error below 5 %");
        case Landmark::halfAligned:
            return TimePanel::tr("median alignment 0.5");
        case Landmark::aligned:
            return TimePanel::tr("median alignment 0.9");
        case Landmark::interpolation:
            return TimePanel::tr("training error 0");
        case Landmark::divergence:
            return TimePanel::tr("last step before the run diverged");
    }
    return {};
}

LegendEntry lineEntry(const QString& name, const CurveStyle& style, const QColor& outline) {
    const double width = glyphWidthOf(style);
    return {name,
            [style, outline, width](QPainter& painter) {
                painter.setPen(penFor(style.color, style.width, style.dash));
                painter.drawLine(QPointF(-width / 2, 0), QPointF(width / 2, 0));
                drawCurveMark(painter, style, outline);
            },
            width};
}

}  // namespace

TimePanel::TimePanel(const QString& id, const QString& title, QWidget* parent)
    : Panel(id, title, parent),
      lines_(new CurvesLayer(plot())),
      marks_(new StepMarksLayer(plot())),
      labels_(new EndLabelsLayer(plot())),
      pointer_(new PlotPointer(
          plot(), [this](const QPointF& pixel) { return textAt(pixel); }, this)),
      logarithmic_(makeSwitch(this, QStringLiteral("logarithmicSteps"), tr("log"),
                              tr("Logarithmic step axis"), Qt::Key_L)) {
    addControl(logarithmic_);
    connect(logarithmic_, &QPushButton::clicked, this,
            [this](bool on) { chooseScale(on ? StepScale::logarithmic : StepScale::linear); });
    pointer_->acceptClicksBelow();
    pointer_->acceptRight([this](const QPointF& pixel) {
        const EndLabel* label = labels_->labelAt(pixel);
        if (label) showLineAlone(QString(label->text));
        return label != nullptr;
    });
    connect(&legend(), &Legend::clicked, this, &TimePanel::toggleLine);
    connect(&legend(), &Legend::doubleClicked, this, &TimePanel::showLineAlone);
    connect(pointer_, &PlotPointer::clicked, this, &TimePanel::click);
    connect(pointer_, &PlotPointer::moved, this, &TimePanel::showHover);
    connect(&plot(), &PlotView::plotRectChanged, this, [this] {
        if (content_.snapshot && showsTime()) showTimeAxis();
        placeNames();
    });
}

TimePanel::~TimePanel() {
    // A plot that is hidden while it is destroyed says that nothing is pointed at any more.
    pointer_->disconnect(this);
}

void TimePanel::showContent(const PanelContent& content) {
    content_ = content;
    axis_ = stepAxisFor(*content.snapshot, scale_);
    logarithmic_->setChecked(axis_.scale() == StepScale::logarithmic);
    marks_->setMarks(stepMarksOf(*content.snapshot, content.selection), axis_);
    lines_->setAxis(axis_);
    const bool time = showsTime();
    showControl(*logarithmic_, time);
    marks_->setVisible(time);
    lines_->setVisible(time);
    labels_->setVisible(time);
    if (time) {
        showTimeAxis();
    } else {
        setLines({}, {});
    }
    drawContent(content);
    showHover();
    pointer_->refresh();
}

void TimePanel::showTimeAxis() {
    PlotAxis axis = stepPlotAxis(axis_, plot());
    lines_->setGrid(axis.places);
    plot().setXGridVisible(axis.places.empty());
    // In a low card, as in a presentation, the curves need the line; another scale must be stated all the
    // same.
    const double line = QFontMetricsF(fontFor(TextRole::small, look())).height();
    if (axis_.scale() == StepScale::linear && height() < kLinesOfALowCard * line) axis.title.clear();
    plot().setXAxis(axis);
}

void TimePanel::setLook(const Look& look) {
    Panel::setLook(look);
    pointer_->setLook(look);
    legendTexts_.clear();
    redraw();
}

void TimePanel::showControl(QWidget& control, bool shown) {
    if (control.isHidden() != shown) return;
    control.setVisible(shown && showsControls());
    layoutCard();
}

void TimePanel::redraw() {
    if (content_.snapshot) showContent(content_);
}

void TimePanel::setLines(std::vector<TimeCurve> curves, std::vector<TimeLevel> levels) {
    curves_ = std::move(curves);
    levels_ = std::move(levels);
    std::vector<DrawnCurve> drawn;
    std::vector<ReferenceLine> references;
    std::vector<EndLabel> labels;
    for (const TimeCurve& curve : curves_) {
        const bool isHidden = hidden_.contains(curve.name);
        if (!isHidden) drawn.push_back({curve.data, curve.style, curve.samples});
        if (curve.data->empty() || curve.priority < 0) continue;
        labels.push_back(
            {curve.name, curve.data->back().value, curve.style, curve.priority, curve.meaning, isHidden});
    }
    for (const TimeLevel& level : levels_) {
        const bool isHidden = hidden_.contains(level.name);
        if (!isHidden) references.push_back({level.value, level.color, level.dash});
        labels.push_back({level.name,
                          level.value,
                          {.color = level.color, .width = stroke::kReference, .dash = level.dash},
                          level.priority,
                          level.meaning,
                          isHidden});
    }
    lines_->setLines(std::move(drawn), std::move(references));
    if (labels.size() != names_) changesOfPlace_ = 0;
    names_ = labels.size();
    labels_->setLabels(std::move(labels));
    placeNames();
}

void TimePanel::placeNames() {
    // Names at the lines' ends when they leave the plot most of the width, else in the legend.
    const double needed = labels_->neededMargin();
    const LegendPlace wanted = look().print.legend;
    const bool inLegend = wanted == LegendPlace::above || wanted == LegendPlace::below;
    const bool fit = !inLegend && 3 * needed <= plot().width() && labels_->mostFit();
    // A legend takes height, in which fewer names are wanted at the lines, which then do fit, so that the
    // legend goes and they do not. Whoever keeps changing places stays in the legend.
    constexpr int kMostChanges = 4;
    if (placedFor_ != size()) changesOfPlace_ = 0;
    placedFor_ = size();
    if (fit != namesAtLines_) ++changesOfPlace_;
    namesAtLines_ = fit && changesOfPlace_ <= kMostChanges;
    plot().setRightMargin(namesAtLines_ ? needed : kPlainMargin);
    fillLegend();
}

void TimePanel::setLegendEntries(std::vector<LegendEntry> entries) {
    entries_ = std::move(entries);
    fillLegend();
}

std::vector<LegendEntry> TimePanel::runEntries(const QColor& color) const {
    std::vector<LegendEntry> entries;
    for (std::size_t run = 0; run < content_.pinned.size(); ++run) {
        const CurveStyle style{.color = color, .width = stroke::kThinCurve, .dash = pinnedRunDash(run)};
        entries.push_back(lineEntry(content_.pinned[run].name, style, look().palette.card));
    }
    return entries;
}

void TimePanel::fillLegend() {
    // A name that has no room at the end of its line stands here.
    std::vector<EndLabel> unnamed;
    if (showsTime()) unnamed = labels_->leftOut();
    QStringList texts;
    for (const LegendEntry& entry : entries_) texts << entry.text;
    for (const EndLabel& label : unnamed)
        texts << (label.isHidden ? QStringLiteral("−") : QString()) + label.text;
    if (texts == legendTexts_) return;
    legendTexts_ = texts;
    std::vector<LegendEntry> entries = entries_;
    for (const EndLabel& label : unnamed) {
        LegendEntry entry = lineEntry(label.text, label.style, look().palette.card);
        entry.meaning = label.meaning;
        entry.isHidden = label.isHidden;
        entries.push_back(std::move(entry));
    }
    legend().setEntries(std::move(entries));
    layoutCard();
}

bool TimePanel::linesCross(const QRectF& part) const {
    constexpr double kRaster = 4, kClose = 3;  // pixels
    const PlotMapping map = plot().mapping();
    const auto within = [&](double value) {
        const double y = map.y(value);
        return y > part.top() - kClose && y < part.bottom() + kClose;
    };
    for (const TimeLevel& level : levels_) {
        if (within(level.value)) return true;
    }
    for (const TimeCurve& curve : curves_) {
        for (double x = part.left(); x <= part.right(); x += kRaster) {
            const double step = axis_.stepAt(map.xAt(x));
            if (curve.data->empty() || step > curve.data->back().step) break;
            const auto point = curve.data->at(step);
            if (point && within(point->value)) return true;
        }
    }
    return false;
}

std::vector<Observable> TimePanel::columns() const {
    std::vector<Observable> columns;
    for (const TimeCurve& curve : curves_) {
        if (curve.measures && !curve.data->empty()) columns.push_back(*curve.measures);
    }
    return columns;
}

QString TimePanel::readoutAt(double step) const {
    if (!content_.snapshot) return {};
    const auto nearest = nearestRecordedStep(content_.snapshot->timeline, axis_, step);
    if (!nearest) return {};
    QStringList lines(tr("step %1").arg(countLabel(*nearest)));
    for (const auto& [landmark, at] : stepMarksOf(*content_.snapshot, {}).landmarks) {
        if (at == *nearest) lines << nameOfLandmark(landmark);
    }
    for (const TimeCurve& curve : curves_) {
        const auto point = curve.data->at(static_cast<double>(*nearest));
        if (!point || curve.name.isEmpty()) continue;
        const auto measured = static_cast<std::int64_t>(point->step);
        // Some columns are not measured at every step; the value then says of which step it is.
        lines
            << (measured == *nearest
                    ? tr("%1: %2").arg(curve.name, valueText(point->value))
                    : tr("%1: %2 (step %3)").arg(curve.name, valueText(point->value), countLabel(measured)));
    }
    for (const TimeLevel& level : levels_) lines << tr("%1: %2").arg(level.name, valueText(level.value));
    return lines.join(QLatin1Char('\n'));
}

void TimePanel::chooseScale(StepScale scale) {
    scale_ = scale;
    redraw();
    Q_EMIT optionsChanged();
}

void TimePanel::toggleLine(const QString& name) {
    if (!hidden_.remove(name)) hidden_.insert(name);
    redraw();
}

void TimePanel::showLineAlone(const QString& name) {
    QSet<QString> others;
    for (const TimeCurve& curve : curves_) others.insert(curve.name);
    for (const TimeLevel& level : levels_) others.insert(level.name);
    others.remove(name);
    hidden_ = hidden_ == others ? QSet<QString>() : others;
    redraw();
}

QJsonObject TimePanel::options() const {
    const std::string_view name = nameOf(scale_);
    return {
        {QStringLiteral("step_axis"), QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()))}};
}

void TimePanel::setOptions(const QJsonObject& options) {
    scale_ = stepScaleNamed(options.value(QStringLiteral("step_axis")).toString().toStdString(), scale_);
    redraw();
}

QString TimePanel::textAt(const QPointF& pixel) const {
    if (!content_.snapshot) return {};
    if (pixel.x() > plot().plotRect().right() + 1) {
        const EndLabel* label = labels_->labelAt(pixel);
        return label ? label->meaning : QString();
    }
    QString own = hoveredAt(pixel);
    if (!own.isEmpty() || !showsTime()) return own;
    const QString values = readoutAt(axis_.stepAt(plot().mapping().xAt(pixel.x())));
    const QString about = explanationAt(pixel);
    return about.isEmpty() ? values : values + QStringLiteral("\n\n") + about;
}

void TimePanel::showHover() {
    std::optional<std::int64_t> step;
    const auto at = pointer_->at();
    const bool isInPlot = at && at->x() <= plot().plotRect().right() + 1;
    if (isInPlot && showsTime() && content_.snapshot && hoveredAt(*at).isEmpty()) {
        step = nearestRecordedStep(content_.snapshot->timeline, axis_,
                                   axis_.stepAt(plot().mapping().xAt(at->x())));
    }
    marks_->setHover(step);
    plot().refresh();
}

void TimePanel::click(const QPointF& pixel, Qt::KeyboardModifiers modifiers) {
    if (!content_.snapshot) return;
    const PlotMapping map = plot().mapping();
    if (pixel.x() > map.plot.right() + 1) {
        if (const EndLabel* label = labels_->labelAt(pixel)) toggleLine(QString(label->text));
        return;
    }
    if (map.plot.contains(pixel) && clickedAt(pixel, modifiers)) return;
    if (!showsTime()) return;
    const auto step =
        nearestRecordedStep(content_.snapshot->timeline, axis_, axis_.stepAt(map.xAt(pixel.x())));
    if (step) Q_EMIT stepWanted(*step);
}

}  // namespace featurescope::ui
