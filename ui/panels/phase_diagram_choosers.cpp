// What can be chosen in the phase diagram: number, statistic, levels.
#include <QComboBox>
#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"
#include "ui/fields/line_field.h"
#include "ui/look/number_format.h"
#include "ui/panels/panel_controls.h"
#include "ui/panels/phase_diagram_panel.h"
#include "ui/panels/phase_diagram_texts.h"

namespace featurescope::ui {
namespace {

/// The metrics that some run has.
std::vector<Observable> metricsOf(const SweepResult& sweep) {
    std::vector<Observable> known;
    const SweepPlan& plan = sweep.plan();
    for (const ObservableInfo& info : observables()) {
        const auto isKnown = [&](const RunOutcome* run) {
            for (std::size_t row = 0; run && row < run->steps.size(); ++row) {
                if (!std::isnan(run->curves[row * kObservableCount + static_cast<std::size_t>(info.which)]))
                    return true;
            }
            return false;
        };
        bool isThere = false;
        for (GridPoint point; !isThere && point.y < plan.rows(); ++point.y) {
            for (point.x = 0; !isThere && point.x < plan.columns(); ++point.x)
                isThere = isKnown(sweep.at(point, 0));
        }
        if (isThere) known.push_back(info.which);
    }
    return known;
}

QString metricId(Observable metric) {
    const std::string_view id = observables()[static_cast<std::size_t>(metric)].id;
    return QString::fromLatin1(id.data(), std::ssize(id));
}

QString levelsText(const std::vector<double>& levels) {
    QStringList texts;
    for (const double level : levels) texts << editableNumber(level);
    return texts.join(QStringLiteral(", "));
}

/// Nothing when some part is no number.
std::optional<std::vector<double>> levelsFrom(const QString& text) {
    std::vector<double> levels;
    for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const std::optional<double> level = parseNumber(part.trimmed().toStdString());
        if (!level || !std::isfinite(*level)) return std::nullopt;
        levels.push_back(*level);
    }
    std::ranges::sort(levels);
    return levels;
}

}  // namespace

void PhaseDiagramPanel::addChoosers() {
    metric_ = makeChooser(this, QStringLiteral("phaseMetric"), tr("Number shown in the phase diagram"), {},
                          tr("Choose the number that is shown, without new runs"), Qt::Key_M);
    QStringList statistics;
    for (const auto& kind : NameTable<SeedStatistic>::kinds)
        statistics << statisticText({.metric = {}, .step = 0, .statistic = kind.kind, .threshold = 0});
    statistic_ = makeChooser(this, QStringLiteral("phaseStatistic"), tr("Statistic over the seeds"),
                             statistics, tr("Choose what is made of the seeds of a cell"), Qt::Key_V);
    levels_ = new LineField(this);
    levels_->setObjectName(QStringLiteral("phaseLevels"));
    levels_->setAccessibleName(tr("Levels of the lines"));
    levels_->setToolTip(tr("Levels at which lines are drawn, with commas between them"));
    levels_->setMaximumWidth(110);
    for (QWidget* control : std::initializer_list<QWidget*>{metric_, statistic_, levels_}) {
        control->hide();
        addControl(control);
    }
    connect(metric_, &QComboBox::activated, this, [this](int entry) {
        Own own = own_;
        own.metric = metrics_.at(static_cast<std::size_t>(entry));
        choose(std::move(own));
    });
    connect(statistic_, &QComboBox::activated, this, [this](int entry) {
        Own own = own_;
        own.statistic = NameTable<SeedStatistic>::kinds[static_cast<std::size_t>(entry)].kind;
        choose(std::move(own));
    });
    connect(levels_, &LineField::committed, this, &PhaseDiagramPanel::takeLevels);
}

void PhaseDiagramPanel::choose(Own own) {
    own_ = std::move(own);
    redraw();
    showChoosers();
    Q_EMIT optionsChanged();
}

void PhaseDiagramPanel::takeLevels() {
    const std::optional<std::vector<double>> levels = levelsFrom(levels_->text());
    if (!levels)
        return levels_->setToolTip(tr("These are no levels: write numbers with commas between them"));
    Own own = own_;
    own.levels = *levels;
    choose(std::move(own));
}

PhaseChoice PhaseDiagramPanel::choice() const {
    PhaseChoice chosen = firstPhaseChoice(sweep_->plan());
    const CellValue first = chosen.value;
    chosen.value.metric = own_.metric.value_or(first.metric);
    chosen.value.statistic = own_.statistic.value_or(first.statistic);
    const bool isSame = chosen.value.metric == first.metric && chosen.value.statistic == first.statistic;
    if (!isSame) chosen.range.reset();
    // Levels of one metric mean nothing in another.
    if (own_.levels) {
        chosen.levels = *own_.levels;
    } else if (!isSame && chosen.value.metric != first.metric) {
        chosen.levels.clear();
    }
    if (chosen.value.statistic == SeedStatistic::shareBelow && first.statistic != SeedStatistic::shareBelow) {
        constexpr double kSmallError = 0.05;
        const std::vector<double> levels = firstPhaseChoice(sweep_->plan()).levels;
        chosen.value.threshold = levels.empty() ? kSmallError : levels.front();
    }
    if (own_.threshold) chosen.value.threshold = *own_.threshold;
    if (snapshot_) chosen.value.step = snapshot_->step;
    return chosen;
}

QJsonObject PhaseDiagramPanel::options() const {
    QJsonObject json;
    if (own_.metric) json[QStringLiteral("metric")] = metricId(*own_.metric);
    if (own_.statistic) {
        const std::string_view name = nameOf(*own_.statistic);
        json[QStringLiteral("statistic")] = QString::fromLatin1(name.data(), std::ssize(name));
    }
    if (own_.threshold) json[QStringLiteral("threshold")] = *own_.threshold;
    if (own_.levels) {
        QJsonArray levels;
        for (const double level : *own_.levels) levels.append(level);
        json[QStringLiteral("levels")] = levels;
    }
    return json;
}

void PhaseDiagramPanel::setOptions(const QJsonObject& options) {
    const auto text = [&](const char* key) {
        return options.value(QLatin1String(key)).toString().toStdString();
    };
    if (const auto metric = observableNamed(text("metric"))) own_.metric = metric;
    if (const auto statistic = kindNamed<SeedStatistic>(text("statistic"))) own_.statistic = statistic;
    const QJsonValue threshold = options.value(QStringLiteral("threshold"));
    if (threshold.isDouble()) own_.threshold = threshold.toDouble();
    const QJsonValue levels = options.value(QStringLiteral("levels"));
    if (levels.isArray()) {
        own_.levels.emplace();
        for (const QJsonValue level : levels.toArray()) {
            if (level.isDouble()) own_.levels->push_back(level.toDouble());
        }
        std::ranges::sort(*own_.levels);
    }
    redraw();
    showChoosers();
}

void PhaseDiagramPanel::showChoosers() {
    const bool isShown = sweep_ && showsControls();
    for (QWidget* control : std::initializer_list<QWidget*>{metric_, statistic_, levels_})
        control->setVisible(isShown);
    statistic_->setVisible(isShown && sweep_->plan().seeds().size() > 1);
    if (!isShown) return layoutCard();
    const PhaseChoice chosen = choice();
    const std::vector<Observable> metrics = metricsOf(*sweep_);
    if (metrics != metrics_ || metric_->count() == 0) {
        metrics_ = metrics;
        metric_->clear();
        for (const Observable metric : metrics_) {
            const ObservableInfo& info = observables()[static_cast<std::size_t>(metric)];
            metric_->addItem(QCoreApplication::translate("Observable", info.label.data()));
        }
    }
    const auto entry = std::ranges::find(metrics_, chosen.value.metric);
    metric_->setCurrentIndex(entry == metrics_.end() ? -1 : static_cast<int>(entry - metrics_.begin()));
    statistic_->setCurrentIndex(static_cast<int>(chosen.value.statistic));
    statistic_->setItemText(static_cast<int>(SeedStatistic::shareBelow),
                            statisticText({.metric = {},
                                           .step = 0,
                                           .statistic = SeedStatistic::shareBelow,
                                           .threshold = chosen.value.threshold}));
    levels_->showText(levelsText(chosen.levels));
    layoutCard();
}

}  // namespace featurescope::ui
