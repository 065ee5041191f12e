#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>

namespace featurescope {

/// What a step and a checkpoint cost here and now. Decides when checkpoints are taken and what progress is
/// shown, never what is computed.
class StepCost {
  public:
    using Duration = std::chrono::steady_clock::duration;

    void noteStep(Duration duration) { mix(step_, duration, stepsNoted_); }
    void noteCheckpoint(Duration duration) { mix(checkpoint_, duration, checkpointsNoted_); }

    /// About how long so many steps take; 0 before the first step.
    double secondsFor(std::int64_t steps) const { return step_ * static_cast<double>(steps); }
    /// Steps between two checkpoints, so that running from one to the next stays below what people notice,
    /// and taking them costs little. kLongest before the first step.
    std::int64_t spacing() const {
        constexpr double kUnnoticed = 0.06, kSmallShare = 1.0 / 20;  // seconds; of the running time
        const double seconds = std::max(kUnnoticed, checkpoint_ / kSmallShare);
        if (step_ * kLongest < seconds) return kLongest;
        return std::max(std::int64_t{1}, static_cast<std::int64_t>(seconds / step_));
    }

  private:
    static constexpr std::int64_t kLongest = 1000000;

    /// Running mean that follows within a few dozen values; the first ones count fully.
    static void mix(double& mean, Duration duration, int& noted) {
        constexpr int kMemory = 32;
        noted = std::min(noted + 1, kMemory);
        mean += (std::chrono::duration<double>(duration).count() - mean) / noted;
    }

    double step_ = 0, checkpoint_ = 0;  ///< seconds
    int stepsNoted_ = 0, checkpointsNoted_ = 0;
};

}  // namespace featurescope
