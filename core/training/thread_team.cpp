#include "core/training/thread_team.h"

#include <exception>

#include "core/training/flush_denormals.h"

#ifdef __linux__
#include <unistd.h>
#endif

namespace featurescope {

namespace {

/// About 20 microseconds: longer than the gaps inside a step, shorter than anybody notices.
constexpr int kSpins = 500;

void pauseBriefly() {
#if defined(__SSE2__)
    __builtin_ia32_pause();
#else
    std::this_thread::yield();
#endif
}

/// On Linux niceness belongs to a thread. Failing to become nicer is harmless.
void lowerPriority([[maybe_unused]] int niceness) {
#ifdef __linux__
    if (niceness > 0 && nice(niceness) == -1) return;
#endif
}

}  // namespace

ThreadTeam::ThreadTeam(int threads, int niceness) {
    if (threads > 1) startHelpers(threads - 1, niceness);
    size_ = static_cast<int>(helpers_.size()) + 1;
    spins_ = static_cast<unsigned>(size_) <= std::thread::hardware_concurrency() ? kSpins : 1;
    isComplete_.store(true, std::memory_order_release);
    isComplete_.notify_all();
}

void ThreadTeam::startHelpers(int count, int niceness) {
    try {
        helpers_.reserve(static_cast<std::size_t>(count));
        for (int thread = 1; thread <= count; ++thread)
            helpers_.emplace_back([this, thread, niceness] { help(thread, niceness); });
    } catch (const std::exception&) {
        // No more threads, or no memory for one: those that there are do the same work, to the same bits. Let
        // out of here it would destroy threads that run, which ends the program.
    }
}

ThreadTeam::~ThreadTeam() {
    ending_ = true;
    barrier();
    for (std::thread& helper : helpers_) helper.join();
}

void ThreadTeam::runErased(ErasedWork work, void* context) {
    const FlushDenormals flush;
    work_ = work;
    context_ = context;
    barrier();
    work(context, 0);
    barrier();
}

void ThreadTeam::help(int thread, int niceness) {
    lowerPriority(niceness);
    const FlushDenormals flush;
    isComplete_.wait(false, std::memory_order_acquire);
    while (true) {
        barrier();
        if (ending_) return;
        work_(context_, thread);
        barrier();
    }
}

void ThreadTeam::barrier() {
    if (size_ == 1) return;
    const unsigned round = round_.load(std::memory_order_relaxed);
    if (arrived_.fetch_add(1, std::memory_order_acq_rel) + 1 < size_) return waitForNextRound(round);
    arrived_.store(0, std::memory_order_relaxed);
    round_.store(round + 1, std::memory_order_release);
    round_.notify_all();
}

void ThreadTeam::waitForNextRound(unsigned round) {
    for (int spin = 0; spin < spins_; ++spin) {
        if (round_.load(std::memory_order_acquire) != round) return;
        pauseBriefly();
    }
    while (round_.load(std::memory_order_acquire) == round) round_.wait(round, std::memory_order_acquire);
}

}  // namespace featurescope
