#pragma once

#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "core/sweep/run_outcome.h"
#include "core/sweep/sweep_runner.h"

namespace featurescope {

/// A run with its key, as it waits for a thread.
struct SweepJob {
    PlannedRun run;
    std::string key;
};

/// Carries out runs side by side, each on one thread, in the order given. The owner takes the outcomes; the
/// pool stops and joins its threads when it is destroyed, which takes as long as a step.
class SweepPool {
  public:
    struct Settings {
        int threads = 1;    ///< >= 1
        bool idle = false;  ///< take only time that nobody else wants
        std::string programVersion{};
        std::optional<LongRunStates> longRuns{};
    };

    /// `plan` must outlive the pool.
    SweepPool(const SweepPlan& plan, std::vector<SweepJob> jobs, Settings settings, std::stop_token stop);
    ~SweepPool();
    SweepPool(const SweepPool&) = delete;
    SweepPool& operator=(const SweepPool&) = delete;

    /// The outcomes since the last call, after waiting until there is one, the pool has ended, or `longest`
    /// has passed. Rethrows what a thread could not go on after.
    std::vector<RunOutcome> take(std::chrono::milliseconds longest);
    /// True when no thread works any more; outcomes may still be waiting.
    bool hasEnded() const;

  private:
    void work();
    std::optional<SweepJob> nextJob();

    const SweepPlan& plan_;
    const std::vector<SweepJob> jobs_;
    const Settings settings_;
    std::stop_source stop_;
    std::stop_callback<std::function<void()>> forward_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t next_ = 0;
    std::vector<RunOutcome> outcomes_;
    std::exception_ptr failure_;
    int working_ = 0;
    std::vector<std::jthread> threads_;  // the last member: it is joined before the others go
};

}  // namespace featurescope
