#include "ui/files/session_keeper.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "ui/session/pinned_runs.h"
#include "ui/session/session_presenter.h"

namespace featurescope::ui {
namespace {

constexpr int kAutosaveInterval = 30000;    // milliseconds
constexpr double kSecondsWorthAsking = 20;  // of training, that nobody wants to wait for again
constexpr std::uint64_t kAutosavedCheckpointBytes = std::uint64_t{8} << 20;

}  // namespace

SessionKeeper::SessionKeeper(SessionPresenter& presenter, const PinnedRuns& pinned, ExtrasFor extras,
                             const QString& autosaveFolder, QObject* parent)
    : QObject(parent),
      presenter_(presenter),
      pinned_(pinned),
      extras_(std::move(extras)),
      autosaveFolder_(autosaveFolder) {
    connect(&presenter_, &SessionPresenter::arrived, this, [this] {
        noteTraining(*presenter_.snapshot());
        carryOutOrders();
    });
    connect(&timer_, &QTimer::timeout, this, &SessionKeeper::autosave);
    timer_.setInterval(kAutosaveInterval);
    if (!autosaveFolder_.isEmpty()) timer_.start();
}

SessionKeeper::~SessionKeeper() = default;

SessionKeeper::Mark SessionKeeper::markNow() const {
    const std::shared_ptr<const Snapshot>& snapshot = presenter_.snapshot();
    if (!snapshot) return {};
    return {snapshot->runId, snapshot->trainedTo, snapshot->step, pinned_.revision()};
}

void SessionKeeper::noteTraining(const Snapshot& snapshot) {
    if (wasRunning_) secondsTrained_ += static_cast<double>(running_.elapsed()) / 1000;
    wasRunning_ = snapshot.state == RunState::running;
    running_.start();
    const bool isThere = snapshot.scene || snapshot.state == RunState::failed;
    if (opening_ && snapshot.runId != opening_->runId && isThere) {
        fileMark_ = {snapshot.runId, opening_->trainedTo, opening_->step, pinned_.revision()};
        opening_.reset();
        secondsTrained_ = 0;
    }
}

bool SessionKeeper::presentIsUnsaved() const {
    if (atStake_ || opening_) return atStake_;
    const Mark now = markNow();
    const bool isBehind =
        now.runId != fileMark_.runId || now.trainedTo != fileMark_.trainedTo || now.kept != fileMark_.kept;
    // Kept runs are a choice of the user's, however short they were.
    const bool keepsRuns = pinned_.size() > 0 && now.kept != fileMark_.kept;
    return isBehind && (!path_.isEmpty() || keepsRuns || secondsTrained_ >= kSecondsWorthAsking);
}

bool SessionKeeper::mustFinish() const {
    return hasWork() || std::ranges::any_of(orders_, [](const Order& order) { return !order.forSlot; });
}

void SessionKeeper::save(const QString& path, bool replaces) {
    std::shared_ptr<std::unique_ptr<SessionLock>> lock;
    if (!isSameFile(path, path_)) {
        lock = std::make_shared<std::unique_ptr<SessionLock>>(SessionLock::take(path));
        if (!*lock) {
            return Q_EMIT failed(
                tr("Nothing was written: %1 is open in another window (%2). Choose another name.")
                    .arg(path, SessionLock::holderOf(path)));
        }
    }
    order(
        [this, path, replaces, lock, opening = openings_](SessionDocument document) {
            Job job{.document = std::move(document), .mark = markNow(), .path = path, .opening = opening};
            if (lock) {
                job.lock = std::move(*lock);
            } else if (!replaces) {
                job.replaced = stamp_;
            }
            jobs_.push_back(std::move(job));
            writeNext();
        },
        false);
}

void SessionKeeper::take(std::function<void(SessionDocument)> then) { order(std::move(then), false); }

void SessionKeeper::autosave() {
    if (isSaving() || opening_) return;
    const Mark now = markNow();
    // A run that nobody has trained is made by its spec at once.
    const bool isNothing = now.trainedTo <= 0 && pinned_.size() == 0;
    if (now == slotMark_ || isNothing || (now == fileMark_ && !path_.isEmpty())) return;
    order([this](SessionDocument document) { writeToSlot(std::move(document)); }, true);
}

void SessionKeeper::writeToSlot(SessionDocument document) {
    try {
        if (!slot_) slot_ = AutosaveSlot::makeIn(autosaveFolder_);
    } catch (const FileError& error) {
        return Q_EMIT autosaveFailed(QString::fromUtf8(error.what()));
    }
    jobs_.push_back({.document = std::move(document), .mark = markNow(), .slot = slot_});
    writeNext();
}

void SessionKeeper::order(std::function<void(SessionDocument)> then, bool forSlot) {
    const std::shared_ptr<const Snapshot>& snapshot = presenter_.snapshot();
    if (!snapshot) return Q_EMIT failed(tr("There is no run yet that could be saved."));
    orders_.push_back({std::move(then), snapshot->runId, forSlot});
    carryOutOrders();
    if (!orders_.empty()) presenter_.send(KeepArchive{});
}

void SessionKeeper::carryOutOrders() {
    const std::shared_ptr<const Snapshot> snapshot = presenter_.snapshot();
    for (Order& order : std::exchange(orders_, {})) {
        const bool isGone = snapshot->runId != order.runId || snapshot->state == RunState::failed;
        if (!isGone && snapshot->archive) {
            order.then(documentOf(*snapshot, order.forSlot));
        } else if (!isGone) {
            orders_.push_back(std::move(order));
        } else if (!order.forSlot) {
            Q_EMIT failed(snapshot->state == RunState::failed
                              ? tr("Nothing was written: this run could not be started.")
                              : tr("Nothing was written: another run was started meanwhile."));
        }
    }
}

SessionDocument SessionKeeper::documentOf(const Snapshot& snapshot, bool forSlot) const {
    Extras extras = extras_(forSlot);
    SessionDocument document{.run = *snapshot.archive,
                             .layout = std::move(extras.layout),
                             .weightsSha256 = snapshot.weightsSha256,
                             .outputWeightsSha256 = snapshot.outputWeightsSha256,
                             .programVersion = QCoreApplication::applicationVersion().toStdString(),
                             .ownedData = std::move(extras.ownedData)};
    for (const PinnedMoment& kept : pinned_.moments())
        document.pinned.push_back({kept.name.toStdString(), *kept.archive});
    return document;
}

void SessionKeeper::writeNext() {
    if (background_.isBusy() || jobs_.empty()) return;
    problem_.clear();
    isTaken_ = false;
    background_.run(
        [this, &job = std::as_const(jobs_.front())] {
            try {
                if (job.slot) {
                    job.slot->write(sessionToBytes(job.document, kAutosavedCheckpointBytes));
                } else {
                    writeToFile(job);
                }
            } catch (const std::exception& error) {
                problem_ = QString::fromUtf8(error.what());
            }
        },
        [this] {
            Job job = std::move(jobs_.front());
            jobs_.pop_front();
            noteWritten(job);
            writeNext();
        });
}

void SessionKeeper::writeToFile(const Job& job) {
    const std::string bytes = sessionToBytes(job.document);
    // As late as can be: another window, or a run on the command line, may have saved meanwhile.
    const FileStamp there = FileStamp::of(job.path);
    isTaken_ = job.replaced && there != *job.replaced && there != FileStamp();
    if (isTaken_) return;
    writeFileKeepingBackup(job.path.toStdString(), bytes);
    written_ = FileStamp::of(job.path);
}

void SessionKeeper::noteWritten(Job& job) {
    if (isTaken_) return Q_EMIT isTaken(job.path);
    if (!problem_.isEmpty()) return job.slot ? Q_EMIT autosaveFailed(problem_) : Q_EMIT failed(problem_);
    if (!job.slot) return noteInFile(job);
    if (job.isUnwanted) return job.slot->remove();
    if (job.slot == slot_) {
        slotMark_ = job.mark;
        // What they hold is among the kept runs of what has just been written.
        for (const auto& former : std::exchange(formerSlots_, {})) former->remove();
    }
    Q_EMIT autosaved();
}

void SessionKeeper::noteInFile(Job& job) {
    // Something else may have been opened meanwhile, which that file is not to be replaced with.
    for (Job& next : jobs_) {
        if (next.path == job.path && next.replaced) next.replaced = written_;
    }
    if (job.opening == openings_) {
        fileMark_ = job.mark;
        path_ = job.path;
        stamp_ = written_;
        if (job.lock) lock_ = std::move(job.lock);
        atStake_ = false;
        secondsTrained_ = 0;
        dropAutosaved();
        Q_EMIT pathChanged(path_);
    }
    Q_EMIT saved(job.path);
}

/// True when what is left is in no file; undo has it still.
bool SessionKeeper::leaveFor(const QString& path, std::int64_t trainedTo, std::int64_t step) {
    const bool wasUnsaved = presentIsUnsaved();
    atStake_ = false;
    ++openings_;
    path_ = path;
    lock_.reset();
    opening_ = Mark{.runId = markNow().runId, .trainedTo = trainedTo, .step = step};
    Q_EMIT pathChanged(path_);
    return wasUnsaved;
}

void SessionKeeper::openedAnew() { leftIsUnsaved_ = leaveFor({}, 0, 0) || leftIsUnsaved_; }

void SessionKeeper::cameToOther() {
    atStake_ = std::exchange(leftIsUnsaved_, presentIsUnsaved());
    ++openings_;
    path_.clear();
    lock_.reset();
    opening_.reset();
    fileMark_ = {};
    Q_EMIT pathChanged(path_);
}

void SessionKeeper::openedSession(const QString& path, std::unique_ptr<SessionLock> lock,
                                  const FileStamp& stamp, std::int64_t trainedTo, std::int64_t step) {
    if (!lock && isSameFile(path, path_)) lock = std::move(lock_);
    leaveFor(path, trainedTo, step);
    lock_ = std::move(lock);
    stamp_ = stamp;
}

void SessionKeeper::recovered(std::shared_ptr<AutosaveSlot> slot, std::int64_t trainedTo, std::int64_t step) {
    leaveFor({}, trainedTo, step);
    atStake_ = true;
    // A recovered one is only let go: it will be offered again.
    if (slot_ && !slotIsRecovered_) formerSlots_.push_back(slot_);
    slot_ = std::move(slot);
    slotIsRecovered_ = true;
    slotMark_ = {};
}

void SessionKeeper::dropAutosaved() {
    std::erase_if(orders_, [](const Order& order) { return order.forSlot; });
    for (Job& job : jobs_) job.isUnwanted = job.slot != nullptr;
    if (slot_) slot_->remove();
    for (const auto& former : std::exchange(formerSlots_, {})) former->remove();
    slotMark_ = markNow();
}

}  // namespace featurescope::ui
