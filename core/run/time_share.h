#pragma once

#include <algorithm>
#include <chrono>

namespace featurescope {

/// Keeps a repeated side task (drawing a snapshot, measuring the test set) below a share of the running time.
/// It decides only when something is looked at, never what is computed.
class TimeShare {
  public:
    using Clock = std::chrono::steady_clock;

    /// @param share        largest share of the time, in (0, 1)
    /// @param longestWait  the task is due after this time whatever it costs
    TimeShare(double share, Clock::duration longestWait) : share_(share), longestWait_(longestWait) {}

    bool isDue(Clock::time_point now) const { return now >= nextTime_; }
    /// Notes that the task ran from `start` to `end`.
    void note(Clock::time_point start, Clock::time_point end) {
        const auto pause = std::chrono::duration_cast<Clock::duration>((end - start) * (1 / share_ - 1));
        nextTime_ = std::max(nextTime_, end + std::min(pause, longestWait_));
    }

  private:
    double share_;
    Clock::duration longestWait_;
    Clock::time_point nextTime_{};
};

}  // namespace featurescope
