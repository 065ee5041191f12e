#include "ui/files/command_text.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include "core/spec/setting_assignments.h"

namespace featurescope::ui {
namespace {

/// The word as a shell takes it for one.
QString quoted(QString word) {
    static const QRegularExpression kPlain(QStringLiteral("^[A-Za-z0-9_./=,:+-]+$"));
    if (kPlain.match(word).hasMatch()) return word;
    return QLatin1Char('\'') + word.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

QString number(double value) { return QString::number(value, 'g', 12); }

QString sizeText(const QSizeF& size) {
    return number(size.width()) + QLatin1Char('x') + number(size.height());
}

void addFormat(QStringList& words, const FigureFormat& format) {
    const FigureFormat fresh = freshFormat();
    words << (format.unit == FigureUnit::pixels ? QStringLiteral("--size") : QStringLiteral("--mm"))
          << sizeText(format.size) << QStringLiteral("--dpi") << number(format.dpi);
    const auto add = [&](bool isOther, const char* option, const QString& value = {}) {
        if (!isOther) return;
        words << QLatin1String(option);
        if (!value.isEmpty()) words << value;
    };
    add(format.theme != fresh.theme, "--theme", format.theme);
    add(format.textScale != fresh.textScale, "--text-scale", number(format.textScale));
    add(format.lineScale != fresh.lineScale, "--line-width", number(format.lineScale));
    add(format.legend != fresh.legend, "--legend", legendPlaces()[static_cast<qsizetype>(format.legend)]);
    add(format.fieldRows != fresh.fieldRows, "--field-rows", QString::number(format.fieldRows));
    add(format.transparent, "--transparent");
    add(!format.carriesRecipe, "--no-recipe");
    add(!format.hasTitle, "--no-title");
    add(!format.hasLetters, "--no-letters");
    add(format.statesMoment, "--moment");
    add(!format.forPrint, "--as-on-screen");
    add(!format.sharesRanges, "--own-ranges");
    add(format.keepsText, "--text");
}

QString joined(const QStringList& words) {
    QStringList all;
    for (const QString& word : words) all << quoted(word);
    return all.join(QLatin1Char(' '));
}

}  // namespace

QString commandsFor(const Snapshot& snapshot, const FigureSubject& subject, const FigureFormat& format) {
    ExperimentSpec spec = snapshot.spec;
    // What happens later is no part of what made this moment.
    std::erase_if(spec.training.stepSizeChanges,
                  [&](const auto& change) { return change.step > snapshot.step; });
    const ScenarioOrigin origin = originOf(spec);
    QStringList run{QString::fromStdString(origin.scenario)};
    for (const std::string& assignment : origin.assignments)
        run << QStringLiteral("--set") << QString::fromStdString(assignment);
    const QString step = QString::number(snapshot.step);

    QStringList panels;
    QJsonObject options;
    for (const PageColumn& column : subject.layout.columns) {
        for (const CardPlace& card : column.cards) {
            panels << card.panel;
            if (!card.options.isEmpty()) options[card.panel] = card.options;
        }
    }
    QStringList render = QStringList{QStringLiteral("featurescope"), QStringLiteral("render")} + run;
    render << QStringLiteral("--step") << step << QStringLiteral("--panel") << panels.join(QLatin1Char(','));
    if (!options.isEmpty())
        render << QStringLiteral("--view")
               << QString::fromUtf8(QJsonDocument(options).toJson(QJsonDocument::Compact));
    addFormat(render, format);
    render << QStringLiteral("--out") << QStringLiteral("figure.pdf");

    QStringList compute = QStringList{QStringLiteral("featurescope-cli"), QStringLiteral("run")} + run;
    compute << QStringLiteral("--steps") << step;
    if (snapshot.scene && !snapshot.scene->learner.engine.empty())
        compute << QStringLiteral("--engine") << QString::fromStdString(snapshot.scene->learner.engine);
    compute << QStringLiteral("--out") << QStringLiteral("run");
    return joined(render) + QLatin1Char('\n') + joined(compute) + QLatin1Char('\n');
}

}  // namespace featurescope::ui
