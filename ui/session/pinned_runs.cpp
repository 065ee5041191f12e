#include "ui/session/pinned_runs.h"

#include <algorithm>

#include "core/run/memory_need.h"

namespace featurescope::ui {
namespace {

constexpr int kTick = 50;      // milliseconds; a run beside the present one need not move as smoothly
constexpr int kNiceness = 15;  // the present run comes first
constexpr int kFieldRows = 128;

/// Bytes that a session needs which has opened it, without its checkpoints.
std::uint64_t needOf(const RunArchive& archive) {
    LearnerOptions learner;
    learner.engine = kindNamed<Engine>(archive.engine).value_or(learner.engine);
    return memoryNeed(archive.spec, learner);
}

}  // namespace

bool areSameSteps(const ExperimentSpec& one, const ExperimentSpec& other) {
    ExperimentSpec likeOther = one;
    likeOther.training.steps = other.training.steps;
    return likeOther == other;
}

struct PinnedRuns::Run {
    Run(QString runName, std::shared_ptr<const RunArchive> what, const SessionOptions& options)
        : name(std::move(runName)),
          archive(std::move(what)),
          bytes(needOf(*archive)),
          session(options),
          ownStep(archive->step) {}

    QString name;
    std::shared_ptr<const RunArchive> archive;
    std::uint64_t bytes;  ///< that it needs
    TrainingSession session;
    std::shared_ptr<const Snapshot> snapshot{};
    std::int64_t asked = -1;  ///< step last asked for
    std::int64_t ownStep;
};

PinnedRuns::PinnedRuns(SessionOptions options, std::uint64_t memory, QObject* parent)
    : QObject(parent), options_(options), memory_(memory) {
    options_.niceness = std::max(options_.niceness, kNiceness);
    options_.learner.threads = 1;
    timer_.setInterval(kTick);
    connect(&timer_, &QTimer::timeout, this, &PinnedRuns::look);
}

PinnedRuns::~PinnedRuns() = default;

PinnedRuns::Run* PinnedRuns::runOf(const ExperimentSpec& spec, const std::string& engine) const {
    const auto found = std::ranges::find_if(runs_, [&](const auto& run) {
        return run->archive->spec == spec && (engine.empty() || run->archive->engine == engine);
    });
    return found == runs_.end() ? nullptr : found->get();
}

bool PinnedRuns::keep(std::shared_ptr<const RunArchive> archive) {
    if (!archive) return false;
    Run* known = runOf(archive->spec, archive->engine);
    if (known && known->archive->trainedTo >= archive->trainedTo) {
        // Nothing new but where it was left.
        known->ownStep = archive->step;
        sendStep(*known);
        return true;
    }
    if (!hasRoomFor(*archive, known)) {
        Q_EMIT refused();
        return false;
    }
    const QString name = known ? known->name : QString(QChar(static_cast<char16_t>(u'A' + named_++ % 26)));
    std::erase_if(runs_, [known](const auto& run) { return run.get() == known; });
    runs_.push_back(std::make_unique<Run>(name, archive, options_));
    Run& run = *runs_.back();
    selected_ = &run;
    run.session.send(share());
    const std::int64_t step = archive->step;
    run.session.send(Reopen{.archive = std::move(archive), .step = step});
    run.session.send(SetView{view_});
    ++revision_;
    sendStep(run);
    timer_.start();
    Q_EMIT changed();
    return true;
}

/// Whether a run fits beside the present one and those that are kept, `known` left out.
bool PinnedRuns::hasRoomFor(const RunArchive& archive, const Run* known) const {
    std::size_t count = 1;
    std::uint64_t archives = bytesOf(archive);
    for (const auto& run : runs_) {
        if (run.get() == known) continue;
        ++count;
        archives += bytesOf(*run->archive);
    }
    const std::uint64_t own = std::min(needOf(archive), memory_) + bytesOf(archive);
    return fits(own + bytesBeside(known)) && (count == 1 || (count <= kMost && archives <= kBudget));
}

/// Bytes that the present run, the kept ones but `known`, and what else is under way need.
std::uint64_t PinnedRuns::bytesBeside(const Run* known) const {
    // Each at most all there is, so that no sum can wrap around.
    std::uint64_t bytes = presentNeed_ + std::min(also_(), memory_);
    for (const auto& run : runs_) {
        if (run.get() != known) bytes += std::min(run->bytes, memory_) + bytesOf(*run->archive);
    }
    return bytes;
}

void PinnedRuns::dropOldest() {
    if (runs_.front().get() == selected_) selected_ = runs_.size() > 1 ? runs_.back().get() : nullptr;
    runs_.erase(runs_.begin());
    if (runs_.empty()) timer_.stop();
    ++revision_;
}

void PinnedRuns::leaveRoomFor(const ExperimentSpec& spec) {
    presentNeed_ = std::min(memoryNeed(spec, options_.learner), memory_);
    int dropped = 0;
    for (; !runs_.empty() && !fits(bytesBeside(nullptr)); ++dropped) dropOldest();
    if (dropped == 0) return;
    Q_EMIT didNotFit(dropped);
    Q_EMIT changed();
}

void PinnedRuns::remove(std::size_t index) {
    if (index >= runs_.size()) return;
    const bool wasSelected = runs_[index].get() == selected_;
    runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(index));
    if (wasSelected) selected_ = runs_.empty() ? nullptr : runs_.back().get();
    if (runs_.empty()) timer_.stop();
    ++revision_;
    Q_EMIT changed();
}

void PinnedRuns::remove(const RunArchive& archive) {
    const auto found =
        std::ranges::find_if(runs_, [&](const auto& run) { return run->archive.get() == &archive; });
    if (found != runs_.end()) remove(static_cast<std::size_t>(found - runs_.begin()));
}

std::vector<std::shared_ptr<const RunArchive>> PinnedRuns::takeAll() {
    std::vector<std::shared_ptr<const RunArchive>> archives;
    for (const auto& run : runs_) archives.push_back(run->archive);
    while (!runs_.empty()) remove(runs_.size() - 1);
    return archives;
}

void PinnedRuns::select(std::size_t index) {
    if (index >= runs_.size() || runs_[index].get() == selected_) return;
    selected_ = runs_[index].get();
    Q_EMIT changed();
}

std::size_t PinnedRuns::selected() const {
    const auto found =
        std::ranges::find_if(runs_, [this](const auto& run) { return run.get() == selected_; });
    return found == runs_.end() ? 0 : static_cast<std::size_t>(found - runs_.begin());
}

std::vector<PinnedMoment> PinnedRuns::moments() const {
    std::vector<PinnedMoment> result;
    for (const auto& run : runs_) result.push_back({run->name, run->archive, run->snapshot});
    return result;
}

std::shared_ptr<const RunArchive> PinnedRuns::archiveOf(const ExperimentSpec& spec,
                                                        const std::string& engine) const {
    if (const Run* run = runOf(spec, engine)) return run->archive;
    for (const auto& run : runs_) {
        const RunArchive& archive = *run->archive;
        if (areSameSteps(archive.spec, spec) && (engine.empty() || archive.engine == engine))
            return run->archive;
    }
    return nullptr;
}

void PinnedRuns::setMemoryBudget(std::uint64_t bytes) {
    budget_ = bytes;
    for (const auto& run : runs_) run->session.send(share());
}

SetMemoryBudget PinnedRuns::share() const { return {.bytes = budget_ / kMost}; }

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
