#include "ui/files/window_files.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QJsonDocument>
#include <QMimeData>
#include <QStandardPaths>
#include <QUrl>
#include <QWidget>

#include "ui/controls/file_menu.h"
#include "ui/exporting/figure_view.h"
#include "ui/files/ask.h"
#include "ui/files/notice.h"
#include "ui/files/recovery_dialog.h"
#include "ui/look/number_format.h"
#include "ui/session/pinned_runs.h"
#include "ui/session/run_editor.h"
#include "ui/session/session_presenter.h"

namespace featurescope::ui {
namespace {

QString folderInAppData(bool wanted, const QString& name) {
    if (!wanted) return {};
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QLatin1Char('/') + name;
}

/// A document, or a sentence that says why there is none.
struct Opening {
    OpenedDocument document{};
    QString problem{};
};

QString fileOfDrag(const QMimeData* data) {
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 && urls.front().isLocalFile() ? urls.front().toLocalFile() : QString();
}

}  // namespace

WindowFiles::WindowFiles(WindowParts parts)
    : parts_(std::move(parts)),
      memory_(parts_.settings, folderInAppData(parts_.keepsSessions, QStringLiteral("data"))),
      notice_(new Notice(parts_.window)) {
    const auto extras = [this]() -> SessionKeeper::Extras {
        const PanelContent content = parts_.content();
        if (!content.snapshot) return {};
        const QJsonObject view = viewOf(parts_.page(), {}, *content.snapshot);
        SessionKeeper::Extras extra{.layout =
                                        QJsonDocument(view).toJson(QJsonDocument::Compact).toStdString()};
        for (const PinnedMoment& kept : parts_.pinned->moments())
            extra.pinned.push_back({kept.name.toStdString(), *kept.archive});
        return extra;
    };
    keeper_ = std::make_unique<SessionKeeper>(
        *parts_.presenter, extras, folderInAppData(parts_.keepsSessions, QStringLiteral("autosave")));
    connect(parts_.presenter, &SessionPresenter::arrived, this, &WindowFiles::compareWithFile);
    connect(keeper_.get(), &SessionKeeper::saved, this, [this](const QString& path) {
        noteRecent(path);
        notice_->say(tr("The session is saved in %1.").arg(path));
        if (closing_) parts_.window->close();
    });
    connect(keeper_.get(), &SessionKeeper::failed, this, [this](const QString& problem) {
        closing_ = false;
        trouble(tr("Save session"), problem);
    });
    connect(keeper_.get(), &SessionKeeper::autosaved, this, [this] { autosaveTroubleSaid_ = false; });
    connect(keeper_.get(), &SessionKeeper::autosaveFailed, this, [this](const QString& problem) {
        // Once, not every 30 seconds.
        if (!std::exchange(autosaveTroubleSaid_, true)) notice_->say(problem);
    });
    connect(&exporter_, &FigureExporter::written, this,
            [this](const QString& path) { notice_->say(tr("The figure is in %1.").arg(path)); });
    connect(&exporter_, &FigureExporter::failed, this,
            [this](const QString& problem) { trouble(tr("Export figure"), problem); });
    connectMenu();
    parts_.menu->showRecent(memory_.recent());
    parts_.window->setAcceptDrops(true);
    parts_.window->installEventFilter(this);
}

WindowFiles::~WindowFiles() = default;

void WindowFiles::connectMenu() {
    FileMenu* const menu = parts_.menu;
    connect(menu, &FileMenu::openWanted, this, &WindowFiles::askForFileToOpen);
    connect(menu, &FileMenu::recentChosen, this, &WindowFiles::open);
    connect(menu, &FileMenu::saveWanted, this, &WindowFiles::saveSession);
    connect(menu, &FileMenu::saveAsWanted, this, &WindowFiles::saveSessionAs);
    connect(menu, &FileMenu::recoveryWanted, this, [this] {
        notice_->say(tr("No session was left behind."));
        offerRecovery();
    });
    connect(menu, &FileMenu::exportWanted, this, &WindowFiles::exportFigure);
    connect(menu, &FileMenu::exportAgainWanted, this, &WindowFiles::exportAgain);
    connect(menu, &FileMenu::copyWanted, this, &WindowFiles::copyFigure);
    connect(menu, &FileMenu::movieWanted, this, &WindowFiles::makeMovie);
    connect(menu, &FileMenu::drawingWanted, this, &WindowFiles::drawPoints);
    connect(&pointTool_, &PointTool::pointWanted, this, &WindowFiles::addPoint);
}

bool WindowFiles::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::DragEnter) {
        auto* drag = static_cast<QDragEnterEvent*>(event);
        if (!fileOfDrag(drag->mimeData()).isEmpty()) drag->acceptProposedAction();
        return true;
    }
    if (event->type() == QEvent::Drop) {
        auto* drop = static_cast<QDropEvent*>(event);
        drop->acceptProposedAction();
        open(fileOfDrag(drop->mimeData()));
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void WindowFiles::open(const QString& path) {
    if (path.isEmpty() || reading_.isBusy()) return;
    if (path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive)) return openTable(path);
    const auto opening = std::make_shared<Opening>();
    reading_.run(
        [opening, path] {
            try {
                opening->document = openDocument(path.toStdString());
            } catch (const std::exception& error) {
                opening->problem = QString::fromUtf8(error.what());
            }
        },
        [this, opening, path] {
            if (!opening->problem.isEmpty()) return trouble(tr("Open"), opening->problem);
            show(std::move(opening->document), path);
        });
}

void WindowFiles::show(OpenedDocument document, const QString& path) {
    if (document.wantsData) return findData(std::move(document), path);
    if (document.data && !path.isEmpty()) memory_.noteData(document.data->sha256, path);
    start(std::move(document), path);
}

void WindowFiles::start(OpenedDocument document, const QString& path) {
    const std::shared_ptr<const Snapshot> before = parts_.presenter->snapshot();
    expected_.reset();
    drawn_.reset();
    if (!document.report.weightsSha256.empty())
        expected_ = {document.report, document.view, document.step, before ? before->runId : 0};
    if (const std::optional<FigureSubject> subject = subjectInView(document.view)) parts_.arrange(*subject);
    if (document.session) {
        for (PinnedRun& kept : document.session->pinned) {
            if (dataHashOf(kept.run.spec) == dataHashOf(document.spec)) kept.run.data = document.data;
            parts_.pinned->keep(std::make_shared<const RunArchive>(std::move(kept.run)));
        }
        RunArchive archive = std::move(document.session->run);
        keeper_->openedSession(path, archive.trainedTo, document.step);
        archive.data = document.data;
        parts_.editor->reopen(std::make_shared<const RunArchive>(std::move(archive)), document.step);
    } else {
        keeper_->openedAnew();
        parts_.editor->open(document.spec, std::move(document.data), document.step);
    }
    if (!path.isEmpty()) noteRecent(path);
}

void WindowFiles::compareWithFile() {
    const Snapshot& snapshot = *parts_.presenter->snapshot();
    if (!expected_ || snapshot.runId == expected_->runBefore || snapshot.weightsSha256.empty()) return;
    if (snapshot.step != expected_->step) return;
    const Expectation expected = *std::exchange(expected_, std::nullopt);
    if (snapshot.weightsSha256 == expected.report.weightsSha256)
        return notice_->say(tr("Step %1, with the same weights to the bit.").arg(countLabel(snapshot.step)));
    const std::optional<double> difference = weightsDifference(expected.view, snapshot);
    const QString theirs = QString::fromStdString(expected.report.instructionSet);
    const QString ours = QString::fromStdString(snapshot.scene->learner.instructionSet);
    QString text =
        theirs != ours && !theirs.isEmpty()
            ? tr("This was made with the instruction set %1; here it is %2, which rounds differently.")
                  .arg(theirs, ours)
            : tr("The weights are not those of the file; another version or engine made it.");
    if (difference) {
        text += QLatin1Char(' ') +
                (*difference <= kSameWeights
                     ? tr("The weights agree to %1.").arg(numberLabel(*difference, 2))
                     : tr("The weights differ by %1 of the largest.").arg(numberLabel(*difference, 2)));
    }
    notice_->say(text);
}

void WindowFiles::askForFileToOpen() {
    askForFile(
        parts_.window, tr("Open"), memory_.folder(),
        tr("All that can be opened (*.fscope *.json *.npz *.csv *.png *.svg *.pdf *.gif);;All files (*)"),
        [this](const QString& path) { open(path); });
}

void WindowFiles::saveSession() {
    keeper_->path().isEmpty() ? saveSessionAs() : keeper_->save(keeper_->path());
}

void WindowFiles::saveSessionAs() {
    askForNewFile(parts_.window, tr("Save session"), memory_.folder() + tr("/session.fscope"),
                  tr("Session (*.fscope)"), QStringLiteral("fscope"),
                  [this](const QString& path) { keeper_->save(path); });
}

void WindowFiles::offerRecovery() {
    if (!parts_.keepsSessions) return;
    std::vector<std::unique_ptr<AutosaveSlot>> left =
        slotsLeftBehind(folderInAppData(true, QStringLiteral("autosave")));
    if (left.empty()) return;
    auto* dialog = new RecoveryDialog(std::move(left), parts_.window);
    connect(dialog, &RecoveryDialog::restoreWanted, this, [this, dialog] {
        restore(dialog->takeChosen());
        dialog->close();
    });
    dialog->open();
}

void WindowFiles::restore(std::unique_ptr<AutosaveSlot> slot) {
    std::optional<SessionDocument> session = slot->read();
    if (!session)
        return trouble(tr("Recover sessions"),
                       tr("%1 is damaged; it is kept where it is.").arg(slot->path()));
    OpenedDocument document = documentOf(std::move(*session));
    show(std::move(document), QString());
    keeper_->adopt(std::move(slot));
}

bool WindowFiles::mayClose() {
    if (!parts_.keepsSessions) return true;
    if (!closing_ && keeper_->hasUnsaved()) {
        const auto closeNow = [this] {
            closing_ = true;
            parts_.window->close();
        };
        const auto saveAndClose = [this] {
            closing_ = true;
            saveSession();
        };
        ask(parts_.window, tr("Save session"), tr("Save this session before closing?"),
            {{QStringLiteral("saveAndClose"), tr("Save"), saveAndClose},
             {QStringLiteral("closeUnsaved"), tr("Do not save"), closeNow},
             {QStringLiteral("stayOpen"), tr("Cancel"), [] {}}});
        return false;
    }
    keeper_->dropAutosaved();
    return true;
}

void WindowFiles::noteRecent(const QString& path) {
    memory_.noteRecent(path);
    parts_.menu->showRecent(memory_.recent());
}

void WindowFiles::trouble(const QString& title, const QString& text) {
    tellTrouble(parts_.window, title, text);
}

}  // namespace featurescope::ui
