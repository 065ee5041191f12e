#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QStandardPaths>

#include "ui/files/ask.h"
#include "ui/files/command_text.h"
#include "ui/files/export_dialog.h"
#include "ui/files/movie_dialog.h"
#include "ui/files/notice.h"
#include "ui/files/window_files.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_table.h"
#include "ui/session/pinned_runs.h"
#include "ui/session/session_presenter.h"

// What a window writes: figures and movies.

namespace featurescope::ui {
namespace {

QString picturesFolder() { return QStandardPaths::writableLocation(QStandardPaths::PicturesLocation); }

/// "featurescope-errors-step-20.png", or with "-2" and so on when that is there already.
QString freeName(const QString& folder, const QString& subject, std::int64_t step, const QString& suffix) {
    const QString name = QStringLiteral("%1/featurescope-%2-step-%3").arg(folder, subject).arg(step);
    QString path = name + suffix;
    for (int i = 2; QFileInfo::exists(path); ++i)
        path = QStringLiteral("%1-%2%3").arg(name).arg(i).arg(suffix);
    return path;
}

}  // namespace

std::vector<FigureChoice> WindowFiles::figureChoices() const {
    const FigureSubject page = parts_.page();
    std::vector<FigureChoice> choices{{tr("The page"), page}};
    for (const PageColumn& column : page.layout.columns) {
        for (const CardPlace& place : column.cards) {
            const PanelKind* const kind = panelKind(place.panel.toStdString());
            if (kind) choices.push_back({titleOf(*kind), panelSubject(place.panel, place.options)});
        }
    }
    return choices;
}

void WindowFiles::exportFigure() {
    const PanelContent content = parts_.content();
    if (!content.snapshot) return;
    auto* dialog = new ExportDialog(content, figureChoices(), parts_.window);
    dialog->controls().setFocused(focusedPanel());
    if (const std::optional<LastExport> last = memory_.lastExport()) {
        dialog->controls().choose(last->subject);
        dialog->controls().setFormat(last->format);
        dialog->setCompanions(last->companions);
        dialog->setSuffix(last->suffix);
    }
    connect(dialog, &ExportDialog::saveWanted, this, [this, dialog] { saveFrom(*dialog); });
    connect(dialog, &ExportDialog::saveAllWanted, this, [this, dialog] { saveAllFrom(*dialog); });
    connect(dialog, &ExportDialog::copyWanted, this, [this, dialog] { copyFrom(*dialog); });
    dialog->open();
}

LastExport WindowFiles::rememberedFrom(ExportDialog& dialog, const QString& folder) {
    return {.subject = dialog.controls().subject().name,
            .format = dialog.controls().format(),
            .companions = dialog.companions(),
            .suffix = dialog.suffix(),
            .folder = folder};
}

void WindowFiles::saveFrom(ExportDialog& dialog) {
    const LastExport chosen = rememberedFrom(dialog, {});
    const QString folder = memory_.lastExport() && !memory_.lastExport()->folder.isEmpty()
                               ? memory_.lastExport()->folder
                               : picturesFolder();
    const QString proposal = freeName(folder, chosen.subject, dialog.content().snapshot->step, chosen.suffix);
    const QPointer<ExportDialog> open(&dialog);
    askForNewFile(&dialog, tr("Export figure"), proposal, tr("Picture (*%1)").arg(chosen.suffix),
                  chosen.suffix.mid(1), [this, open](const QString& path) {
                      if (!open) return;
                      const LastExport what = rememberedFrom(*open, QFileInfo(path).absolutePath());
                      memory_.noteExport(what);
                      const QString end = formatNamedBy(path) ? QString() : what.suffix;
                      exporter_.make({.content = open->content(),
                                      .subject = open->controls().subject(),
                                      .format = what.format,
                                      .companions = what.companions,
                                      .path = path + end});
                      open->close();
                  });
}

void WindowFiles::saveAllFrom(ExportDialog& dialog) {
    const QPointer<ExportDialog> open(&dialog);
    askForFolder(&dialog, tr("Export every panel"), picturesFolder(), [this, open](const QString& folder) {
        if (!open) return;
        const LastExport what = rememberedFrom(*open, folder);
        memory_.noteExport(what);
        for (const FigureChoice& choice : figureChoices()) {
            // What is large enough for one panel may not be for the page.
            if (!problemWith(choice.subject, what.format).isEmpty()) continue;
            exporter_.make(
                {.content = open->content(),
                 .subject = choice.subject,
                 .format = what.format,
                 .companions = what.companions,
                 .path = freeName(folder, choice.subject.name, open->content().snapshot->step, what.suffix)});
        }
        open->close();
    });
}

void WindowFiles::exportAgain() {
    const std::optional<LastExport> last = memory_.lastExport();
    const PanelContent content = parts_.content();
    if (!content.snapshot) return;
    if (!last || last->folder.isEmpty() || !QFileInfo(last->folder).isDir()) return exportFigure();
    const std::vector<FigureChoice> choices = figureChoices();
    const auto found =
        std::ranges::find(choices, last->subject, [](const FigureChoice& c) { return c.subject.name; });
    const FigureSubject& subject = found == choices.end() ? choices.front().subject : found->subject;
    exporter_.make({.content = content,
                    .subject = subject,
                    .format = last->format,
                    .companions = last->companions,
                    .path = freeName(last->folder, subject.name, content.snapshot->step, last->suffix)});
}

void WindowFiles::copyFigure() {
    const PanelContent content = parts_.content();
    if (!content.snapshot) return;
    const LastExport last = memory_.lastExport().value_or(LastExport{});
    const std::vector<FigureChoice> choices = figureChoices();
    const auto found =
        std::ranges::find(choices, last.subject, [](const FigureChoice& c) { return c.subject.name; });
    exporter_.make({.content = content,
                    .subject = found == choices.end() ? choices.front().subject : found->subject,
                    .format = last.format});
}

void WindowFiles::copyCommand() {
    const PanelContent content = parts_.content();
    if (!content.snapshot) return;
    if (!traitsOf(content.snapshot->spec.data).isDrawn())
        return notice_->say(
            tr("The data of this run are a file, which no command can name; save a session and draw that."));
    FigureFormat format = memory_.lastExport().value_or(LastExport{}).format;
    QGuiApplication::clipboard()->setText(commandsFor(*content.snapshot, parts_.page(), format));
    notice_->say(tr("Two commands are on the clipboard: one draws this page, the other computes the run."));
}

QString WindowFiles::focusedPanel() const {
    const FigureSubject page = parts_.page();
    for (const QWidget* widget = parts_.window->focusWidget(); widget; widget = widget->parentWidget()) {
        const auto* panel = qobject_cast<const Panel*>(widget);
        if (panel) return panel->objectName().mid(QStringLiteral("panel-").size());
    }
    const auto& columns = page.layout.columns;
    return columns.empty() || columns.front().cards.empty() ? QString() : columns.front().cards.front().panel;
}

void WindowFiles::copyFrom(ExportDialog& dialog) {
    const LastExport last = memory_.lastExport().value_or(LastExport{});
    const LastExport what = rememberedFrom(dialog, last.folder);
    memory_.noteExport(what);
    // The moment of the preview, wherever the window is by now.
    exporter_.make(
        {.content = dialog.content(), .subject = dialog.controls().subject(), .format = what.format});
}

void WindowFiles::makeMovie() {
    const PanelContent content = parts_.content();
    if (!content.snapshot || !content.snapshot->scene) return;
    const std::int64_t last =
        content.snapshot->trainedTo > 0 ? content.snapshot->trainedTo : content.snapshot->spec.training.steps;
    auto* dialog = new MovieDialog(content.snapshot->spec, parts_.presenter->data(), last,
                                   parts_.session.learner, figureChoices(), parts_.window);
    connect(dialog, &MovieDialog::fileWanted, this, [this, dialog] {
        if (!parts_.pinned->hasRoomBeside(dialog->memoryNeed())) {
            return dialog->say(
                tr("There is not enough memory for a movie beside the run, the kept runs and "
                   "other movies: let kept runs go, or choose smaller sizes."));
        }
        const QString proposal =
            freeName(picturesFolder(), QStringLiteral("movie"), 0, QStringLiteral(".gif"));
        askForNewFile(dialog, tr("Make a movie"), proposal, tr("Movie (*.gif *.mp4 *.webm)"),
                      QStringLiteral("gif"), [open = QPointer<MovieDialog>(dialog)](const QString& path) {
                          if (open) open->film(path);
                      });
    });
    connect(dialog, &MovieDialog::written, this, [this](const QString& path) {
        noteRecent(path);
        notice_->say(tr("The movie is in %1.").arg(path));
    });
    dialog->show();
}

}  // namespace featurescope::ui
