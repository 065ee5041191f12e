#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "core/run/recursion_track.h"
#include "core/run/snapshot.h"
#include "core/run/theory_overlay.h"

namespace featurescope {

/// Where theory sees every neuron of one run go from its own start (theory.md a-2), with the sizes and flips
/// of the run's own clusters.
class PredictedPaths {
  public:
    PredictedPaths(const XorSetting& setting, const RunScene& scene, const TrainingSettings& training);

    /// Computes on until `step` or the end of the recursion. Throws Cancelled, and then has kept what was
    /// done.
    void extendTo(std::int64_t step, const std::stop_token& stop);
    /// As far as computed, up to `lastStep`; indices that do not exist are left out.
    std::vector<PredictedPath> of(std::span<const std::int32_t> neurons, std::int64_t lastStep) const;

  private:
    struct Moment {
        std::int64_t step = 0;
        std::vector<float> alongMu1, alongMu2;  // m
    };
    RecursionTrack track_;
    std::vector<Moment> moments_;  // at logarithmically spaced steps
};

}  // namespace featurescope
