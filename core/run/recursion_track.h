#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/theory/neuron_recursion.h"
#include "core/training/training_settings.h"

namespace featurescope {

/// A mean-field recursion that can be asked for any step in any order: it goes on from where it was, or from
/// the nearest kept state before.
class RecursionTrack {
  public:
    /// @param copies  see NeuronRecursion
    RecursionTrack(const XorSetting& setting, const ClusterStatistics& statistics,
                   const ProjectedNeurons& start, double copies, TrainingSettings training);

    /// Last step that is computed: about two seconds of work lie before it.
    std::int64_t endsAt() const { return endsAt_; }
    /// The state at `step`, or at endsAt() when that is earlier. Valid until the next call. Throws Cancelled,
    /// and then has kept what was done.
    const NeuronRecursion& at(std::int64_t step, const std::stop_token& stop);

  private:
    TrainingSettings training_;
    std::int64_t endsAt_;
    NeuronRecursion now_;
    std::vector<NeuronRecursion> kept_;  ///< by step, each about a quarter further than the one before
};

}  // namespace featurescope
