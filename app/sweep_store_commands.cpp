#include <unistd.h>

#include <filesystem>
#include <ostream>
#include <thread>

#include "app/sweep_choice.h"
#include "app/sweep_commands.h"
#include "app/sweep_store.h"
#include "app/sweep_wave.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/documents/sweep_collection.h"
#include "core/io/atomic_file.h"
#include "core/sweep/run_key.h"
#include "core/sweep/shard_file.h"

namespace featurescope {
namespace {

namespace fs = std::filesystem;

struct Shard {
    std::int64_t index = 0, count = 1;
};

Shard shardFrom(const std::string& text) {
    const std::size_t slash = text.find('/');
    const auto index = parseInteger(text.substr(0, slash));
    const auto count = slash == std::string::npos ? std::nullopt : parseInteger(text.substr(slash + 1));
    if (!index || !count || *count < 1 || *count > kMostRuns || *index < 0 || *index >= *count)
        throw InputError("--shard is \"" + text +
                         "\"; it must be I/N with N shards and I from 0 to N - 1, such as 0/24.");
    return {*index, *count};
}

/// Runs of other shards are of no interest, unless the sweep was divided in another way.
bool mayHoldRunsOf(const Shard& shard, const fs::path& file, const fs::path& own) {
    const std::string prefix = own.filename().string().substr(0, own.filename().string().find('.'));
    return shardsOf(file) != shard.count || file.filename().string().starts_with(prefix + ".");
}

/// The keys of all planned runs, in order.
std::vector<std::string> keysOf(const SweepPlan& plan, const std::vector<PlannedRun>& runs) {
    std::vector<std::string> keys;
    keys.reserve(runs.size());
    for (const PlannedRun& run : runs) keys.push_back(runKey(plan.specOf(run)));
    return keys;
}

/// Gives every planned run that is there its cell, and says how the planned runs stand.
SweepProgress& countCells(SweepFile& file, const std::vector<PlannedRun>& runs,
                          const std::vector<std::string>& keys, SweepProgress& progress) {
    const std::map<std::string, RunOutcomeState> states = file.states();
    progress.plan(static_cast<std::int64_t>(runs.size()));
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto found = states.find(keys[i]);
        if (found == states.end()) continue;
        file.addCell(runs[i], keys[i]);
        progress.noteOld(found->second);
    }
    file.commit();
    return progress;
}

SweepFile collectionFile(const CollectSweep& options, const SweepPlan& plan) {
    const SweepProvenance from = plan.sweep().provenance.value_or(SweepProvenance{});
    if (SweepFile::isBlank(options.out)) {
        requireWritable(options.out);
        return SweepFile::create(options.out, plan, from);
    }
    SweepFile file = SweepFile::open(options.out);
    file.requireSame(plan, from);
    return file;
}

}  // namespace

ExitCode workOnSweep(const WorkOnSweep& options, std::ostream& out, std::ostream& err,
                     const InterruptWatch& watch) {
    const Shard shard = shardFrom(options.shard);
    const SweepStore store(options.store);
    const SweepPlan plan = store.prepared(SweepPlan(sweepNamed(options.sweep)));
    const std::stop_token interrupted = watch.heed();
    plan.requireMachine(1);
    const std::vector<PlannedRun> runs = shardOf(plan.runsOf(plan.firstPoints()), shard.index, shard.count);
    ShardWriter writer(store.folder(), shard.index, shard.count);
    const auto known =
        store.states([&](const fs::path& file) { return mayHoldRunsOf(shard, file, writer.path()); });
    const fs::path states = store.folder() / "checkpoints";
    fs::create_directories(states);
    SweepProgress progress(err, ::isatty(STDERR_FILENO) == 1);
    progress.plan(static_cast<std::int64_t>(runs.size()));
    carryOut({.plan = plan,
              .pool = {.threads = 1,
                       .programVersion = provenanceHere(plan).programVersion,
                       .longRuns = LongRunStates{.folder = states}},
              .retryFailed = options.retryFailed,
              .interrupted = interrupted},
             runs, known, progress,
             {.add = [&](const RunOutcome& outcome) { writer.append(outcome); },
              .addCell = [](const PlannedRun&, const std::string&) {},
              .pause = [] {}});
    writer.sync();
    progress.printSummary(out, false);
    if (interrupted.stop_requested()) {
        err << "Interrupted; what is finished is stored, and the same command goes on.\n";
        return kExitInterrupted;
    }
    return progress.isComplete() ? kExitDone : kExitIncomplete;
}

ExitCode collectSweep(const CollectSweep& options, std::ostream& out, std::ostream& err,
                      const InterruptWatch& watch) {
    const SweepStore store(options.store);
    SweepPlan plan = store.plan();
    const std::stop_token interrupted = watch.heed();
    SweepFile file = collectionFile(options, plan);
    std::vector<PlannedRun> runs = plan.runsOf(plan.firstPoints());
    std::vector<std::string> keys = keysOf(plan, runs);
    std::int64_t twice = 0, otherLines = 0;
    while (true) {
        const CollectedRuns collected = collectShards(store.folder(), file);
        twice += collected.twice;
        otherLines += collected.otherLines;
        SweepProgress progress(err, options.watch && ::isatty(STDERR_FILENO) == 1);
        countCells(file, runs, keys, progress).show();
        if (progress.isComplete() || !options.watch || interrupted.stop_requested()) {
            if (twice > 0) out << "lines of runs that were there already: " << numberText(twice) << '\n';
            if (otherLines > 0) out << "lines that are no runs: " << numberText(otherLines) << '\n';
            progress.printSummary(out, false);
            return progress.isComplete()          ? kExitDone
                   : interrupted.stop_requested() ? kExitInterrupted
                                                  : kExitIncomplete;
        }
        for (int i = 0; i < 10 && !interrupted.stop_requested(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        SweepPlan now = store.plan();
        if (now.sweep().points == plan.sweep().points) continue;
        plan = std::move(now);
        runs = plan.runsOf(plan.firstPoints());
        keys = keysOf(plan, runs);
    }
}

}  // namespace featurescope
