#include "app/run_command.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <new>
#include <ostream>
#include <utility>
#include <vector>

#include "app/checkpoint_writer.h"
#include "app/duration_text.h"
#include "app/output_folder.h"
#include "app/resumed_run.h"
#include "app/session_commands.h"
#include "core/base/cancel.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/io/atomic_file.h"
#include "core/run/memory_need.h"
#include "core/run/recorded_run.h"
#include "core/spec/spec_validation.h"

namespace featurescope {
namespace {

std::optional<GivenData> givenData(const RunOptions& options, const ExperimentSpec& base) {
    const std::optional<std::string> expected = traitsOf(base.data).fileSha256;
    if (!options.data) {
        if (expected)
            throw InputError(
                "The spec's data come from a file (data.kind is \"file\"); name it with --data.");
        return std::nullopt;
    }
    GivenData data = isTableName(*options.data)
                         ? givenDataFromBytes(readTable(*options.data, options.table).npz, *options.data)
                         : readGivenData(*options.data);
    if (expected && *expected != data.sha256) {
        throw InputError("data.sha256 is " + *expected + ", but the SHA-256 of " + *options.data + " is " +
                         data.sha256 +
                         "; give the file that the spec was made with, or a spec without data of its own.");
    }
    return data;
}

std::unique_ptr<Experiment> prepared(const ExperimentSpec& spec, const LearnerOptions& learner,
                                     const GivenData* data, std::stop_token interrupted) {
    // An interrupt breaks off the preparation at once. Later it must not: a step that is broken off leaves
    // nothing worth writing, so from then on the loop looks at it between two steps.
    std::stop_source preparation;
    const std::stop_callback forward(std::move(interrupted), [&] { preparation.request_stop(); });
    return makeExperiment(spec, learner, data, preparation.get_token());
}

/// Shows on a terminal how far training is, a few times a second.
class ProgressLine {
  public:
    explicit ProgressLine(std::ostream& err) : err_(err) {}
    ~ProgressLine() {
        if (wasShown_) err_ << "\r\033[K" << std::flush;
    }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const RecordedRun& run) {
        constexpr std::chrono::milliseconds kPause{200};
        const auto now = std::chrono::steady_clock::now();
        if (now - last_ < kPause) return;
        last_ = now;
        wasShown_ = true;
        err_ << "\r\033[Kstep " << numberText(run.experiment().step()) << " of "
             << numberText(run.experiment().spec().training.steps) << ", "
             << numberText(std::int64_t{std::llround(run.stepsPerSecond())}) << " steps per second, "
             << durationText(run.secondsLeft()) << " left" << std::flush;
    }

  private:
    std::ostream& err_;
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
    bool wasShown_ = false;
};

RunEnd train(RecordedRun& run, bool showsProgress, std::optional<CheckpointWriter>& writer,
             std::ostream& err) {
    std::optional<ProgressLine> line;
    if (showsProgress) line.emplace(err);
    return run.train([&](RecordedRun& now) {
        if (line) line->show(now);
        if (writer) writer->writeIfDue(now, err);
    });
}

void printSummary(RecordedRun& run, Experiment& experiment, bool quiet, std::ostream& out) {
    const TimelineView timeline = run.timeline();
    if (!quiet) {
        out << "step: " << numberText(timeline.back().step) << '\n';
        for (const ObservableInfo& info : observables()) {
            const double value = timeline.back().values[info.which];
            out << info.id << ": " << (std::isnan(value) ? "not defined" : numberText(value)) << '\n';
        }
        const LearnerInfo info = experiment.learnerInfo();
        out << "engine: " << info.engine << " (" << info.engineReason << ")\n"
            << "instruction set: " << info.instructionSet << '\n'
            << "threads: " << numberText(std::int64_t{info.threads}) << '\n';
        constexpr double kLongRun = 1e7;
        if (run.stepsPerSecond() > 0)
            out << "10^7 steps at this speed: " << durationText(kLongRun / run.stepsPerSecond()) << '\n';
    }
    out << "steps per second: " << numberText(run.stepsPerSecond()) << '\n'
        << "weights sha256: " << experiment.weightsSha256() << '\n';
    if (const std::string hash = experiment.outputWeightsSha256(); !hash.empty())
        out << "output weights sha256: " << hash << '\n';
}

/// The path, or one like it, where nothing stands.
std::filesystem::path unusedName(const std::filesystem::path& wanted) {
    std::filesystem::path path = wanted;
    for (std::int64_t number = 2; std::filesystem::exists(path); ++number)
        path.replace_filename(wanted.stem().string() + "-" + numberText(number) +
                              wanted.extension().string());
    return path;
}

/// Writes everything that is asked for. What cannot be written is said on `err` and keeps nothing else from
/// being written.
bool writeResults(const RunOptions& options, RecordedRun& run, Experiment& experiment,
                  std::optional<OutputFolder>& folder, std::optional<CheckpointWriter>& writer,
                  std::ostream& err) {
    bool isComplete = true;
    const auto attempt = [&](bool isWanted, const auto& write) {
        if (!isWanted) return;
        try {
            write();
            return;
        } catch (const std::bad_alloc&) {
            err << "featurescope-cli: There is not enough memory to write a result.\n";
        } catch (const std::exception& error) {
            err << "featurescope-cli: " << error.what() << '\n';
        }
        isComplete = false;
    };
    const bool hasState = !run.timeline().empty();
    attempt(folder.has_value(), [&] { folder->write(experiment, run.timeline()); });
    attempt(options.session && hasState, [&] {
        const std::filesystem::path wanted = *options.session;
        const std::filesystem::path path = options.force ? wanted : unusedName(wanted);
        writeSession(path, experiment, *run.record());
        if (path != wanted)
            throw FileError(wanted.string() + " was made by somebody else meanwhile; the session is in " +
                            path.string() + ".");
    });
    attempt(writer && hasState, [&] { writer->write(run); });
    return isComplete;
}

ExitCode exitCodeOf(RunEnd end) {
    return end == RunEnd::done ? kExitDone : end == RunEnd::diverged ? kExitDiverged : kExitInterrupted;
}

/// Refuses outputs of which one would take the place of another.
void requireDistinctOutputs(const RunOptions& options) {
    std::vector<std::pair<std::string, std::filesystem::path>> outputs;
    const auto add = [&](const char* option, const std::filesystem::path& path) {
        std::error_code unknown;
        const std::filesystem::path resolved = std::filesystem::weakly_canonical(path, unknown);
        if (!unknown) outputs.emplace_back(option, resolved);  // else it cannot be written, either
    };
    if (options.session) {
        add("--session", *options.session);
        add("the backup of --session", backupPath(*options.session));
    }
    if (options.checkpoint) add("--checkpoint", *options.checkpoint);
    if (options.out)
        for (const std::filesystem::path& file : OutputFolder::filesIn(*options.out)) add("--out", file);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        for (std::size_t j = i + 1; j < outputs.size(); ++j) {
            if (outputs[i].second != outputs[j].second) continue;
            throw InputError(outputs[i].first + " and " + outputs[j].first + " would both write " +
                             outputs[i].second.string() + "; name another file for one of them.");
        }
    }
}

bool isSameFile(const RunOptions& options) {
    std::error_code missing;
    return options.resume && std::filesystem::equivalent(*options.resume, *options.checkpoint, missing);
}

}  // namespace

ExitCode runExperiment(const RunOptions& options, std::ostream& out, std::ostream& err,
                       const InterruptWatch& watch) {
    std::optional<CheckpointFile> past;
    if (options.resume) past = readCheckpointFile(*options.resume);
    ExperimentSpec spec = past ? chosenSpec(options.spec, past->spec) : chosenSpec(options.spec);
    const std::optional<GivenData> data = givenData(options, spec);
    if (data) {
        spec = specForGivenData(spec, *data);
        requireTargetsFor(spec.training.loss, *data);
    }
    requireValid(spec);
    if (past) requireSameRun(spec, *past, *options.resume);
    const LearnerOptions learner = past ? resumedLearner(options, *past) : options.learner;
    requireMemory(spec, learner);
    const std::stop_token interrupted = watch.heed();
    // All of this now, rather than after hours of training.
    requireDistinctOutputs(options);
    if (options.session) requireNewFile(*options.session, options.force);
    if (options.session) requireWritableKeepingBackup(*options.session);
    std::optional<OutputFolder> folder;
    if (options.out) folder.emplace(*options.out, options.force);
    std::optional<CheckpointWriter> writer;
    if (options.checkpoint) writer.emplace(*options.checkpoint, options.force || isSameFile(options));

    std::unique_ptr<Experiment> experiment;
    try {
        experiment = prepared(spec, learner, data ? &*data : nullptr, interrupted);
    } catch (const Cancelled&) {
        err << "Interrupted before the first step; nothing was written.\n";
        return kExitInterrupted;
    }
    const RecordingSchedule schedule =
        past ? past->schedule : options.metricsEvery.value_or(RecordingSchedule{});
    RecordedRun run(*experiment, schedule, interrupted);
    if (options.session) run.keepRecord();
    if (past) run.resume(past->timeline, std::move(past->checkpoint));
    const RunEnd end = train(run, !options.quiet && ::isatty(STDERR_FILENO) == 1, writer, err);

    const bool isWritten = writeResults(options, run, *experiment, folder, writer, err);
    if (!run.timeline().empty()) printSummary(run, *experiment, options.quiet, out);
    if (end == RunEnd::diverged) err << run.divergence().message << '\n';
    if (end == RunEnd::interrupted) err << "Interrupted at step " << numberText(experiment->step()) << ".\n";
    return isWritten ? exitCodeOf(end) : kExitFileTrouble;
}

}  // namespace featurescope
