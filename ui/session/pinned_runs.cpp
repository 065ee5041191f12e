#include "ui/session/pinned_runs.h"

#include <algorithm>

namespace featurescope::ui {
namespace {

constexpr int kTick = 50;      // milliseconds; a run beside the present one need not move as smoothly
constexpr int kNiceness = 15;  // the present run comes first
constexpr int kFieldRows = 128;

}  // namespace

struct PinnedRuns::Run {
    Run(QString runName, std::shared_ptr<const RunArchive> what, const SessionOptions& options)
        : name(std::move(runName)), archive(std::move(what)), session(options), ownStep(archive->step) {}

    QString name;
    std::shared_ptr<const RunArchive> archive;
    TrainingSession session;
    std::shared_ptr<const Snapshot> snapshot{};
    std::int64_t asked = -1;  ///< step last asked for
    std::int64_t ownStep;
};

PinnedRuns::PinnedRuns(SessionOptions options, QObject* parent) : QObject(parent), options_(options) {
    options_.niceness = std::max(options_.niceness, kNiceness);
    options_.learner.threads = 1;
    timer_.setInterval(kTick);
    connect(&timer_, &QTimer::timeout, this, &PinnedRuns::look);
}

PinnedRuns::~PinnedRuns() = default;

void PinnedRuns::keep(std::shared_ptr<const RunArchive> archive) {
    if (!archive) return;
    std::erase_if(runs_, [&](const auto& run) { return run->archive->spec == archive->spec; });
    const QString name = QString(QChar(static_cast<char16_t>(u'A' + named_ % 26)));
    ++named_;
    ++revision_;
    auto run = std::make_unique<Run>(name, archive, options_);
    run->session.send(Reopen{.archive = archive, .step = archive->step});
    run->session.send(SetView{view_});
    runs_.push_back(std::move(run));
    std::uint64_t bytes = 0;
    for (const auto& kept : runs_) bytes += bytesOf(*kept->archive);
    while (runs_.size() > 1 && (runs_.size() > kMost || bytes > kBudget)) {
        bytes -= bytesOf(*runs_.front()->archive);
        runs_.erase(runs_.begin());
    }
    sendStep(*runs_.back());
    timer_.start();
    Q_EMIT changed();
}

void PinnedRuns::remove(std::size_t index) {
    if (index >= runs_.size()) return;
    runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(index));
    if (runs_.empty()) timer_.stop();
    ++revision_;
    Q_EMIT changed();
}

std::vector<PinnedMoment> PinnedRuns::moments() const {
    std::vector<PinnedMoment> result;
    for (const auto& run : runs_) result.push_back({run->name, run->archive, run->snapshot});
    return result;
}

std::shared_ptr<const RunArchive> PinnedRuns::archiveOf(const ExperimentSpec& spec) const {
    for (const auto& run : runs_) {
        if (run->archive->spec == spec) return run->archive;
    }
    return nullptr;
}

void PinnedRuns::setSameStep(bool same) {
    sameStep_ = same;
    for (const auto& run : runs_) sendStep(*run);
}

bool PinnedRuns::isSettled() const {
    return std::all_of(runs_.begin(), runs_.end(), [this](const auto& run) {
        return run->snapshot && run->snapshot->step == wantedStep(*run) &&
               !run->snapshot->weightsSha256.empty();
    });
}

void PinnedRuns::follow(std::int64_t step) { step_ = step; }

void PinnedRuns::show(std::size_t index, std::int64_t step) {
    if (index >= runs_.size()) return;
    runs_[index]->ownStep = step;
    sendStep(*runs_[index]);
}

void PinnedRuns::setView(const ViewRequest& view) {
    ViewRequest wanted = view;
    // Neurons and samples of another run are others.
    wanted.selection = {};
    wanted.field.height = kFieldRows;
    const double height = view.field.area.top - view.field.area.bottom;
    const double aspect = height > 0 ? (view.field.area.right - view.field.area.left) / height : 1;
    wanted.field.width = std::clamp(static_cast<int>(kFieldRows * aspect), 1, 8 * kFieldRows);
    if (wanted == view_) return;
    view_ = wanted;
    for (const auto& run : runs_) run->session.send(SetView{view_});
}

std::int64_t PinnedRuns::wantedStep(const Run& run) const {
    return std::clamp<std::int64_t>(sameStep_ ? step_ : run.ownStep, 0, run.archive->trainedTo);
}

void PinnedRuns::sendStep(Run& run) const {
    const std::int64_t step = wantedStep(run);
    if (step == run.asked) return;
    run.asked = step;
    run.session.send(ShowStep{step});
}

void PinnedRuns::look() {
    bool news = false;
    for (const auto& run : runs_) {
        sendStep(*run);
        std::shared_ptr<const Snapshot> snapshot = run->session.takeSnapshot();
        if (!snapshot || !snapshot->scene) continue;
        run->snapshot = std::move(snapshot);
        news = true;
    }
    if (news) Q_EMIT changed();
}

}  // namespace featurescope::ui
