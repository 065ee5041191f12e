#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/documents/session_file.h"
#include "core/run/snapshot.h"
#include "ui/exporting/background.h"
#include "ui/session/autosave.h"
#include "ui/session/session_lock.h"

namespace featurescope::ui {

class PinnedRuns;
class SessionPresenter;

/// Saves the session of a window: to a file when the user asks for it, and every 30 s to a slot of its own
/// when something has changed. Putting together and writing happens on another thread.
class SessionKeeper : public QObject {
    Q_OBJECT

  public:
    /// What a session holds beside its runs.
    struct Extras {
        std::string layout{};               ///< JSON
        std::set<std::string> ownedData{};  ///< see SessionDocument
    };
    /// Says that, for a file or for the slot, which may lean on what is on this computer.
    using ExtrasFor = std::function<Extras(bool forSlot)>;

    /// @param autosaveFolder  empty to save by hand only
    SessionKeeper(SessionPresenter& presenter, const PinnedRuns& pinned, ExtrasFor extras,
                  const QString& autosaveFolder, QObject* parent = nullptr);
    ~SessionKeeper() override;

    /// The file that the session was opened from or saved to; empty without.
    const QString& path() const { return path_; }
    /// True when closing now would lose something that is worth a question: a session file that is behind, a
    /// recovered session, kept runs that are in no file, or training that took a while, of whichever run.
    bool hasUnsaved() const { return leftIsUnsaved_ || presentIsUnsaved(); }
    /// The same of what is shown now, without what was left for it.
    bool presentIsUnsaved() const;
    /// Writes the session; saved(), failed() or isTaken() follow. `replaces`: also over a version of the file
    /// that this window has neither read nor written.
    void save(const QString& path, bool replaces = false);
    /// Hands over the session as it stands; failed() follows when it has gone before that was possible.
    void take(std::function<void(SessionDocument)> then);
    bool isSaving() const { return !orders_.empty() || hasWork(); }
    /// True while something is written or was asked for by the user, so that closing must wait.
    bool mustFinish() const;
    /// The run about to be shown is no session's.
    void openedAnew();
    /// The run about to be shown is what this file holds: trained to `trainedTo` and standing at `step`. An
    /// empty path is a file that is not to be written again. `lock` and `stamp`: of that file.
    void openedSession(const QString& path, std::unique_ptr<SessionLock> lock, const FileStamp& stamp,
                       std::int64_t trainedTo, std::int64_t step);
    /// The run about to be shown is what somebody left behind in this slot, and goes on there. It is unsaved
    /// until it is in a file.
    void recovered(std::shared_ptr<AutosaveSlot> slot, std::int64_t trainedTo, std::int64_t step);
    /// Undo has led to what was open before: the file that is open now is not its own.
    void cameToOther();
    /// Removes the autosaved session, because it is saved or the user does not want it.
    void dropAutosaved();
    /// For tests and measurements; 30 s by default.
    void setAutosaveInterval(int milliseconds) { timer_.setInterval(milliseconds); }
    /// Autosaves now if something has changed.
    void autosave();
    /// For tests: as if that had passed while training.
    void addTrainedSeconds(double seconds) { secondsTrained_ += seconds; }

  Q_SIGNALS:
    void saved(const QString& path);
    void autosaved();
    void failed(const QString& problem);
    /// Nothing was written: the session's file is no longer the one that this window has read or written.
    void isTaken(const QString& path);
    void autosaveFailed(const QString& problem);
    void pathChanged(const QString& path);

  private:
    /// Which moment of which run beside which kept ones; equal marks have nothing new to save.
    struct Mark {
        std::uint64_t runId = 0;
        std::int64_t trainedTo = -1, step = 0;
        std::uint64_t kept = 0;  ///< PinnedRuns::revision()
        bool operator==(const Mark&) const = default;
    };
    /// A session that waits for the archive of its run.
    struct Order {
        std::function<void(SessionDocument)> then;
        std::uint64_t runId = 0;
        bool forSlot = false;
    };
    /// A session to be written: to the slot or, without one, to the path.
    struct Job {
        SessionDocument document;
        Mark mark;
        QString path{};
        int opening = 0;                      ///< openings_ when it was ordered
        std::optional<FileStamp> replaced{};  ///< only when the file is still this one
        std::unique_ptr<SessionLock> lock{};  ///< of a file that is not the session's yet
        std::shared_ptr<AutosaveSlot> slot{};
        bool isUnwanted = false;  ///< dropped while it is being written
    };

    Mark markNow() const;
    bool hasWork() const { return background_.isBusy() || !jobs_.empty(); }
    bool leaveFor(const QString& path, std::int64_t trainedTo, std::int64_t step);
    void noteTraining(const Snapshot& snapshot);
    void order(std::function<void(SessionDocument)> then, bool forSlot);
    void carryOutOrders();
    SessionDocument documentOf(const Snapshot& snapshot, bool forSlot) const;
    void writeToSlot(SessionDocument document);
    void writeNext();
    void writeToFile(const Job& job);
    void noteWritten(Job& job);
    void noteInFile(Job& job);

    SessionPresenter& presenter_;
    const PinnedRuns& pinned_;
    ExtrasFor extras_;
    QString autosaveFolder_, path_;
    std::unique_ptr<SessionLock> lock_;  // of path_
    FileStamp stamp_;                    // of path_ as it was read or written last
    QTimer timer_;
    std::shared_ptr<AutosaveSlot> slot_;
    std::vector<std::shared_ptr<AutosaveSlot>> formerSlots_;  // of what this window showed before a recovery
    bool slotIsRecovered_ = false;
    std::vector<Order> orders_;
    std::list<Job> jobs_;  // the first is under way when the background is busy
    Mark fileMark_, slotMark_;
    std::optional<Mark> opening_;  // as opened, with the run before, until the opened one has arrived
    int openings_ = 0;
    bool atStake_ = false;        // what is shown is in no file, however short it was trained here
    bool leftIsUnsaved_ = false;  // and so is something that was left by opening something else
    bool wasRunning_ = false;
    QElapsedTimer running_;
    double secondsTrained_ = 0;  // since the session was opened or saved
    QString problem_;            // of the work under way
    bool isTaken_ = false;       // so that it was not done
    FileStamp written_;          // what it left
    Background background_;      // last: joined before what it works on
};

}  // namespace featurescope::ui
