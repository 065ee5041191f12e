#include <algorithm>
#include <filesystem>
#include <map>
#include <ostream>
#include <set>

#include "app/sweep_commands.h"
#include "app/sweep_store.h"
#include "core/base/number_text.h"
#include "core/documents/sweep_file.h"
#include "core/sweep/run_key.h"
#include "core/sweep/shard_file.h"

namespace featurescope {
namespace {

/// How the planned runs stand.
struct Standing {
    std::int64_t done = 0, diverged = 0, failed = 0, missing = 0;
    std::vector<std::pair<std::string, std::int64_t>> failures;  ///< messages and how often they came
    std::vector<bool> isWanted;                                  ///< of each planned run: it has no result

    void note(const std::map<std::string, RunOutcomeState>& states, const std::string& key) {
        const auto found = states.find(key);
        const bool isThere = found != states.end();
        missing += !isThere;
        done += isThere && found->second == RunOutcomeState::done;
        diverged += isThere && found->second == RunOutcomeState::diverged;
        failed += isThere && found->second == RunOutcomeState::failed;
        isWanted.push_back(!isThere || found->second == RunOutcomeState::failed);
    }
    ExitCode exitCode() const { return failed + missing == 0 ? kExitDone : kExitIncomplete; }
};

void print(const Standing& standing, std::ostream& out) {
    out << "done: " << numberText(standing.done) << '\n'
        << "diverged: " << numberText(standing.diverged) << '\n'
        << "failed: " << numberText(standing.failed) << '\n';
    for (const auto& [message, count] : standing.failures)
        out << "  " << numberText(count) << " times: " << message << '\n';
    out << "missing: " << numberText(standing.missing) << '\n';
}

/// "0-3,7" of increasing numbers, as sbatch --array takes it.
std::string rangesText(const std::set<std::int64_t>& numbers) {
    std::string text;
    for (auto first = numbers.begin(); first != numbers.end();) {
        auto last = first;
        while (std::next(last) != numbers.end() && *std::next(last) == *last + 1) ++last;
        text += (text.empty() ? "" : ",") + numberText(*first);
        if (last != first) text += "-" + numberText(*last);
        first = std::next(last);
    }
    return text;
}

void printShardsToSubmit(const SweepStore& store, const Standing& standing, std::ostream& out) {
    std::set<std::int64_t> divisions;
    for (const std::filesystem::path& file : shardFiles(store.folder())) {
        if (const auto shards = shardsOf(file)) divisions.insert(*shards);
    }
    if (divisions.empty()) out << "No worker has started yet.\n";
    for (const std::int64_t shards : divisions) {
        std::set<std::int64_t> wanted;
        for (std::size_t i = 0; i < standing.isWanted.size(); ++i) {
            if (standing.isWanted[i]) wanted.insert(static_cast<std::int64_t>(i) % shards);
        }
        if (!wanted.empty())
            out << "shards to submit again: " << rangesText(wanted) << " of " << numberText(shards) << '\n';
    }
}

Standing standingOf(const SweepStore& store, const SweepPlan& plan) {
    Standing standing;
    std::map<std::string, RunOutcomeState> states;
    std::map<std::string, std::string> errors;
    store.visitRuns([](const std::filesystem::path&) { return true; },
                    [&](const RunOutcome& run) {
                        const auto [known, isNew] = states.try_emplace(run.key, run.state);
                        if (!isNew && known->second == RunOutcomeState::failed) known->second = run.state;
                        if (run.state == RunOutcomeState::failed) errors[run.key] = run.error;
                    });
    std::map<std::string, std::int64_t> counts;
    for (const PlannedRun& run : plan.runsOf(plan.firstPoints())) {
        const std::string key = runKey(plan.specOf(run));
        standing.note(states, key);
        const auto found = states.find(key);
        if (found != states.end() && found->second == RunOutcomeState::failed) ++counts[errors[key]];
    }
    standing.failures.assign(counts.begin(), counts.end());
    return standing;
}

/// The points that the result says it should have: all, or of a refined sweep those that its values ask for.
std::vector<GridPoint> pointsOf(const SweepPlan& plan, SweepFile& file) {
    if (!plan.sweep().refine) return plan.firstPoints();
    const SweepRefinement& refine = *plan.sweep().refine;
    const std::vector<SeedValue> values = file.valuesAt(refine.metric, refine.step);
    std::set<GridPoint> points;
    for (const SeedValue& value : values) points.insert(value.run.point);
    const CellValue wish{.metric = refine.metric, .step = refine.step};
    for (const GridPoint& point : pointsToRefine(refine, gridValues(plan, wish, values)))
        points.insert(point);
    return {points.begin(), points.end()};
}

void printClaims(const SweepPlan& plan, SweepFile& file, std::ostream& out) {
    std::int64_t holding = 0, number = 0;
    for (const SweepClaim& claim : plan.sweep().claims) {
        const GridValues values =
            gridValues(plan, claim.value, file.valuesAt(claim.value.metric, claim.value.step));
        const std::optional<double> value = values.at(nearestPoint(plan, claim.x, claim.y));
        const bool isLower = claim.bound == Claim::Bound::atLeast;
        const bool holds = value && (isLower ? *value >= claim.limit : *value <= claim.limit);
        holding += holds;
        if (!holds)
            out << "claims[" << numberText(number)
                << "] does not hold: " << observables()[static_cast<std::size_t>(claim.value.metric)].id
                << " is " << (value ? numberText(*value) : "not known") << " at step "
                << numberText(claim.value.step) << ", and should be at " << (isLower ? "least " : "most ")
                << numberText(claim.limit) << '\n';
        ++number;
    }
    if (number > 0)
        out << "claims that hold: " << numberText(holding) << " of " << numberText(number) << '\n';
}

}  // namespace

ExitCode showSweepStatus(const ShowSweepStatus& options, std::ostream& out) {
    if (std::filesystem::is_directory(options.place)) {
        const SweepStore store(options.place);
        const SweepPlan plan = store.plan();
        const Standing standing = standingOf(store, plan);
        print(standing, out);
        printShardsToSubmit(store, standing, out);
        return standing.exitCode();
    }
    SweepFile file = SweepFile::open(options.place);
    const SweepPlan plan(file.sweep());
    const std::map<std::string, RunOutcomeState> states = file.states();
    Standing standing;
    for (const PlannedRun& run : plan.runsOf(pointsOf(plan, file)))
        standing.note(states, runKey(plan.specOf(run)));
    standing.failures = file.failures();
    print(standing, out);
    printClaims(plan, file, out);
    return standing.exitCode();
}

}  // namespace featurescope
