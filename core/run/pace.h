#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>

#include "core/run/training_session.h"

namespace featurescope {

/// Says when the next step of playing may happen.
class Pace {
  public:
    using Clock = std::chrono::steady_clock;

    void set(const SetSpeed& speed) {
        speed_ = speed;
        start(Clock::now());
    }
    /// Training begins or goes on: the next step may happen at once.
    void start(Clock::time_point now) {
        nextStep_ = now;
        stepsSinceFrame_ = 0;
    }
    /// Notes that `step` was reached.
    void noteStep(std::int64_t step, Clock::time_point now) {
        ++stepsSinceFrame_;
        const double seconds = std::min(secondsAfter(step), kLongestPause);
        if (seconds <= 0) return;
        const auto pause =
            std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
        nextStep_ = std::max(nextStep_ + pause, now);
    }
    /// Notes that a snapshot was handed out.
    void noteFrame() { stepsSinceFrame_ = 0; }

    bool waitsForFrame() const {
        return speed_.stepsPerFrame > 0 && stepsSinceFrame_ >= speed_.stepsPerFrame;
    }
    bool allowsStep(Clock::time_point now) const { return now >= nextStep_ && !waitsForFrame(); }
    Clock::time_point nextStep() const { return nextStep_; }

  private:
    static constexpr double kLongestPause = 1e6;  ///< seconds; keeps time points far from their limits

    /// Shortest time from `step` to the next.
    double secondsAfter(std::int64_t step) const {
        const double ratio = static_cast<double>(step + 2) / static_cast<double>(step + 1);
        return std::max(1 / speed_.stepsPerSecond, speed_.secondsPerDecade * std::log10(ratio));
    }

    SetSpeed speed_;
    Clock::time_point nextStep_{};
    std::int64_t stepsSinceFrame_ = 0;
};

}  // namespace featurescope
