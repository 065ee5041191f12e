#include "core/run/run_record.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"
#include "core/recording/recording_schedule.h"
#include "core/theory/paper_conditions.h"
#include "core/theory/xor_setting.h"

namespace featurescope {
namespace {

/// Share of the budget for checkpoints around the step last looked at.
constexpr std::uint64_t kNearbyShare = 8;

/// Looks for the landmarks that mean something for the data of the spec.
MarkerFinder markerFinder(const ExperimentSpec& spec) {
    const bool isXor = traitsOf(spec.data).isXor;
    const double steps = std::ceil(theoremSteps(spec.training.stepSize));
    if (!isPapersSetting(spec) || !(steps <= kLargestExactInteger)) return MarkerFinder(isXor);
    return MarkerFinder(isXor, static_cast<std::int64_t>(steps));
}

}  // namespace

void RunRecord::begin(const ExperimentSpec& spec) {
    timeline_ = Timeline{};
    history_ = NeuronHistory{};
    finder_ = markerFinder(spec);
    divergence_.reset();
    trainedTo_ = 0;
    checkpoints_ = CheckpointStore{};
    setBudget(budget_);
}

void RunRecord::reopen(const RunArchive& archive) {
    begin(archive.spec);
    timeline_ = Timeline(archive.timeline, archive.trainedTo);
    history_ = NeuronHistory(archive.history, archive.trainedTo);
    for (std::size_t i = 0; i < archive.timeline.size(); ++i) finder_.note(archive.timeline[i]);
    for (const CheckpointPtr& checkpoint : archive.checkpoints) checkpoints_.add(checkpoint);
    trainedTo_ = archive.trainedTo;
    if (archive.divergence) noteDivergence(*archive.divergence);
}

void RunRecord::branch(const ExperimentSpec& spec, std::int64_t step) {
    const TimelineView before = timeline_.view();
    timeline_ = Timeline(before, step);
    history_ = NeuronHistory(history_.view(), step);
    finder_ = markerFinder(spec);
    for (std::size_t i = 0; i < before.size() && before[i].step <= step; ++i) finder_.note(before[i]);
    checkpoints_.dropAfter(step);
    nearby_.dropAfter(step);
    divergence_.reset();
    trainedTo_ = step;
}

void RunRecord::noteStep(std::int64_t step) { trainedTo_ = std::max(trainedTo_, step); }

void RunRecord::noteDivergence(const Divergence& divergence) {
    divergence_ = divergence;
    trainedTo_ = std::max(trainedTo_, divergence.step - 1);
    finder_.noteDivergence(divergence.step - 1);
}

void RunRecord::note(const TimelineRow& row, MeasureDepth depth, bool isResting) {
    constexpr std::int64_t kFineness = 1000;  // a pixel or two on a step axis as wide as a screen
    const std::int64_t last = timeline_.lastStep();
    if (row.step < last || (row.step == last && depth != MeasureDepth::everything)) return;
    const bool isFarEnough = row.step - last > last / kFineness;
    if (row.step > last && !isResting && !isFarEnough && !isLogarithmicStep(row.step)) return;
    timeline_.record(row);
    finder_.note(row);
}

void RunRecord::note(std::int64_t step, const NeuronTable& neurons, std::vector<float> margins) {
    history_.record(step, neurons, std::move(margins));
}

CheckpointPtr RunRecord::checkpointBefore(std::int64_t step) const {
    CheckpointPtr kept = checkpoints_.before(step), near = nearby_.before(step);
    if (!kept || (near && near->step > kept->step)) return near;
    return kept;
}

void RunRecord::expectVisitsAround(std::int64_t step) {
    nearby_ = CheckpointStore::around(step, budget_ / kNearbyShare);
}

void RunRecord::setBudget(std::uint64_t bytes) {
    budget_ = bytes;
    checkpoints_.setBudget(bytes - bytes / kNearbyShare);
    nearby_ = CheckpointStore::around(0, bytes / kNearbyShare);
}

KeptMemory RunRecord::memory() const {
    return {.checkpointBytes = checkpoints_.bytes() + nearby_.bytes(),
            .checkpointBudget = budget_,
            .recordBytes = timeline_.size() * sizeof(TimelineRow) + history_.view().bytes()};
}

std::string RunRecord::whatIsScarce() const {
    if (checkpoints_.bytes() <= checkpoints_.budget()) return {};
    const auto mebibytes = [](std::uint64_t bytes) {
        return numberText(std::ceil(static_cast<double>(bytes) / (1 << 20))) + " MiB";
    };
    return "One state of this run takes " + mebibytes(checkpoints_.bytes()) + ", more than the " +
           mebibytes(checkpoints_.budget()) +
           " for states that are kept. Only the newest is kept, so going back takes long; the timeline's "
           "menu "
           "for memory allows more.";
}

std::shared_ptr<const RunArchive> RunRecord::archive(const ExperimentSpec& spec,
                                                     std::shared_ptr<const GivenData> data,
                                                     const LearnerInfo& learner, std::int64_t step) const {
    auto archive = std::make_shared<RunArchive>();
    archive->spec = spec;
    archive->data = std::move(data);
    archive->engine = learner.engine;
    archive->instructionSet = learner.instructionSet;
    archive->timeline = timeline_.view();
    archive->history = history_.view();
    archive->checkpoints = checkpoints_.list();
    archive->markers = finder_.markers();
    archive->divergence = divergence_;
    archive->trainedTo = trainedTo_;
    archive->step = step;
    return archive;
}

}  // namespace featurescope
