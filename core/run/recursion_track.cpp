#include "core/run/recursion_track.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/cancel.h"

namespace featurescope {
namespace {

constexpr std::int64_t kNeuronSteps = 20'000'000;  // about 100 ns each

}  // namespace

RecursionTrack::RecursionTrack(const XorSetting& setting, const ClusterStatistics& statistics,
                               const ProjectedNeurons& start, double copies, TrainingSettings training)
    : training_(std::move(training)),
      endsAt_(kNeuronSteps / std::max<std::int64_t>(1, static_cast<std::int64_t>(start.size()))),
      now_(setting, statistics, start, copies),
      kept_{now_} {}

const NeuronRecursion& RecursionTrack::at(std::int64_t step, const std::stop_token& stop) {
    const std::int64_t wanted = std::clamp<std::int64_t>(step, 0, endsAt_);
    if (wanted < now_.step()) {
        const auto after = std::upper_bound(
            kept_.begin(), kept_.end(), wanted,
            [](std::int64_t value, const NeuronRecursion& kept) { return value < kept.step(); });
        now_ = *std::prev(after);
    }
    while (now_.step() < wanted) {
        throwIfCancelled(stop);
        now_.advance(stepSizeAt(training_, now_.step()));
        if (now_.step() >= kept_.back().step() + std::max<std::int64_t>(8, kept_.back().step() / 4)) {
            kept_.push_back(now_);
        }
    }
    return now_;
}

}  // namespace featurescope
