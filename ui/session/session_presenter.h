#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>

#include "core/run/training_session.h"

namespace featurescope::ui {

/// Owns the training session and hands its newest snapshot to the window at display rate.
class SessionPresenter : public QObject {
    Q_OBJECT

  public:
    explicit SessionPresenter(SessionOptions options, QObject* parent = nullptr);

    /// Tells the session something; returns at once.
    void send(Command command);
    /// The data that specs of the kind "file" stand for from now on.
    void setData(std::shared_ptr<const GivenData> data) { data_ = std::move(data); }
    /// Play when paused, pause when running.
    void togglePlay();
    /// What the panels on screen want to see. A field of width 0 is not wanted; else its size in pixels is
    /// chosen here.
    void setView(const ViewRequest& wanted);
    /// Milliseconds between two looks at the session.
    void setTick(int milliseconds) { timer_.setInterval(milliseconds); }
    /// Keeps the tick when frames are slow; for measurements.
    void setTickFixed(bool fixed) { tickFixed_ = fixed; }
    int tick() const { return timer_.interval(); }

    /// What was asked for last, without a size of the field.
    const ViewRequest& view() const { return wanted_; }
    /// The newest snapshot, or null before the first.
    const std::shared_ptr<const Snapshot>& snapshot() const { return snapshot_; }
    const std::shared_ptr<const GivenData>& data() const { return data_; }
    /// True when the field in the newest snapshot is the one for the present plot and state.
    bool fieldIsCurrent() const;

  Q_SIGNALS:
    /// A new snapshot; `everything` says whether panels that are drawn less often take part.
    void arrived(const std::shared_ptr<const Snapshot>& snapshot, bool everything);
    /// The session is being told something, by whomever.
    void sent(const featurescope::Command& command);

  private:
    void look();
    void requestView();
    void judgeFrame(qint64 milliseconds);

    TrainingSession session_;
    QTimer timer_;
    std::shared_ptr<const Snapshot> snapshot_;
    std::shared_ptr<const GivenData> data_;
    ViewRequest wanted_;                 // as the panels said, without a size of the field
    ViewRequest requested_;              // as the session was told
    std::optional<bool> expectRunning_;  // what was asked for since the last snapshot
    int ticksSinceEverything_ = 0;
    bool everythingShown_ = false;
    QElapsedTimer frameClock_;
    double meanFrame_ = 0;  // milliseconds, over about a second
    bool tickFixed_ = false;
};

}  // namespace featurescope::ui
