#include "ui/panels/phase_diagram_texts.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <optional>

#include "core/base/number_text.h"
#include "ui/look/number_format.h"
#include "ui/panels/csv_text.h"

namespace featurescope::ui {
namespace {

QString phaseWords(const char* text) { return QCoreApplication::translate("PhaseDiagram", text); }

QString plain(std::string_view text) { return QString::fromUtf8(text.data(), std::ssize(text)); }

const ObservableInfo& infoOf(Observable metric) { return observables()[static_cast<std::size_t>(metric)]; }

/// "σ² 0.0625"
QString placeText(const PhaseAxis& axis, std::size_t cell) {
    const QString name = axis.symbol.empty() ? axisTitle(axis) : QString::fromStdString(axis.symbol);
    const double value = axis.values[cell];
    const bool isCount = std::abs(value) < 1e15 && value == std::round(value);
    return name + QLatin1Char(' ') +
           (isCount ? countLabel(static_cast<std::int64_t>(value)) : numberLabel(value, 4));
}

QString seedsText(const SweepResult& result, const std::vector<double>& values) {
    constexpr std::size_t kMostListed = 8;
    QStringList parts;
    for (std::size_t i = 0; i < std::min(values.size(), kMostListed); ++i)
        parts << phaseWords("seed %1: %2")
                     .arg(QString::number(result.plan().seeds()[i]), numberLabel(values[i], 4));
    if (values.size() > kMostListed)
        parts << phaseWords("and %1 more")
                     .arg(countLabel(static_cast<std::int64_t>(values.size() - kMostListed)));
    return parts.join(QLatin1Char('\n'));
}

/// How the runs of a point have ended.
struct Ends {
    int there = 0, diverged = 0, failed = 0;
    QString error;
};

Ends endsAt(const SweepResult& result, GridPoint point, std::int64_t step) {
    Ends ends;
    for (std::size_t seed = 0; seed < result.plan().seeds().size(); ++seed) {
        const RunOutcome* const run = result.at(point, seed);
        if (!run) continue;
        ++ends.there;
        ends.diverged += run->state == RunOutcomeState::diverged && run->divergedAt <= step;
        if (run->state != RunOutcomeState::failed) continue;
        ++ends.failed;
        if (ends.error.isEmpty()) ends.error = QString::fromStdString(run->error);
    }
    return ends;
}

QString endsText(const SweepResult& result, const Ends& ends) {
    QString text = phaseWords("%1 of %2 runs")
                       .arg(QString::number(ends.there),
                            countLabel(static_cast<std::int64_t>(result.plan().seeds().size())));
    if (ends.diverged > 0) text += phaseWords(", %1 diverged").arg(QString::number(ends.diverged));
    if (ends.failed > 0) text += phaseWords(", %1 failed: %2").arg(QString::number(ends.failed), ends.error);
    return text;
}

}  // namespace

QString axisTitle(const PhaseAxis& axis) {
    if (axis.isStep) return phaseWords("Step");
    if (axis.label.empty()) return QString::fromStdString(axis.name);
    QString title = QCoreApplication::translate("SettingRow", axis.label.c_str());
    if (!axis.symbol.empty()) title += QLatin1Char(' ') + QString::fromStdString(axis.symbol);
    return title;
}

QString statisticText(const CellValue& value) {
    switch (value.statistic) {
        case SeedStatistic::mean:
            return phaseWords("mean");
        case SeedStatistic::median:
            return phaseWords("median");
        case SeedStatistic::spread:
            return phaseWords("spread");
        case SeedStatistic::least:
            return phaseWords("least");
        case SeedStatistic::largest:
            return phaseWords("largest");
        case SeedStatistic::shareBelow:
            return phaseWords("share below %1").arg(editableNumber(value.threshold));
    }
    return {};
}

QString quantityText(const SweepResult& result, const PhaseDiagramView& view) {
    QString text = QCoreApplication::translate("Observable", infoOf(view.choice.value.metric).label.data());
    const std::size_t seeds = result.plan().seeds().size();
    if (seeds > 1)
        text += phaseWords(", %1 of %2 seeds")
                    .arg(statisticText(view.choice.value), countLabel(static_cast<std::int64_t>(seeds)));
    const bool hasStepAxis = view.x.isStep || view.y.isStep;
    return hasStepAxis ? text : text + phaseWords(", step %1").arg(countLabel(view.choice.value.step));
}

QString cellText(const SweepResult& result, const PhaseDiagramView& view, std::size_t column,
                 std::size_t row) {
    const PhaseCell& cell = view.cell(column, row);
    QString text = placeText(view.x, column);
    if (!view.isCurve) text += QStringLiteral(" · ") + placeText(view.y, row);
    text += QLatin1Char('\n') +
            QCoreApplication::translate("Observable", infoOf(view.choice.value.metric).label.data());
    const auto addValue = [&](const QString& what) {
        text += QStringLiteral(", %1: %2").arg(what, numberLabel(cell.value, 4));
    };
    const std::vector<double> values = seedValues(result, view, column, row);
    switch (cell.state) {
        case CellState::missing:
            return text + QLatin1Char('\n') + phaseWords("not run");
        case CellState::interpolated:
            addValue(phaseWords("interpolated"));
            return text + QLatin1Char('\n') + phaseWords("not run itself: between its neighbours that were");
        case CellState::failed:
            break;
        case CellState::run:
        case CellState::diverged:
            if (std::isnan(cell.value)) {
                if (cell.state == CellState::run) text += QLatin1Char('\n') + phaseWords("not defined here");
            } else {
                if (values.size() > 1) addValue(statisticText(view.choice.value));
                text += QLatin1Char('\n') + seedsText(result, values);
            }
    }
    const Ends ends = endsAt(result, view.pointOf(column, row), view.stepOf(column, row));
    return text + QLatin1Char('\n') + endsText(result, ends);
}

QString summaryText(const SweepResult& result, const PhaseDiagramView& view) {
    QString text = quantityText(result, view) + QStringLiteral(". ");
    text += phaseWords("%1 of %2 runs are there.")
                .arg(countLabel(result.runsThere()), countLabel(result.plan().runCount()));
    std::optional<std::size_t> least, largest;
    for (std::size_t i = 0; i < view.cells.size(); ++i) {
        if (view.cells[i].state != CellState::run || !std::isfinite(view.cells[i].value)) continue;
        if (!least || view.cells[i].value < view.cells[*least].value) least = i;
        if (!largest || view.cells[i].value > view.cells[*largest].value) largest = i;
    }
    if (!least) return text;
    const auto where = [&](std::size_t i) {
        const std::size_t columns = view.x.values.size();
        const QString x = placeText(view.x, i % columns);
        return view.isCurve ? x : x + QStringLiteral(", ") + placeText(view.y, i / columns);
    };
    return text + QLatin1Char(' ') +
           phaseWords("Least %1 at %2; largest %3 at %4.")
               .arg(numberLabel(view.cells[*least].value), where(*least),
                    numberLabel(view.cells[*largest].value), where(*largest));
}

QString phaseNumbers(const SweepResult& result, const PhaseDiagramView& view) {
    constexpr const char* kStates[] = {"run", "interpolated", "missing", "diverged", "failed"};
    QStringList heading{QString::fromStdString(view.x.name)};
    if (!view.isCurve) heading << QString::fromStdString(view.y.name);
    if (!view.x.isStep && !view.y.isStep) heading << QStringLiteral("step");
    heading << QStringLiteral("state")
            << plain(infoOf(view.choice.value.metric).id) + QLatin1Char(' ') +
                   plain(nameOf(view.choice.value.statistic));
    for (const std::int64_t seed : result.plan().seeds()) heading << QStringLiteral("seed %1").arg(seed);
    QString text = csvRow(heading);
    for (std::size_t row = 0; row < view.y.values.size(); ++row) {
        for (std::size_t column = 0; column < view.x.values.size(); ++column) {
            const PhaseCell& cell = view.cell(column, row);
            QStringList cells{csvNumber(view.x.values[column])};
            if (!view.isCurve) cells << csvNumber(view.y.values[row]);
            if (!view.x.isStep && !view.y.isStep) cells << QString::number(view.choice.value.step);
            cells << QLatin1String(kStates[static_cast<std::size_t>(cell.state)]) << csvNumber(cell.value);
            for (const double value : seedValues(result, view, column, row)) cells << csvNumber(value);
            text += csvRow(cells);
        }
    }
    return text;
}

}  // namespace featurescope::ui
