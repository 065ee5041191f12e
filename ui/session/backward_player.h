#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "core/run/training_session.h"

namespace featurescope::ui {

class SessionPresenter;

/// Plays a run backwards at the pace of the speed dial: shows earlier and earlier steps, each exactly, down
/// to step 0. A step is asked for when the last one has arrived, so slow ones are left out and never queue
/// up. Whatever else moves the run ends it.
class BackwardPlayer : public QObject {
    Q_OBJECT

  public:
    explicit BackwardPlayer(SessionPresenter& presenter, QObject* parent = nullptr);

    bool isPlaying() const { return timer_.isActive(); }
    /// From the step shown on.
    void start();
    void stop();

  Q_SIGNALS:
    void playingChanged(bool playing);

  private:
    void look();
    void show(std::int64_t step);
    void noteSent(const Command& command);

    SessionPresenter& presenter_;
    QTimer timer_;
    QElapsedTimer clock_;  ///< since position_ was true
    SetSpeed speed_;
    double position_ = 0;  ///< in steps
    std::int64_t asked_ = 0;
    bool sending_ = false;
};

/// Where playing backwards is `seconds` after it was at `position`, in steps; `trainedTo` is the last step of
/// the run. At full speed a whole run takes a few seconds, because each step of it is there already.
double positionBefore(double position, const SetSpeed& speed, std::int64_t trainedTo, double seconds);

}  // namespace featurescope::ui
