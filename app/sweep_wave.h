#pragma once

#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "app/sweep_progress.h"
#include "core/sweep/sweep_pool.h"

namespace featurescope {

/// Where the runs of a sweep go.
struct SweepSink {
    std::function<void(const RunOutcome&)> add;                          ///< a new run
    std::function<void(const PlannedRun&, const std::string&)> addCell;  ///< a cell whose run is known by key
    std::function<void()> pause;                                         ///< now and then
};

/// What is wanted of runs that are carried out.
struct SweepWave {
    const SweepPlan& plan;
    SweepPool::Settings pool;
    bool retryFailed = false;
    std::stop_token interrupted;
};

/// Carries out those of the runs that are not known yet; equal ones once. Returns when all are done or the
/// stop token asked for it; what was finished has gone into the sink.
void carryOut(const SweepWave& wave, const std::vector<PlannedRun>& runs,
              const std::map<std::string, RunOutcomeState>& known, SweepProgress& progress,
              const SweepSink& sink);

}  // namespace featurescope
