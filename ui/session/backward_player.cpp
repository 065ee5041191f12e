#include "ui/session/backward_player.h"

#include <algorithm>
#include <cmath>

#include "ui/session/session_presenter.h"

namespace featurescope::ui {
namespace {

constexpr double kSecondsAtFullSpeed = 4;  // for a whole run
constexpr double kLeastFullSpeed = 60;     // steps per second

/// Commands that leave the run where it is.
bool leavesTheStep(const Command& command) {
    return std::holds_alternative<SetSpeed>(command) || std::holds_alternative<SetStopRule>(command) ||
           std::holds_alternative<SetMemoryBudget>(command) || std::holds_alternative<KeepArchive>(command) ||
           std::holds_alternative<SetView>(command) || std::holds_alternative<SetSteps>(command);
}

}  // namespace

double positionBefore(double position, const SetSpeed& speed, std::int64_t trainedTo, double seconds) {
    double rate = speed.stepsPerSecond;
    const bool limitedOtherwise = speed.secondsPerDecade > 0 || speed.stepsPerFrame > 0;
    if (std::isinf(rate) && !limitedOtherwise)
        rate = std::max(kLeastFullSpeed, static_cast<double>(trainedTo) / kSecondsAtFullSpeed);
    double steps = std::isinf(rate) ? position : rate * seconds;
    // The way that logarithmic time takes forwards: log10(step + 1) grows evenly.
    if (speed.secondsPerDecade > 0)
        steps = std::min(steps, (position + 1) * (1 - std::pow(10.0, -seconds / speed.secondsPerDecade)));
    if (speed.stepsPerFrame > 0) steps = std::min(steps, static_cast<double>(speed.stepsPerFrame));
    return std::max(0.0, position - steps);
}

BackwardPlayer::BackwardPlayer(SessionPresenter& presenter, QObject* parent)
    : QObject(parent), presenter_(presenter) {
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &BackwardPlayer::look);
    connect(&presenter_, &SessionPresenter::sent, this, &BackwardPlayer::noteSent);
    connect(&presenter_, &SessionPresenter::arrived, this, [this] {
        if (isPlaying()) look();
    });
}

void BackwardPlayer::start() {
    const std::shared_ptr<const Snapshot>& now = presenter_.snapshot();
    if (isPlaying() || !now || !now->scene) return;
    const std::int64_t step = now->seek ? now->seek->target : now->step;
    if (step == 0) return;
    position_ = static_cast<double>(step);
    timer_.start(presenter_.tick());
    clock_.start();
    show(step);  // also ends training
    Q_EMIT playingChanged(true);
}

void BackwardPlayer::stop() {
    if (!isPlaying()) return;
    timer_.stop();
    Q_EMIT playingChanged(false);
}

void BackwardPlayer::look() {
    const Snapshot& now = *presenter_.snapshot();
    if (!now.scene) return stop();
    const bool onTheWay = now.state == RunState::running || now.state == RunState::seeking;
    if (onTheWay || now.step != asked_) return;
    if (asked_ == 0) return stop();
    const double seconds = static_cast<double>(clock_.restart()) / 1000;
    position_ = positionBefore(position_, speed_, now.trainedTo, seconds);
    const auto step = static_cast<std::int64_t>(std::ceil(position_));
    if (step < asked_) show(step);
}

void BackwardPlayer::show(std::int64_t step) {
    asked_ = step;
    sending_ = true;
    presenter_.send(ShowStep{step});
    sending_ = false;
}

void BackwardPlayer::noteSent(const Command& command) {
    if (const auto* speed = std::get_if<SetSpeed>(&command)) speed_ = *speed;
    if (!sending_ && !leavesTheStep(command)) stop();
}

}  // namespace featurescope::ui
