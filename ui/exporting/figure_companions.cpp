#include "ui/exporting/figure_companions.h"

#include <QCoreApplication>
#include <QFileInfo>

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "ui/exporting/figure_text.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_table.h"

namespace featurescope::ui {
namespace {

QString idOf(const Panel& panel) { return panel.objectName().mid(QStringLiteral("panel-").size()); }

/// Path and name without the end that says the format.
QString stemOf(const QString& path) {
    const QFileInfo file(path);
    return file.path() + QLatin1Char('/') + file.completeBaseName();
}

/// "(a) Errors: share of wrong predictions, step by step."
QString sentenceOn(const Panel& panel, const QString& letter) {
    const PanelKind* const kind = panelKind(idOf(panel).toStdString());
    const QString about = kind ? explanationOf(*kind) : panel.caption();
    return letter + QCoreApplication::translate("FigureCaption", "%1: %2.").arg(panel.title(), about);
}

QString captionOf(const Figure& figure, const Snapshot& snapshot, const FigureFormat& format,
                  const QString& path) {
    QStringList sentences;
    const bool hasLetters = format.hasLetters && figure.panels().size() > 1;
    char letter = 'a';
    for (const std::unique_ptr<Panel>& panel : figure.panels()) {
        sentences << sentenceOn(*panel,
                                hasLetters ? QStringLiteral("(%1) ").arg(QLatin1Char(letter)) : QString());
        ++letter;
    }
    sentences << experimentText(snapshot) + QStringLiteral(": ") + momentText(snapshot) + QLatin1Char('.');
    const QString name = QFileInfo(path).completeBaseName();
    const QString width = format.unit == FigureUnit::millimetres
                              ? QString::number(format.size.width(), 'g', 6) + QStringLiteral("mm")
                              : QStringLiteral("\\linewidth");
    return QStringLiteral(
               "\\begin{figure}\n  \\centering\n  \\includegraphics[width=%1]{%2}\n  \\caption{%3}\n"
               "  \\label{fig:%2}\n\\end{figure}\n")
        .arg(width, name, latexText(sentences.join(QLatin1Char(' '))));
}

}  // namespace

std::vector<Companion> companionsOf(const Figure& figure, const Snapshot& snapshot,
                                    const FigureFormat& format, const QString& path,
                                    const CompanionChoice& choice) {
    std::vector<Companion> companions;
    const QString stem = stemOf(path);
    if (choice.numbers) {
        const bool isAlone = figure.panels().size() == 1;
        for (const std::unique_ptr<Panel>& panel : figure.panels()) {
            const QString name = isAlone ? stem : stem + QLatin1Char('-') + idOf(*panel);
            const QString numbers = panel->numbers();
            // A panel that only says why it has no picture has no numbers either.
            if (!numbers.isEmpty()) companions.push_back({name + QStringLiteral(".csv"), numbers});
        }
    }
    if (choice.caption)
        companions.push_back({stem + QStringLiteral(".tex"), captionOf(figure, snapshot, format, path)});
    return companions;
}

void requireOwnCompanions(const QString& path, const CompanionChoice& choice) {
    if (QFileInfo::exists(path)) return;
    const auto require = [&](bool isWanted, const char* ending) {
        const QString companion = stemOf(path) + QLatin1String(ending);
        if (!isWanted) return;
        if (QFileInfo::exists(companion))
            throw FileError(companion.toStdString() + " is there already and belongs to no " +
                            QFileInfo(path).fileName().toStdString() + "; name the figure otherwise.");
        requireWritable(companion.toStdString());
    };
    require(choice.numbers, ".csv");
    require(choice.caption, ".tex");
}

void writeCompanions(const std::vector<Companion>& companions) {
    for (const Companion& file : companions)
        writeFileAtomically(file.path.toStdString(), file.text.toStdString());
}

}  // namespace featurescope::ui
