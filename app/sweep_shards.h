#pragma once

#include <cstdint>
#include <stop_token>

#include "app/sweep_options.h"
#include "core/sweep/sweep_plan.h"

namespace featurescope {

/// What a sweep takes, and how it is divided.
struct ShardPlan {
    double secondsPerRun = 0;
    std::int64_t shards = 1;
    double secondsPerShard = 0;
    double minutesWanted = 0;  ///< of a shard
};

/// Tries five runs, at the corners and in the middle, for at most five seconds each, unless the wish says how
/// long a run takes; then divides. Throws Cancelled.
ShardPlan shardPlan(const SweepPlan& plan, const ShardWish& wish, const std::stop_token& interrupted);

}  // namespace featurescope
