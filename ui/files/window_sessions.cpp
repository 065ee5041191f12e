#include <QJsonDocument>
#include <QStandardPaths>
#include <algorithm>

#include "ui/exporting/figure_view.h"
#include "ui/files/ask.h"
#include "ui/files/movie_dialog.h"
#include "ui/files/notice.h"
#include "ui/files/recovery_dialog.h"
#include "ui/files/window_files.h"
#include "ui/session/pinned_runs.h"
#include "ui/session/run_editor.h"
#include "ui/session/session_presenter.h"

// Sessions of a window: saving, finding again what was left behind, and closing without losing anything.

namespace featurescope::ui {
namespace {

/// A title as a name that every file system takes.
QString fileNameFrom(const QString& title) {
    constexpr qsizetype kLongest = 80;
    const QString forbidden = QStringLiteral("/\\:*?\"<>|");
    QString name = title.left(kLongest).simplified();
    for (QChar& letter : name) {
        if (!letter.isPrint() || forbidden.contains(letter)) letter = QLatin1Char('-');
    }
    return name.isEmpty() || name.startsWith(QLatin1Char('.')) ? QStringLiteral("session") : name;
}

}  // namespace

SessionKeeper::Extras WindowFiles::extras(bool forSlot) const {
    SessionKeeper::Extras extras{.ownedData = ownedData_};
    // What this computer keeps under its hash need not be written every 30 s.
    if (forSlot)
        std::erase_if(extras.ownedData, [this](const auto& hash) { return storedData_.contains(hash); });
    const PanelContent content = parts_.content();
    if (!content.snapshot) return extras;
    const QJsonObject view = viewOf(parts_.page(), freshFormat(), *content.snapshot);
    extras.layout = QJsonDocument(view).toJson(QJsonDocument::Compact).toStdString();
    return extras;
}

void WindowFiles::connectKeeper() {
    SessionKeeper* const keeper = keeper_.get();
    connect(keeper, &SessionKeeper::pathChanged, this, &WindowFiles::showTitle);
    connect(keeper, &SessionKeeper::saved, this, [this](const QString& path) {
        noteRecent(path);
        showTitle();
        notice_->say(tr("The session is saved in %1.").arg(path));
        if (closing_) parts_.window->close();
    });
    connect(keeper, &SessionKeeper::failed, this,
            [this](const QString& problem) { trouble(tr("Save session"), problem); });
    connect(keeper, &SessionKeeper::isTaken, this, &WindowFiles::askAboutTaken);
    connect(keeper, &SessionKeeper::autosaved, this, [this] { autosaveTroubleSaid_ = false; });
    connect(keeper, &SessionKeeper::autosaveFailed, this, [this](const QString& problem) {
        // Once, not every 30 seconds.
        if (!std::exchange(autosaveTroubleSaid_, true)) notice_->say(problem);
    });
}

void WindowFiles::saveSession(bool thenClose) {
    if (keeper_->path().isEmpty()) return saveSessionAs(thenClose);
    closing_ = thenClose;
    keeper_->save(keeper_->path());
}

void WindowFiles::saveSessionAs(bool thenClose) {
    const std::shared_ptr<const Snapshot> snapshot = parts_.content().snapshot;
    const QString title = snapshot ? QString::fromStdString(snapshot->spec.title) : QString();
    askForNewFile(parts_.window, tr("Save session"),
                  memory_.folder() + QLatin1Char('/') + fileNameFrom(title) + QStringLiteral(".fscope"),
                  tr("Session (*.fscope)"), QStringLiteral("fscope"), [this, thenClose](const QString& path) {
                      // Not before: whoever chooses no file stays.
                      closing_ = thenClose;
                      keeper_->save(path);
                  });
}

/// Asks when a session is opened, or left, and what is shown is in no file; true when the answer decides.
/// Opening a scenario asks nothing: undo brings back what it replaces, and closing asks.
bool WindowFiles::asksBeforeLeaving(Arrival& arrival) {
    const bool isAboutSessions = arrival.document.session || !keeper_->path().isEmpty();
    if (!parts_.keepsSessions || arrival.slot || arrival.leavesUnsaved || !isAboutSessions) return false;
    if (!keeper_->presentIsUnsaved()) return false;
    const auto waiting = std::make_shared<Arrival>(std::move(arrival));
    const auto leave = [this, waiting] {
        waiting->leavesUnsaved = true;
        show(std::move(*waiting));
    };
    ask(parts_.window, tr("Open"), tr("What is shown now is in no file. Open something else all the same?"),
        {{QStringLiteral("leaveUnsaved"), tr("Open"), leave},
         {QStringLiteral("stayHere"), tr("Cancel"), [] {}}});
    return true;
}

void WindowFiles::offerCopy(Arrival arrival) {
    const QString path = arrival.path;
    const auto waiting = std::make_shared<Arrival>(std::move(arrival));
    const auto openCopy = [this, waiting] {
        // Without a path: it is saved under a name that is asked for.
        waiting->path.clear();
        waiting->lock.reset();
        show(std::move(*waiting));
    };
    const auto stay = [this] {
        if (!parts_.presenter->snapshot()) show(openDocument({}));
    };
    ask(parts_.window, tr("Open"),
        tr("%1 is open in another window (%2). Two windows that save the same session would overwrite each "
           "other's work.")
            .arg(path, SessionLock::holderOf(path)),
        {{QStringLiteral("openCopy"), tr("Open a copy"), openCopy},
         {QStringLiteral("cancelOpening"), tr("Cancel"), stay}});
}

void WindowFiles::askAboutTaken(const QString& path) {
    // Whoever wanted to close must know this first.
    const bool thenClose = std::exchange(closing_, false);
    closeTimer_.stop();
    ask(parts_.window, tr("Save session"),
        tr("%1 was changed by another program since this window has read or saved it. Nothing is written "
           "yet.")
            .arg(path),
        {{QStringLiteral("saveElsewhere"), tr("Save under another name"),
          [this, thenClose] { saveSessionAs(thenClose); }},
         {QStringLiteral("replaceChanged"), tr("Replace it"),
          [this, thenClose, path] {
              closing_ = thenClose;
              keeper_->save(path, true);
          }},
         {QStringLiteral("cancelSaving"), tr("Cancel"), [] {}}});
}

void WindowFiles::offerRecovery() { lookForLeft(false); }

void WindowFiles::lookForLeft(bool saysNone) {
    if (looking_.isBusy() || parts_.window->findChild<RecoveryDialog*>()) return;
    if (!parts_.keepsSessions && saysNone) notice_->say(tr("This window keeps no sessions."));
    if (!parts_.keepsSessions) return;
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/autosave");
    const auto found = std::make_shared<std::vector<SessionLeft>>();
    looking_.run([found, folder] { *found = sessionsLeftIn(folder); },
                 [this, found, saysNone] {
                     if (found->empty()) {
                         if (saysNone) notice_->say(tr("No session was left behind."));
                         return;
                     }
                     auto* dialog = new RecoveryDialog(std::move(*found), parts_.window);
                     connect(dialog, &RecoveryDialog::restoreWanted, this, [this, dialog] {
                         restore(dialog->takeChosen());
                         dialog->close();
                     });
                     dialog->open();
                 });
}

void WindowFiles::restore(const std::shared_ptr<AutosaveSlot>& slot) {
    if (reading_.isBusy())
        return notice_->say(tr("The session was not restored: another file is still being read."));
    const auto session = std::make_shared<std::optional<SessionDocument>>();
    reading_.run([session, slot] { *session = slot->read(); },
                 [this, session, slot] {
                     if (!*session) {
                         return trouble(tr("Recover sessions"),
                                        tr("%1 is damaged; it is kept where it is.").arg(slot->path()));
                     }
                     show({.document = documentOf(std::move(**session)), .slot = slot});
                 });
}

bool WindowFiles::mayClose() {
    if (asksBeforeClosing() || stopsWorkBeforeClosing()) return false;
    if (keeper_->mustFinish() || exporter_.isBusy() || keeping_.isBusy() || tables_.isBusy()) {
        closing_ = true;
        notice_->say(tr("The window closes when everything is written."));
        closeTimer_.start();
        return false;
    }
    if (parts_.keepsSessions) keeper_->dropAutosaved();
    return true;
}

/// Asks about a session that would be lost; true when the answer decides.
bool WindowFiles::asksBeforeClosing() {
    if (closing_ || !parts_.keepsSessions || !keeper_->hasUnsaved()) return false;
    const auto closeNow = [this] {
        closing_ = true;
        parts_.window->close();
    };
    if (!keeper_->presentIsUnsaved()) {
        // Saving would write what is shown, which is not what is asked about.
        ask(parts_.window, tr("Save session"),
            tr("What this window showed before is in no file; Ctrl+Z goes back to it. Close all the same?"),
            {{QStringLiteral("closeUnsaved"), tr("Close"), closeNow},
             {QStringLiteral("stayOpen"), tr("Cancel"), [] {}}});
        return true;
    }
    ask(parts_.window, tr("Save session"), tr("Save this session before closing?"),
        {{QStringLiteral("saveAndClose"), tr("Save"), [this] { saveSession(true); }},
         {QStringLiteral("closeUnsaved"), tr("Do not save"), closeNow},
         {QStringLiteral("stayOpen"), tr("Cancel"), [] {}}});
    return true;
}

/// Asks about a movie or tables under way, which may take minutes; true when the answer decides.
bool WindowFiles::stopsWorkBeforeClosing() {
    const auto isFilming = [](const MovieDialog* dialog) { return dialog->isFilming(); };
    const QList<MovieDialog*> movies = parts_.window->findChildren<MovieDialog*>();
    const bool films = std::ranges::any_of(movies, isFilming);
    if (!films && (!tables_.isBusy() || tableStop_.stop_requested())) return false;
    const auto stop = [this] {
        tableStop_.request_stop();
        for (MovieDialog* movie : parts_.window->findChildren<MovieDialog*>()) movie->stopFilming();
        parts_.window->close();
    };
    ask(parts_.window, films ? tr("Make a movie") : tr("Export data"),
        films ? tr("A movie is still being made. Stop it and close?")
              : tr("Data are still being exported. Stop that and close?"),
        {{QStringLiteral("stopAndClose"), tr("Stop and close"), stop},
         {QStringLiteral("goOn"), tr("Go on"), [this] { closing_ = false; }}});
    return true;
}

}  // namespace featurescope::ui
