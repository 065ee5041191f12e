#include "ui/session/companion_run.h"

#include <algorithm>

namespace featurescope::ui {
namespace {

constexpr int kTick = 50;      // milliseconds
constexpr int kNiceness = 15;  // the present run comes first

}  // namespace

CompanionRun::CompanionRun(SessionOptions options, QObject* parent) : QObject(parent), options_(options) {
    options_.niceness = std::max(options_.niceness, kNiceness);
    options_.learner.threads = 1;
    timer_.setInterval(kTick);
    connect(&timer_, &QTimer::timeout, this, &CompanionRun::look);
}

CompanionRun::~CompanionRun() = default;

void CompanionRun::start(const ExperimentSpec& spec, std::shared_ptr<const GivenData> data) {
    lastStep_ = spec.training.steps;
    session_ = std::make_unique<TrainingSession>(options_);
    session_->send(Restart{.spec = spec, .data = std::move(data)});
    session_->send(RunTo{lastStep_});
    timer_.start();
}

void CompanionRun::stop() {
    timer_.stop();
    session_.reset();
}

void CompanionRun::look() {
    const std::shared_ptr<const Snapshot> snapshot = session_->takeSnapshot();
    if (!snapshot) return;
    if (snapshot->state == RunState::failed) {
        stop();
        Q_EMIT failed(QString::fromStdString(snapshot->message));
        return;
    }
    const bool isThere = snapshot->step == lastStep_ &&
                         (snapshot->state == RunState::paused || snapshot->state == RunState::finished);
    if (!snapshot->archive || (!isThere && snapshot->state != RunState::diverged)) return;
    const std::shared_ptr<const RunArchive> archive = snapshot->archive;
    stop();
    Q_EMIT ready(archive);
}

}  // namespace featurescope::ui
