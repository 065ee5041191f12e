#include "core/run/staged_run.h"

#include <utility>

#include "core/base/cancel.h"
#include "core/base/errors.h"
#include "core/recording/recording_schedule.h"

namespace featurescope {

StagedRun::StagedRun(const ExperimentSpec& spec, const LearnerOptions& options, const GivenData* given,
                     std::stop_token stop)
    : stop_(stop), experiment_(makeExperiment(spec, options, given, std::move(stop))) {
    if (experiment_->divergence()) throw InputError(experiment_->divergence()->message);
    record();
}

void StagedRun::advanceTo(std::int64_t step) {
    while (message_.empty() && experiment_->step() < step) {
        throwIfCancelled(stop_);
        experiment_->advance();
        if (experiment_->divergence()) {
            backBefore(*experiment_->divergence());
        } else if (isLogarithmicStep(experiment_->step())) {
            record();
        }
    }
}

RunState StagedRun::state() const {
    if (!message_.empty()) return RunState::diverged;
    return experiment_->step() == experiment_->spec().training.steps ? RunState::finished : RunState::paused;
}

void StagedRun::record() {
    const std::int64_t step = experiment_->step();
    timeline_.record({step, experiment_->measure(MeasureDepth::everything)});
    if (isLogarithmicStep(step))
        history_.record(step, experiment_->neurons(), experiment_->normalisedMargins());
}

/// Training is deterministic, so the same steps lead there again. By value, because going back makes the
/// experiment forget its own.
void StagedRun::backBefore(Divergence divergence) {
    message_ = std::move(divergence.message);
    experiment_->rewind();
    while (experiment_->step() + 1 < divergence.step) {
        throwIfCancelled(stop_);
        experiment_->advance();
    }
}

std::shared_ptr<const Snapshot> StagedRun::snapshot(const ViewRequest& view) {
    record();
    auto snapshot = std::make_shared<Snapshot>();
    static_cast<StateView&>(*snapshot) = experiment_->view(view);
    static_cast<StateParts&>(*snapshot) = experiment_->parts(view);
    snapshot->runId = 1;
    snapshot->state = state();
    snapshot->message = message_;
    snapshot->scene = experiment_->scene(view.plane);
    snapshot->spec = experiment_->spec();
    snapshot->step = experiment_->step();
    snapshot->timeline = timeline_.view();
    snapshot->history = history_.view();
    snapshot->measurement = snapshot->timeline.back().values;
    snapshot->weightsSha256 = experiment_->weightsSha256();
    snapshot->outputWeightsSha256 = experiment_->outputWeightsSha256();
    return snapshot;
}

}  // namespace featurescope
