#include <algorithm>
#include <cmath>
#include <ostream>
#include <set>

#include "app/duration_text.h"
#include "app/sweep_choice.h"
#include "app/sweep_commands.h"
#include "app/sweep_shards.h"
#include "app/sweep_store.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/sweep/refinement.h"

namespace featurescope {
namespace {

std::string mebibytes(std::uint64_t bytes) {
    return numberText(static_cast<std::int64_t>(std::ceil(static_cast<double>(bytes) / (1 << 20)))) + " MiB";
}

void printPlan(const SweepPlan& plan, const ShardPlan& shards, std::ostream& out) {
    const auto points = static_cast<std::int64_t>(plan.firstPoints().size());
    const std::int64_t runs = points * static_cast<std::int64_t>(plan.seeds().size());
    if (!plan.sweep().title.empty()) out << "title: " << plan.sweep().title << '\n';
    out << "points: " << numberText(points) << " of " << numberText(plan.columns() * plan.rows()) << '\n'
        << "runs: " << numberText(runs) << '\n'
        << "seconds per run: " << numberText(shards.secondsPerRun) << '\n'
        << "time on one core: " << durationText(shards.secondsPerRun * static_cast<double>(runs)) << '\n'
        << "shards: " << numberText(shards.shards) << " of " << durationText(shards.secondsPerShard) << '\n'
        << "memory per run: at most " << mebibytes(plan.memoryPerRun()) << '\n';
}

/// Asks for the points that the values in the store make worth computing.
ExitCode addRound(const SweepStore& store, const SweepPlan& plan, std::ostream& out) {
    if (!plan.sweep().refine)
        throw InputError("--round is for sweeps with refine; this one asks for all its points at once.");
    const SweepRefinement& refine = *plan.sweep().refine;
    const CellValue wish{.metric = refine.metric, .step = refine.step};
    std::vector<GridPoint> asked = plan.firstPoints();
    const std::set<GridPoint> before(asked.begin(), asked.end());
    std::int64_t added = 0, missing = 0;
    for (const GridPoint& point :
         pointsToRefine(refine, gridValues(plan, wish, store.valuesAt(plan, refine.metric, refine.step)))) {
        if (before.contains(point)) {
            ++missing;
            continue;
        }
        asked.push_back(point);
        ++added;
    }
    if (missing > 0) {
        out << "points to add: not known while " << numberText(missing)
            << " points of the round before are incomplete\n";
        return kExitIncomplete;
    }
    if (added > 0) store.askFor(plan, asked);
    out << "points to add: " << numberText(added) << '\n';
    return kExitDone;
}

}  // namespace

ExitCode planSweep(const PlanSweep& options, std::ostream& out, const InterruptWatch& watch) {
    SweepPlan plan(sweepNamed(options.sweep));
    const std::stop_token interrupted = watch.heed();
    if (options.round && !options.store)
        throw InputError("--round needs the STORE whose results it looks at.");
    ExitCode code = kExitDone;
    if (options.store) {
        const SweepStore store(*options.store);
        plan = store.prepared(plan);
        if (options.round) code = addRound(store, plan, out);
        plan = store.plan();
    }
    printPlan(plan, shardPlan(plan, options.wish, interrupted), out);
    return code;
}

}  // namespace featurescope
