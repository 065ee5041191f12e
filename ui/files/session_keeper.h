#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/documents/session_file.h"
#include "ui/exporting/background.h"
#include "ui/session/autosave.h"

namespace featurescope::ui {

class SessionPresenter;

/// Saves the session of a window: to a file when the user asks for it, and every 30 s to a slot of its own
/// when something has changed. Putting together and writing happens on another thread.
class SessionKeeper : public QObject {
    Q_OBJECT

  public:
    /// What a session holds beside the run.
    struct Extras {
        std::string layout{};  ///< JSON
        std::vector<PinnedRun> pinned{};
    };

    /// @param autosaveFolder  empty to save by hand only
    SessionKeeper(SessionPresenter& presenter, std::function<Extras()> extras, const QString& autosaveFolder,
                  QObject* parent = nullptr);
    ~SessionKeeper() override;

    /// The file that the session was opened from or saved to; empty without.
    const QString& path() const { return path_; }
    /// True when closing now would lose something that is worth a question: a session file that is behind, or
    /// training that took a while.
    bool hasUnsaved() const;
    /// Writes the session; saved() or failed() follow.
    void save(const QString& path);
    bool isSaving() const { return order_.has_value() || background_.isBusy(); }
    /// The run about to be shown is no file's.
    void openedAnew();
    /// The run about to be shown is what this file holds: trained to `trainedTo` and standing at `step`.
    void openedSession(const QString& path, std::int64_t trainedTo, std::int64_t step);
    /// Goes on in a slot that somebody else left behind.
    void adopt(std::unique_ptr<AutosaveSlot> slot);
    /// Removes the autosaved session, because it is saved or the user does not want it.
    void dropAutosaved();
    /// For tests and measurements; 30 s by default.
    void setAutosaveInterval(int milliseconds) { timer_.setInterval(milliseconds); }
    /// Autosaves now if something has changed.
    void autosave();

  Q_SIGNALS:
    void saved(const QString& path);
    void autosaved();
    void failed(const QString& problem);
    void autosaveFailed(const QString& problem);
    void pathChanged(const QString& path);

  private:
    /// Which moment of which run; equal marks have nothing new to save.
    struct Mark {
        std::uint64_t runId = 0;
        std::int64_t trainedTo = -1, step = 0;
        bool operator==(const Mark&) const = default;
    };
    /// A session that waits for its archive. An empty path means the slot.
    struct Order {
        QString path;
    };

    Mark markNow() const;
    void noteTraining();
    void beginIfPossible();
    void write(const Order& order);

    SessionPresenter& presenter_;
    std::function<Extras()> extras_;
    QString autosaveFolder_, path_;
    QTimer timer_;
    std::unique_ptr<AutosaveSlot> slot_;
    std::optional<Order> order_;
    Mark fileMark_, slotMark_;
    std::optional<Mark> opening_;  // as in the file, with the run before, until the opened one has arrived
    std::uint64_t timedRun_ = 0;
    bool wasRunning_ = false;
    QElapsedTimer running_;
    double secondsTrained_ = 0;  // of the present run
    QString problem_;            // of the work under way
    Background background_;      // last: joined before what it works on
};

}  // namespace featurescope::ui
