#include "core/sweep/sweep_pool.h"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <utility>

namespace featurescope {
namespace {

/// The thread gives way to everything else on the machine.
void becomeIdle() {
#ifdef SCHED_IDLE
    sched_param parameters{};
    pthread_setschedparam(pthread_self(), SCHED_IDLE, &parameters);
#endif
}

}  // namespace

SweepPool::SweepPool(const SweepPlan& plan, std::vector<SweepJob> jobs, Settings settings,
                     std::stop_token stop)
    : plan_(plan),
      jobs_(std::move(jobs)),
      settings_(std::move(settings)),
      forward_(std::move(stop), [this] { stop_.request_stop(); }) {
    const auto threads = std::min(static_cast<std::size_t>(settings_.threads), jobs_.size());
    working_ = static_cast<int>(threads);
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

SweepPool::~SweepPool() { stop_.request_stop(); }

std::vector<RunOutcome> SweepPool::take(std::chrono::milliseconds longest) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, longest, [this] { return !outcomes_.empty() || working_ == 0; });
    if (outcomes_.empty() && working_ == 0 && failure_) std::rethrow_exception(failure_);
    return std::exchange(outcomes_, {});
}

bool SweepPool::hasEnded() const {
    const std::lock_guard lock(mutex_);
    return working_ == 0;
}

std::optional<SweepJob> SweepPool::nextJob() {
    const std::lock_guard lock(mutex_);
    if (stop_.stop_requested() || next_ == jobs_.size()) return std::nullopt;
    return jobs_[next_++];
}

void SweepPool::work() {
    if (settings_.idle) becomeIdle();
    std::exception_ptr failure;
    try {
        SweepRunner runner(plan_, settings_.programVersion, settings_.longRuns);
        while (const std::optional<SweepJob> job = nextJob()) {
            std::optional<RunOutcome> outcome = runner.carryOut(job->run, job->key, stop_.get_token());
            if (!outcome) break;
            const std::lock_guard lock(mutex_);
            outcomes_.push_back(std::move(*outcome));
            changed_.notify_one();
        }
    } catch (...) {
        failure = std::current_exception();
        stop_.request_stop();
    }
    const std::lock_guard lock(mutex_);
    if (failure) failure_ = failure;
    --working_;
    changed_.notify_one();
}

}  // namespace featurescope
