#include "app/sweep_store.h"

#include <algorithm>

#include "app/sweep_choice.h"
#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "core/sweep/run_key.h"
#include "core/sweep/shard_file.h"
#include "core/sweep/sweep_json.h"

namespace featurescope {
namespace {

std::string described(const SweepProvenance& provenance) {
    return "version " + provenance.programVersion + ", engine " + provenance.engine +
           " and instruction set " + provenance.instructionSet;
}

}  // namespace

SweepPlan SweepStore::plan() const {
    std::error_code missing;
    if (!std::filesystem::exists(descriptionPath(), missing))
        throw FileError("There is no sweep in " + folder_.string() +
                        "; sweep-plan SWEEP STORE or a worker puts sweep.json there.");
    return SweepPlan(readSweepFile(descriptionPath()));
}

SweepPlan SweepStore::prepared(const SweepPlan& wanted) const {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error)
        throw FileError("The folder " + folder_.string() + " cannot be made: " + error.message() + ".");
    const SweepProvenance here = provenanceHere(wanted);
    if (!std::filesystem::exists(descriptionPath(), error)) {
        SweepSpec sweep = wanted.sweep();
        sweep.provenance = here;
        write(sweep);
    }
    // Several workers may start at once: what stands there in the end holds for all of them.
    SweepPlan plan = this->plan();
    if (const std::string difference = differenceOf(plan, wanted); !difference.empty())
        throw InputError(folder_.string() + " holds another sweep: it differs in " + difference +
                         "; name another folder.");
    if (plan.sweep().provenance != here)
        throw InputError(folder_.string() + " is worked off by " +
                         described(plan.sweep().provenance.value_or(SweepProvenance{})) + ", and this is " +
                         described(here) +
                         "; their bits may differ. Where machines differ, set \"isa\" in compute.");
    return plan;
}

void SweepStore::askFor(const SweepPlan& plan, const std::vector<GridPoint>& points) const {
    SweepSpec sweep = plan.sweep();
    sweep.points = points;
    write(sweep);
}

void SweepStore::write(const SweepSpec& sweep) const {
    writeFileAtomically(descriptionPath(), sweepToJson(sweep));
}

void SweepStore::visitRuns(const std::function<bool(const std::filesystem::path&)>& reads,
                           const std::function<void(const RunOutcome&)>& visit) const {
    for (const std::filesystem::path& path : shardFiles(folder_)) {
        if (!reads(path)) continue;
        for (std::uint64_t start = 0;;) {
            const ShardPart part = readShard(path, start);
            std::for_each(part.runs.begin(), part.runs.end(), visit);
            if (part.end == start) break;
            start = part.end;
        }
    }
}

std::map<std::string, RunOutcomeState> SweepStore::states(
    const std::function<bool(const std::filesystem::path&)>& reads) const {
    std::map<std::string, RunOutcomeState> states;
    visitRuns(reads, [&](const RunOutcome& run) {
        const auto [known, isNew] = states.try_emplace(run.key, run.state);
        if (!isNew && known->second == RunOutcomeState::failed) known->second = run.state;
    });
    return states;
}

std::vector<SeedValue> SweepStore::valuesAt(const SweepPlan& plan, Observable metric,
                                            std::int64_t step) const {
    std::map<std::string, double> ofKeys;
    const auto all = [](const std::filesystem::path&) { return true; };
    visitRuns(all, [&](const RunOutcome& run) { ofKeys[run.key] = valueAt(run, metric, step); });
    std::vector<SeedValue> values;
    for (const PlannedRun& run : plan.runsOf(plan.firstPoints())) {
        const auto found = ofKeys.find(runKey(plan.specOf(run)));
        if (found != ofKeys.end()) values.push_back({run, found->second});
    }
    return values;
}

}  // namespace featurescope
