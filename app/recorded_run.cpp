#include "app/recorded_run.h"

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
    if (experiment_.divergence()) return goBackBefore(*experiment_.divergence());
    const std::int64_t last = experiment_.spec().training.steps;
    if (schedule_.contains(experiment_.step()) || experiment_.step() == last) measure();
    std::int64_t nextRecord = schedule_.next(experiment_.step());
    progress(*this);
    while (experiment_.step() < last && !interrupted_.stop_requested()) {
        advance();
        if (experiment_.divergence()) return goBackBefore(*experiment_.divergence());
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

void RecordedRun::advance() {
    const auto before = std::chrono::steady_clock::now();
    experiment_.advance();
    seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
    ++steps_;
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
    if (RunRecord::isScheduled(row.step)) record_->note(row.step, experiment_.neurons());
}

RunEnd RecordedRun::goBackBefore(const Divergence& divergence) {
    divergence_ = divergence;
    if (record_) record_->noteDivergence(divergence);
    if (divergence_.step == 0) return RunEnd::diverged;
    // Keeping a copy of the weights at every step would cost each run what only a failing one needs; the same
    // spec gives the same steps, so going back is running again.
    if (checkpoint_) {
        experiment_.restore(*checkpoint_);
    } else {
        experiment_.rewind();
    }
    while (experiment_.step() < divergence_.step - 1) {
        if (interrupted_.stop_requested()) return RunEnd::interrupted;
        experiment_.advance();
    }
    measure();
    return RunEnd::diverged;
}

}  // namespace featurescope
