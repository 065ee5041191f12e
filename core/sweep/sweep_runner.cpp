#include "core/sweep/sweep_runner.h"

#include <cmath>
#include <new>

#include "core/base/cancel.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/io/atomic_file.h"
#include "core/run/checkpoint_file.h"
#include "core/run/recorded_run.h"

namespace featurescope {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void note(const TimelineView& rows, RunOutcome& outcome) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        outcome.steps.push_back(rows[i].step);
        // JSON has neither infinity nor -0; both ways to a result must hold the same.
        for (const double value : rows[i].values.values)
            outcome.curves.push_back(std::isfinite(value) ? value + 0.0 : kUndefined);
    }
}

/// Goes on from the state that an earlier start has left, when there is one of this very run.
void resume(RecordedRun& run, const std::filesystem::path& path) {
    std::error_code missing;
    if (!std::filesystem::exists(path, missing)) return;
    try {
        CheckpointFile file = readCheckpointFile(path);
        const bool isOfThisRun = file.spec == run.experiment().spec() && file.schedule == run.schedule();
        if (isOfThisRun) run.resume(file.timeline, std::move(file.checkpoint));
    } catch (const InputError&) {
        // Of another program or instruction set, or damaged: the run begins anew.
    }
}

}  // namespace

/// One go at a run.
struct SweepRunner::Attempt {
    std::stop_source stop;  ///< from outside, or because it takes too long
    bool tookTooLong = false;
    Clock::time_point start = Clock::now();
    std::filesystem::path state;  ///< empty when none is kept
    Clock::time_point nextState = Clock::time_point::max();
};

SweepRunner::SweepRunner(const SweepPlan& plan, std::string programVersion,
                         std::optional<LongRunStates> longRuns)
    : plan_(plan), programVersion_(std::move(programVersion)), longRuns_(std::move(longRuns)) {}

std::optional<RunOutcome> SweepRunner::carryOut(const PlannedRun& run, const std::string& key,
                                                const std::stop_token& stop) {
    Attempt attempt;
    const std::stop_callback forward(stop, [&] { attempt.stop.request_stop(); });
    if (longRuns_) {
        attempt.state = longRuns_->folder / (key + ".npz");
        attempt.nextState = attempt.start + longRuns_->after;
    }
    RunOutcome outcome;
    outcome.key = key;
    outcome.run = run;
    try {
        prepare(plan_.specOf(run), stop);
        train(outcome, attempt);
    } catch (const Cancelled&) {
        experiment_.reset();
    } catch (const InputError& problem) {
        outcome.error = problem.what();
        experiment_.reset();
    } catch (const std::bad_alloc&) {
        outcome.error = "This run needs more memory than there is; make its sizes smaller.";
        experiment_.reset();
    }
    if (stop.stop_requested()) return std::nullopt;
    if (attempt.tookTooLong)
        outcome.error = "The run took longer than compute.seconds_per_run = " +
                        numberText(plan_.sweep().compute.secondsPerRun.value_or(0)) + " s.";
    outcome.seconds = secondsSince(attempt.start);
    outcome.provenance.programVersion = programVersion_;
    return outcome;
}

void SweepRunner::prepare(const ExperimentSpec& spec, std::stop_token stop) {
    if (experiment_ && haveSameStart(experiment_->spec(), spec)) {
        experiment_->follow(spec);
        return;
    }
    experiment_.reset();
    experiment_ = makeExperiment(spec, plan_.learner(), nullptr, std::move(stop));
}

void SweepRunner::train(RunOutcome& outcome, Attempt& attempt) {
    RecordedRun run(*experiment_, plan_.schedule(), attempt.stop.get_token());
    if (!attempt.state.empty()) resume(run, attempt.state);
    const std::optional<double> limit = plan_.sweep().compute.secondsPerRun;
    const RunEnd end = run.train([&](RecordedRun& now) {
        attempt.tookTooLong = limit && secondsSince(attempt.start) > *limit;
        if (attempt.tookTooLong) attempt.stop.request_stop();
        if (Clock::now() < attempt.nextState) return;
        attempt.nextState = Clock::now() + longRuns_->pause;
        const Checkpoint& state = now.takeCheckpoint();
        const Timeline rows(now.timeline(), state.step);
        writeFileAtomically(attempt.state, checkpointFileBytes({.spec = now.experiment().spec(),
                                                                .schedule = now.schedule(),
                                                                .timeline = rows.view(),
                                                                .checkpoint = state}));
    });
    if (end == RunEnd::interrupted) {
        experiment_.reset();
        return;
    }
    attempt.tookTooLong = false;
    outcome.state = end == RunEnd::done ? RunOutcomeState::done : RunOutcomeState::diverged;
    if (end == RunEnd::diverged) outcome.divergedAt = run.divergence().step;
    note(run.timeline(), outcome);
    outcome.weightsSha256 = run.timeline().empty() ? "" : experiment_->weightsSha256();
    outcome.outputWeightsSha256 = run.timeline().empty() ? "" : experiment_->outputWeightsSha256();
    const LearnerInfo info = experiment_->learnerInfo();
    outcome.provenance.engine = info.engine;
    outcome.provenance.instructionSet = info.instructionSet;
    std::error_code missing;
    if (!attempt.state.empty()) std::filesystem::remove(attempt.state, missing);
}

}  // namespace featurescope
