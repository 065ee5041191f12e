#include "ui/session/session_presenter.h"

#include <algorithm>
#include <cmath>

#include "core/run/plane_network.h"

namespace featurescope::ui {
namespace {

constexpr int kFastTick = 16;  // milliseconds
constexpr int kSlowTick = 33;
constexpr double kSlowFrame = 12, kQuickFrame = 5;  // milliseconds of window work per frame
constexpr int kTicksPerEverything = 3;
constexpr int kRowsRunning = 128, kRowsResting = 256;

}  // namespace

SessionPresenter::SessionPresenter(SessionOptions options, QObject* parent)
    : QObject(parent), session_(options) {
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(kFastTick);
    connect(&timer_, &QTimer::timeout, this, &SessionPresenter::look);
    timer_.start();
}

void SessionPresenter::send(Command command) {
    Q_EMIT sent(command);
    session_.send(std::move(command));
}

void SessionPresenter::togglePlay() {
    if (!snapshot_) return;
    // A second press before the next snapshot means the opposite of the first.
    const bool running = expectRunning_.value_or(snapshot_->state == RunState::running);
    running ? send(Pause{}) : send(Play{});
    expectRunning_ = !running;
}

void SessionPresenter::setView(const ViewRequest& wanted) {
    wanted_ = wanted;
    requestView();
}

bool SessionPresenter::fieldIsCurrent() const {
    if (!snapshot_ || snapshot_->field.area != requested_.field.area) return false;
    // Of curved activations it has no more pixels than there is time for.
    if (!hasPlaneNetwork(snapshot_->spec.network)) return true;
    return snapshot_->field.width == requested_.field.width &&
           snapshot_->field.height == requested_.field.height;
}

void SessionPresenter::look() {
    ++ticksSinceEverything_;
    std::shared_ptr<const Snapshot> next = session_.takeSnapshot();
    const bool arrivedNow = next != nullptr;
    // Before the first run there is nothing to show.
    const bool changed = arrivedNow && (next->scene || next->state != RunState::paused);
    // Whoever has pressed a button waits to see that it worked.
    const bool stateChanged = changed && (!snapshot_ || snapshot_->state != next->state);
    if (changed) {
        snapshot_ = std::move(next);
        expectRunning_.reset();
    }
    if (!snapshot_ || (!changed && everythingShown_)) return;
    // What is at rest is shown completely; what runs, in turns.
    const bool everything =
        stateChanged || snapshot_->state != RunState::running || ticksSinceEverything_ >= kTicksPerEverything;
    if (!changed && !everything) return;
    if (everything) ticksSinceEverything_ = 0;
    everythingShown_ = everything;
    requestView();
    frameClock_.start();
    Q_EMIT arrived(snapshot_, everything);
    // The timer fires after the repaint that the signal has asked for.
    QTimer::singleShot(0, this, [this] { judgeFrame(frameClock_.elapsed()); });
}

void SessionPresenter::requestView() {
    const bool running = snapshot_ && snapshot_->state == RunState::running;
    const int rows = running ? kRowsRunning : kRowsResting;
    const PlaneRectangle& area = wanted_.field.area;
    const double height = area.top - area.bottom;
    const double aspect = height > 0 ? (area.right - area.left) / height : 1;
    ViewRequest request = wanted_;
    // Where nothing shows the input space no field is asked for, and none is made.
    const bool isWanted = wanted_.field.width > 0;
    request.field.width =
        isWanted ? std::clamp(static_cast<int>(std::lround(rows * aspect)), 1, 8 * rows) : 0;
    request.field.height = isWanted ? rows : 0;
    if (request == requested_) return;
    requested_ = request;
    send(SetView{std::move(request)});
}

void SessionPresenter::judgeFrame(qint64 milliseconds) {
    constexpr double kWeight = 1.0 / 60;
    meanFrame_ += kWeight * (static_cast<double>(milliseconds) - meanFrame_);
    if (tickFixed_) return;
    if (meanFrame_ > kSlowFrame) setTick(kSlowTick);
    if (meanFrame_ < kQuickFrame) setTick(kFastTick);
}

}  // namespace featurescope::ui
