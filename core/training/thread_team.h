#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

namespace featurescope {

/// A few threads that work through numbered pieces together. The pieces are the same for every team size, so
/// results that depend only on the piece do not depend on the number of threads.
class ThreadTeam {
  public:
    /// `threads` >= 1, the caller included.
    explicit ThreadTeam(int threads);
    ~ThreadTeam();
    ThreadTeam(const ThreadTeam&) = delete;
    ThreadTeam& operator=(const ThreadTeam&) = delete;

    /// Calls work(piece) once for each piece in 0 .. pieces - 1, on any thread of the team, and returns when
    /// all are done. `work` must not throw.
    void run(std::int64_t pieces, const std::function<void(std::int64_t)>& work);

  private:
    void help(const std::stop_token& stop);
    void takePieces();

    const std::function<void(std::int64_t)>* work_ = nullptr;
    std::int64_t pieces_ = 0;
    std::atomic<std::int64_t> nextPiece_{0};
    std::atomic<std::uint32_t> round_{0};
    std::atomic<int> busyHelpers_{0};
    std::vector<std::jthread> helpers_;
};

}  // namespace featurescope
