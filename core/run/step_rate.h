#pragma once

#include <chrono>
#include <cstdint>

namespace featurescope {

/// Steps per second over about the last half second of training.
class StepRate {
  public:
    using Clock = std::chrono::steady_clock;

    /// Training starts, or starts again after a pause, at this step.
    void restart(std::int64_t step, Clock::time_point now) {
        *this = StepRate{};
        olderStep_ = newerStep_ = step;
        olderTime_ = newerTime_ = now;
    }
    /// Notes the step reached.
    void note(std::int64_t step, Clock::time_point now) {
        // Two marks, half a window apart, so that the rate always spans a half to a whole window.
        if (now - newerTime_ > kWindow / 2) {
            olderStep_ = newerStep_;
            olderTime_ = newerTime_;
            newerStep_ = step;
            newerTime_ = now;
        }
        const double seconds = std::chrono::duration<double>(now - olderTime_).count();
        if (seconds > 0) rate_ = static_cast<double>(step - olderStep_) / seconds;
    }
    double perSecond() const { return rate_; }

  private:
    static constexpr std::chrono::milliseconds kWindow{500};
    std::int64_t olderStep_ = 0, newerStep_ = 0;
    Clock::time_point olderTime_, newerTime_;
    double rate_ = 0;
};

}  // namespace featurescope
