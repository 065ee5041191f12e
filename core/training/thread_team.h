#pragma once

#include <atomic>
#include <thread>
#include <type_traits>
#include <vector>

namespace featurescope {

/// Threads that compute one step together, again and again. A step may take a few microseconds, so they wait
/// for each other by watching a number: briefly awake, then asleep, so that an idle team costs nothing and a
/// machine with more work than cores stays usable.
///
/// One owner calls run(); the threads end with the object.
class ThreadTeam {
  public:
    /// @param threads   number of threads including the caller of run(), >= 1; fewer when the machine has no
    /// more
    /// @param niceness  added to the niceness the helper threads inherit from the creating thread (Linux
    /// only)
    explicit ThreadTeam(int threads, int niceness = 0);
    ~ThreadTeam();
    ThreadTeam(const ThreadTeam&) = delete;
    ThreadTeam& operator=(const ThreadTeam&) = delete;

    /// Number of threads including the caller of run().
    int size() const { return size_; }

    /// Calls work(t) once for each t in 0 .. size() - 1 at the same time, t = 0 on the calling thread, with
    /// denormal numbers flushed to zero. `work` must not throw.
    template <typename Work>
    void run(Work&& work) {
        using Plain = std::remove_reference_t<Work>;
        runErased([](void* context, int thread) { (*static_cast<Plain*>(context))(thread); }, &work);
    }

    /// Inside run(): waits until every thread has come here.
    void barrier();

  private:
    using ErasedWork = void (*)(void* context, int thread);

    void runErased(ErasedWork work, void* context);
    void startHelpers(int count, int niceness);
    void help(int thread, int niceness);
    void waitForNextRound(unsigned round);

    int size_ = 1;
    int spins_ = 1;
    ErasedWork work_ = nullptr;
    void* context_ = nullptr;
    bool ending_ = false;
    std::atomic<bool> isComplete_{false};  ///< size_ is settled
    alignas(64) std::atomic<int> arrived_{0};
    alignas(64) std::atomic<unsigned> round_{0};
    std::vector<std::thread> helpers_;
};

}  // namespace featurescope
