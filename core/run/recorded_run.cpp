#include "core/run/recorded_run.h"

#include <algorithm>
#include <chrono>

namespace featurescope {

void RecordedRun::resume(const TimelineView& rows, Checkpoint state) {
    experiment_.restore(state);
    timeline_ = Timeline(rows, state.step);
    for (std::size_t i = 0; record_ && i < rows.size(); ++i) {
        record_->note(rows[i], MeasureDepth::everything, true);
        record_->noteStep(rows[i].step);
    }
    checkpoint_ = std::move(state);
}

const Checkpoint& RecordedRun::takeCheckpoint() { return checkpoint_.emplace(experiment_.checkpoint()); }

RunEnd RecordedRun::train(const Progress& progress) {
    if (experiment_.divergence()) return goBackBefore(*experiment_.divergence(), progress);
    const std::int64_t last = experiment_.spec().training.steps;
    if (schedule_.contains(experiment_.step()) || experiment_.step() == last) measure();
    std::int64_t nextRecord = schedule_.next(experiment_.step());
    progress(*this);
    while (experiment_.step() < last && !interrupted_.stop_requested()) {
        advanceTo(std::min(nextRecord, last));
        if (experiment_.divergence()) return goBackBefore(*experiment_.divergence(), progress);
        if (experiment_.step() == nextRecord || experiment_.step() == last) {
            measure();
            nextRecord = schedule_.next(experiment_.step());
        }
        progress(*this);
    }
    if (experiment_.step() == last) return RunEnd::done;
    measure();
    return RunEnd::interrupted;
}

double RecordedRun::secondsLeft() const {
    const std::int64_t left = experiment_.spec().training.steps - experiment_.step();
    return steps_ > 0 ? seconds_ / static_cast<double>(steps_) * static_cast<double>(left) : 0;
}

void RecordedRun::advanceTo(std::int64_t end) {
    // Looking at the clock takes a noticeable part of a step of a microsecond, so several steps share a look.
    constexpr double kShort = 1e-3, kLong = 1e-2;
    constexpr std::int64_t kMostSteps = 1 << 20;
    const std::int64_t start = experiment_.step();
    end = std::min(end, start + stepsPerLook_);
    const auto before = std::chrono::steady_clock::now();
    while (experiment_.step() < end && !experiment_.divergence() && !interrupted_.stop_requested())
        experiment_.advance();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
    seconds_ += seconds;
    steps_ += experiment_.step() - start;
    if (seconds < kShort) stepsPerLook_ = std::min(2 * stepsPerLook_, kMostSteps);
    if (seconds > kLong) stepsPerLook_ = std::max<std::int64_t>(1, stepsPerLook_ / 2);
}

void RecordedRun::keepRecord() {
    record_.emplace();
    record_->begin(experiment_.spec());
}

void RecordedRun::measure() {
    const TimelineRow row{experiment_.step(), experiment_.measure(MeasureDepth::everything)};
    timeline_.record(row);
    if (!record_) return;
    record_->noteStep(row.step);
    record_->note(row, MeasureDepth::everything, true);
    if (isLogarithmicStep(row.step))
        record_->note(row.step, experiment_.neurons(), experiment_.normalisedMargins());
}

RunEnd RecordedRun::goBackBefore(const Divergence& divergence, const Progress& progress) {
    divergence_ = divergence;
    if (record_) record_->noteDivergence(divergence);
    if (divergence_.step == 0) return RunEnd::diverged;
    // Keeping a copy of the weights at every step would cost each run what only a failing one needs; the same
    // spec gives the same steps, so going back is running again.
    if (checkpoint_ && checkpoint_->step < divergence_.step) {
        experiment_.restore(*checkpoint_);
    } else {
        experiment_.rewind();
    }
    const std::int64_t target = divergence_.step - 1;
    while (experiment_.step() < target && !interrupted_.stop_requested()) {
        progress(*this);
        advanceTo(target);
    }
    const bool isBack = experiment_.step() == target;
    if (!isBack) forgetLaterSteps();
    measure();
    return isBack ? RunEnd::diverged : RunEnd::interrupted;
}

/// An interrupted run holds nothing beyond the state that it leaves: going on from there finds it again.
void RecordedRun::forgetLaterSteps() {
    timeline_ = Timeline(timeline_.view(), experiment_.step());
    if (record_) record_->branch(experiment_.spec(), experiment_.step());
}

}  // namespace featurescope
