#include "ui/files/session_keeper.h"

#include <QCoreApplication>

#include "core/io/atomic_file.h"
#include "ui/session/session_presenter.h"

namespace featurescope::ui {
namespace {

constexpr int kAutosaveInterval = 30000;    // milliseconds
constexpr double kSecondsWorthAsking = 20;  // of training, that nobody wants to wait for again
constexpr std::uint64_t kAutosavedCheckpointBytes = std::uint64_t{8} << 20;

}  // namespace

SessionKeeper::SessionKeeper(SessionPresenter& presenter, std::function<Extras()> extras,
                             const QString& autosaveFolder, QObject* parent)
    : QObject(parent), presenter_(presenter), extras_(std::move(extras)), autosaveFolder_(autosaveFolder) {
    connect(&presenter_, &SessionPresenter::arrived, this, [this] {
        noteTraining();
        if (order_) beginIfPossible();
    });
    connect(&timer_, &QTimer::timeout, this, &SessionKeeper::autosave);
    timer_.setInterval(kAutosaveInterval);
    if (!autosaveFolder_.isEmpty()) timer_.start();
}

SessionKeeper::~SessionKeeper() = default;

SessionKeeper::Mark SessionKeeper::markNow() const {
    const std::shared_ptr<const Snapshot>& snapshot = presenter_.snapshot();
    if (!snapshot) return {};
    return {snapshot->runId, snapshot->trainedTo, snapshot->step};
}

void SessionKeeper::noteTraining() {
    const Snapshot& snapshot = *presenter_.snapshot();
    if (snapshot.runId != timedRun_) secondsTrained_ = 0;
    timedRun_ = snapshot.runId;
    if (wasRunning_) secondsTrained_ += static_cast<double>(running_.elapsed()) / 1000;
    wasRunning_ = snapshot.state == RunState::running;
    if (opening_ && snapshot.runId != opening_->runId && snapshot.scene) {
        fileMark_ = {snapshot.runId, opening_->trainedTo, opening_->step};
        opening_.reset();
    }
    running_.start();
}

bool SessionKeeper::hasUnsaved() const {
    const Mark now = markNow();
    const bool behind = now.runId != fileMark_.runId || now.trainedTo != fileMark_.trainedTo;
    return behind && now.trainedTo > 0 && (!path_.isEmpty() || secondsTrained_ >= kSecondsWorthAsking);
}

void SessionKeeper::save(const QString& path) {
    order_ = Order{path};
    beginIfPossible();
}

void SessionKeeper::autosave() {
    if (order_ || background_.isBusy()) return;
    const Mark now = markNow();
    // A run that nobody has trained is made by its spec at once.
    if (now == slotMark_ || now.trainedTo <= 0 || (now == fileMark_ && !path_.isEmpty())) return;
    order_ = Order{};
    beginIfPossible();
}

void SessionKeeper::beginIfPossible() {
    const std::shared_ptr<const Snapshot>& snapshot = presenter_.snapshot();
    if (background_.isBusy() || !snapshot) return;
    if (!snapshot->archive) {
        presenter_.send(KeepArchive{});
        return;
    }
    write(*std::exchange(order_, std::nullopt));
}

void SessionKeeper::write(const Order& order) {
    const Snapshot& snapshot = *presenter_.snapshot();
    Extras extras = extras_();
    SessionDocument document{.run = *snapshot.archive,
                             .pinned = std::move(extras.pinned),
                             .layout = std::move(extras.layout),
                             .weightsSha256 = snapshot.weightsSha256,
                             .programVersion = QCoreApplication::applicationVersion().toStdString()};
    const bool toSlot = order.path.isEmpty();
    const Mark mark = markNow();
    problem_.clear();
    background_.run(
        [this, document = std::move(document), path = order.path, toSlot] {
            try {
                if (toSlot) {
                    if (!slot_) slot_ = AutosaveSlot::makeIn(autosaveFolder_);
                    slot_->write(sessionToBytes(document, kAutosavedCheckpointBytes));
                } else {
                    writeFileKeepingBackup(path.toStdString(), sessionToBytes(document));
                }
            } catch (const std::exception& error) {
                problem_ = QString::fromUtf8(error.what());
            }
        },
        [this, path = order.path, toSlot, mark] {
            if (!problem_.isEmpty()) {
                toSlot ? Q_EMIT autosaveFailed(problem_) : Q_EMIT failed(problem_);
            } else if (toSlot) {
                slotMark_ = mark;
                Q_EMIT autosaved();
            } else {
                fileMark_ = mark;
                path_ = path;
                dropAutosaved();
                Q_EMIT pathChanged(path);
                Q_EMIT saved(path);
            }
            if (order_) beginIfPossible();
        });
}

void SessionKeeper::openedAnew() {
    path_.clear();
    fileMark_ = {};
    opening_.reset();
    Q_EMIT pathChanged(path_);
}

void SessionKeeper::openedSession(const QString& path, std::int64_t trainedTo, std::int64_t step) {
    openedAnew();
    path_ = path;
    opening_ = Mark{markNow().runId, trainedTo, step};
    Q_EMIT pathChanged(path_);
}

void SessionKeeper::adopt(std::unique_ptr<AutosaveSlot> slot) { slot_ = std::move(slot); }

void SessionKeeper::dropAutosaved() {
    if (slot_) slot_->remove();
    slotMark_ = markNow();
}

}  // namespace featurescope::ui
