#include "ui/files/window_files.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QStandardPaths>
#include <QUrl>
#include <QWidget>
#include <algorithm>

#include "core/documents/table_data.h"
#include "ui/controls/file_menu.h"
#include "ui/exporting/figure_view.h"
#include "ui/files/ask.h"
#include "ui/files/movie_dialog.h"
#include "ui/files/notice.h"
#include "ui/look/number_format.h"
#include "ui/session/pinned_runs.h"
#include "ui/session/run_editor.h"
#include "ui/session/session_presenter.h"

namespace featurescope::ui {
namespace {

constexpr int kCloseDelay = 50;  // milliseconds between two looks whether all is written

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

/// A backup, say, must not be written over.
bool isOwnFile(const QString& path) { return path.endsWith(QStringLiteral(".fscope")); }

}  // namespace

WindowFiles::WindowFiles(WindowParts parts)
    : parts_(std::move(parts)),
      memory_(parts_.settings, folderInAppData(parts_.keepsSessions, QStringLiteral("data"))),
      notice_(new Notice(parts_.window)) {
    keeper_ = std::make_unique<SessionKeeper>(
        *parts_.presenter, *parts_.pinned, [this](bool forSlot) { return extras(forSlot); },
        folderInAppData(parts_.keepsSessions, QStringLiteral("autosave")));
    connect(parts_.presenter, &SessionPresenter::arrived, this, &WindowFiles::compareWithFile);
    connectKeeper();
    parts_.pinned->countAlso([window = parts_.window] {
        std::uint64_t bytes = 0;
        for (const MovieDialog* movie : window->findChildren<MovieDialog*>())
            bytes += movie->isFilming() ? std::min(movie->memoryNeed(), machineMemory()) : 0;
        return bytes;
    });
    connect(&exporter_, &FigureExporter::written, this,
            [this](const QString& path) { notice_->say(tr("The figure is in %1.").arg(path)); });
    connect(&exporter_, &FigureExporter::drawn, this, [this](const QImage& image) {
        QGuiApplication::clipboard()->setImage(image);
        notice_->say(tr("The figure is on the clipboard."));
    });
    connect(&exporter_, &FigureExporter::failed, this,
            [this](const QString& problem) { trouble(tr("Export figure"), problem); });
    connect(parts_.presenter, &SessionPresenter::arrived, this, &WindowFiles::showTitle);
    connect(parts_.pinned, &PinnedRuns::changed, this, &WindowFiles::showTitle);
    connect(parts_.pinned, &PinnedRuns::didNotFit, this, [this](int runs) {
        notice_->say(tr("There is not enough memory for all runs: %n kept one(s) had to go.", nullptr, runs));
    });
    connect(parts_.editor, &RunEditor::cameToOtherDocument, keeper_.get(), &SessionKeeper::cameToOther);
    closeTimer_.setSingleShot(true);
    closeTimer_.setInterval(kCloseDelay);
    connect(&closeTimer_, &QTimer::timeout, parts_.window, &QWidget::close);
    showTitle();
    connectMenu();
    parts_.menu->showRecent(memory_.recent());
    parts_.window->setAcceptDrops(true);
    parts_.window->installEventFilter(this);
}

WindowFiles::~WindowFiles() { tableStop_.request_stop(); }

void WindowFiles::connectMenu() {
    FileMenu* const menu = parts_.menu;
    connect(menu, &FileMenu::openWanted, this, &WindowFiles::askForFileToOpen);
    connect(menu, &FileMenu::recentChosen, this, &WindowFiles::open);
    connect(menu, &FileMenu::saveWanted, this, [this] { saveSession(false); });
    connect(menu, &FileMenu::saveAsWanted, this, [this] { saveSessionAs(false); });
    connect(menu, &FileMenu::recoveryWanted, this, [this] { lookForLeft(true); });
    connect(menu, &FileMenu::exportWanted, this, &WindowFiles::exportFigure);
    connect(menu, &FileMenu::exportAgainWanted, this, &WindowFiles::exportAgain);
    connect(menu, &FileMenu::copyWanted, this, &WindowFiles::copyFigure);
    connect(menu, &FileMenu::commandWanted, this, &WindowFiles::copyCommand);
    connect(menu, &FileMenu::movieWanted, this, &WindowFiles::makeMovie);
    connect(menu, &FileMenu::tablesWanted, this, &WindowFiles::exportTables);
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
    if (path.isEmpty()) return;
    if (reading_.isBusy())
        return notice_->say(tr("%1 was not opened: another file is still being read.").arg(path));
    if (isTableName(path.toStdString())) return openTable(path);
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
            show({std::move(opening->document), path});
        });
}

void WindowFiles::show(OpenedDocument document, const QString& path) { show({std::move(document), path}); }

void WindowFiles::show(Arrival arrival) {
    if (asksBeforeLeaving(arrival)) return;
    if (isOpenElsewhere(arrival)) return offerCopy(std::move(arrival));
    const OpenedDocument& document = arrival.document;
    if (document.wantsData) return findData(std::move(arrival));
    const bool isDataFile = document.data && document.report.kind == "data" && !arrival.path.isEmpty();
    if (isDataFile) memory_.noteData(document.data->sha256, arrival.path);
    start(std::move(arrival));
}

/// Takes the lock of a session's file; true when another window has it.
bool WindowFiles::isOpenElsewhere(Arrival& arrival) {
    if (!parts_.keepsSessions) return false;  // a script looks and is gone; nobody would answer it
    const bool isItsSession = isSameFile(arrival.path, keeper_->path());
    if (!arrival.document.session || arrival.slot || arrival.lock || !isOwnFile(arrival.path) || isItsSession)
        return false;
    arrival.lock = std::make_shared<std::unique_ptr<SessionLock>>(SessionLock::take(arrival.path));
    return *arrival.lock == nullptr;
}

void WindowFiles::start(Arrival arrival) {
    OpenedDocument& document = arrival.document;
    if (!arrival.path.isEmpty()) noteRecent(arrival.path);
    const std::shared_ptr<const Snapshot> before = parts_.presenter->snapshot();
    expected_.reset();
    drawn_.reset();
    if (!document.report.weightsSha256.empty())
        expected_ = {document.report, document.view, document.step, before ? before->runId : 0};
    if (const std::optional<FigureSubject> subject = subjectInView(document.view)) {
        parts_.arrange(*subject);
    } else if (!document.session) {
        parts_.present(document.spec.opening.presentation);
    }
    if (document.session) {
        startSession(std::move(arrival));
    } else {
        keeper_->openedAnew();
        parts_.editor->open(document.spec, std::move(document.data), document.step, document.report.engine);
    }
}

void WindowFiles::startSession(Arrival arrival) {
    OpenedDocument& document = arrival.document;
    ownedData_.merge(document.session->ownedData);
    parts_.editor->putComparedAside();
    for (PinnedRun& kept : document.session->pinned) {
        if (dataHashOf(kept.run.spec) == dataHashOf(document.spec)) kept.run.data = document.data;
        parts_.pinned->keep(std::make_shared<const RunArchive>(std::move(kept.run)));
    }
    RunArchive archive = std::move(document.session->run);
    archive.data = document.data;
    if (arrival.slot) {
        // Its own file is about to become that of the run that comes back.
        parts_.editor->keep();
        keeper_->recovered(std::move(arrival.slot), archive.trainedTo, document.step);
    } else {
        keeper_->openedSession(isOwnFile(arrival.path) ? arrival.path : QString(),
                               arrival.lock ? std::move(*arrival.lock) : nullptr, document.stamp,
                               archive.trainedTo, document.step);
    }
    parts_.editor->reopen(std::make_shared<const RunArchive>(std::move(archive)), document.step);
}

void WindowFiles::compareWithFile() {
    const Snapshot& snapshot = *parts_.presenter->snapshot();
    if (!expected_ || snapshot.runId == expected_->runBefore || snapshot.weightsSha256.empty()) return;
    if (snapshot.step != expected_->step) return;
    const Expectation expected = *std::exchange(expected_, std::nullopt);
    if (snapshot.weightsSha256 == expected.report.weightsSha256 &&
        snapshot.outputWeightsSha256 == expected.report.outputWeightsSha256)
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
        text +=
            QLatin1Char(' ') +
            (*difference <= kSameWeights
                 ? tr("Norms and projections of the neurons agree to %1.").arg(numberLabel(*difference, 2))
                 : tr("Norms and projections of the neurons differ by %1 of the largest.")
                       .arg(numberLabel(*difference, 2)));
    }
    notice_->say(text);
}

void WindowFiles::askForFileToOpen() {
    askForFile(
        parts_.window, tr("Open"), memory_.folder(),
        tr("All that can be opened (*.fscope *.fscope~ *.json *.npz *.csv *.tsv *.txt *.png *.svg *.pdf "
           "*.gif);;All files (*)"),
        [this](const QString& path) { open(path); });
}

void WindowFiles::noteRecent(const QString& path) {
    memory_.noteRecent(path);
    parts_.menu->showRecent(memory_.recent());
}

void WindowFiles::trouble(const QString& title, const QString& text) {
    // Whoever wanted to close must know this first.
    closing_ = false;
    closeTimer_.stop();
    tellTrouble(parts_.window, title, text);
}

void WindowFiles::showTitle() {
    const QString name =
        QFileInfo(keeper_->path()).fileName().replace(QStringLiteral("[*]"), QStringLiteral("[*][*]"));
    parts_.window->setWindowTitle(name.isEmpty() ? tr("Featurescope[*]")
                                                 : tr("%1[*] – Featurescope").arg(name));
    parts_.window->setWindowFilePath(keeper_->path());
    parts_.window->setWindowModified(keeper_->hasUnsaved());
}

}  // namespace featurescope::ui
