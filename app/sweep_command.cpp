#include <unistd.h>

#include <filesystem>
#include <ostream>

#include "app/sweep_choice.h"
#include "app/sweep_commands.h"
#include "app/sweep_wave.h"
#include "core/base/errors.h"
#include "core/documents/sweep_file.h"
#include "core/io/atomic_file.h"
#include "core/sweep/refinement.h"

namespace featurescope {
namespace {

/// The file of this very sweep, or a new one.
SweepFile resultFile(const RunSweep& options, const SweepPlan& plan, const SweepProvenance& provenance) {
    if (!SweepFile::isBlank(options.out)) {
        try {
            SweepFile file = SweepFile::open(options.out);
            file.requireSame(plan, provenance);
            return file;
        } catch (const InputError&) {
            if (!options.force) throw;
        } catch (const FileError&) {
            if (!options.force) throw;
        }
        removeFile(options.out);
        removeFile(options.out + "-journal");
    }
    requireWritable(options.out);
    return SweepFile::create(options.out, plan, provenance);
}

/// The points that the values so far ask for; none when there is nothing to refine.
std::vector<GridPoint> nextPoints(const SweepPlan& plan, SweepFile& file) {
    if (!plan.sweep().refine) return {};
    const SweepRefinement& refine = *plan.sweep().refine;
    const CellValue wish{.metric = refine.metric, .step = refine.step};
    return pointsToRefine(refine, gridValues(plan, wish, file.valuesAt(refine.metric, refine.step)));
}

}  // namespace

ExitCode runSweep(const RunSweep& options, std::ostream& out, std::ostream& err,
                  const InterruptWatch& watch) {
    const SweepPlan plan(chosenSweep(options));
    const std::stop_token interrupted = watch.heed();
    const int threads = runsSideBySide(options.threads);
    plan.requireMachine(threads);
    const SweepProvenance provenance = provenanceHere(plan);
    SweepFile file = resultFile(options, plan, provenance);
    SweepProgress progress(err, !options.quiet && ::isatty(STDERR_FILENO) == 1);
    const SweepWave wave{.plan = plan,
                         .pool = {.threads = threads, .programVersion = provenance.programVersion},
                         .retryFailed = options.retryFailed,
                         .interrupted = interrupted};
    const SweepSink sink{
        .add = [&](const RunOutcome& outcome) { file.add(outcome); },
        .addCell = [&](const PlannedRun& run, const std::string& key) { file.addCell(run, key); },
        .pause = [&] { file.commitIfDue(); }};
    std::vector<GridPoint> points = plan.firstPoints();
    while (!points.empty() && !interrupted.stop_requested()) {
        const std::vector<PlannedRun> runs = plan.runsOf(points);
        progress.plan(static_cast<std::int64_t>(runs.size()));
        carryOut(wave, runs, file.states(), progress, sink);
        file.commit();
        if (interrupted.stop_requested()) break;
        points = nextPoints(plan, file);
    }
    progress.printSummary(out, options.quiet);
    if (interrupted.stop_requested()) {
        err << "Interrupted; what is finished is stored, and the same command goes on.\n";
        return kExitInterrupted;
    }
    return progress.isComplete() ? kExitDone : kExitIncomplete;
}

}  // namespace featurescope
