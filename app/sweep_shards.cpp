#include "app/sweep_shards.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

#include "app/sweep_choice.h"
#include "core/base/cancel.h"
#include "core/run/recorded_run.h"

namespace featurescope {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// How long the run takes, extrapolated from its first seconds.
double trialSeconds(const SweepPlan& plan, GridPoint point, const std::stop_token& interrupted) {
    constexpr double kLongestTrial = 5;
    const Clock::time_point start = Clock::now();
    std::stop_source stop;
    const std::stop_callback forward(interrupted, [&] { stop.request_stop(); });
    const auto experiment =
        makeExperiment(plan.specOf(point, plan.seeds().front()), plan.learner(), nullptr, stop.get_token());
    const double preparing = secondsSince(start);
    RecordedRun run(*experiment, plan.schedule(), stop.get_token());
    run.train([&](RecordedRun&) {
        if (secondsSince(start) > kLongestTrial) stop.request_stop();
    });
    throwIfCancelled(interrupted);
    const auto reached = static_cast<double>(std::max<std::int64_t>(1, experiment->step()));
    const auto steps = static_cast<double>(std::max<std::int64_t>(1, experiment->spec().training.steps));
    return preparing + (secondsSince(start) - preparing) * steps / reached;
}

double meanSeconds(const SweepPlan& plan, const std::stop_token& interrupted) {
    const std::int64_t right = plan.columns() - 1, top = plan.rows() - 1;
    const std::set<GridPoint> points{{0, 0}, {right, 0}, {0, top}, {right, top}, {right / 2, top / 2}};
    double sum = 0;
    for (const GridPoint& point : points) sum += trialSeconds(plan, point, interrupted);
    return sum / static_cast<double>(points.size());
}

}  // namespace

ShardPlan shardPlan(const SweepPlan& plan, const ShardWish& wish, const std::stop_token& interrupted) {
    constexpr double kMinutes = 20;
    constexpr std::int64_t kPerSlot = 4, kMostShards = 1000;  // Slurm's MaxArraySize is 1001
    const std::int64_t runs = static_cast<std::int64_t>(plan.firstPoints().size() * plan.seeds().size());
    plan.requireMachine(1);
    ShardPlan shards;
    shards.minutesWanted = wish.minutes ? positiveOption("--minutes", *wish.minutes) : kMinutes;
    std::int64_t wanted = 0;
    if (wish.shards) wanted = integerOption("--shards", *wish.shards, 1, kMostRuns);
    shards.secondsPerRun = wish.secondsPerRun ? positiveOption("--seconds-per-run", *wish.secondsPerRun)
                                              : meanSeconds(plan, interrupted);
    const double total = shards.secondsPerRun * static_cast<double>(runs);
    constexpr double kSecondsPerMinute = 60;
    const double byTime =
        std::min(std::ceil(total / (kSecondsPerMinute * shards.minutesWanted)), double{kMostShards});
    if (wanted == 0)
        wanted = std::clamp(static_cast<std::int64_t>(byTime), kPerSlot * runsSideBySide({}), kMostShards);
    shards.shards = std::clamp(wanted, std::int64_t{1}, std::max(std::int64_t{1}, runs));
    shards.secondsPerShard = total / static_cast<double>(shards.shards);
    return shards;
}

}  // namespace featurescope
