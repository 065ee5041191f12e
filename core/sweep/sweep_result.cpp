#include "core/sweep/sweep_result.h"

#include <algorithm>
#include <iterator>

namespace featurescope {

SweepResult::SweepResult(std::shared_ptr<const SweepPlan> plan)
    : plan_(std::move(plan)), outcomes_(static_cast<std::size_t>(plan_->runCount())) {}

std::size_t SweepResult::indexOf(GridPoint point, std::size_t seed) const {
    return static_cast<std::size_t>(point.y * plan_->columns() + point.x) * plan_->seeds().size() + seed;
}

void SweepResult::add(std::shared_ptr<const RunOutcome> outcome) {
    const GridPoint point = outcome->run.point;
    const std::vector<std::int64_t>& seeds = plan_->seeds();
    const auto seed = std::find(seeds.begin(), seeds.end(), outcome->run.seed);
    const bool isPlanned = point.x >= 0 && point.x < plan_->columns() && point.y >= 0 &&
                           point.y < plan_->rows() && seed != seeds.end();
    if (!isPlanned) return;
    if (!std::includes(steps_.begin(), steps_.end(), outcome->steps.begin(), outcome->steps.end())) {
        std::vector<std::int64_t> all;
        std::set_union(steps_.begin(), steps_.end(), outcome->steps.begin(), outcome->steps.end(),
                       std::back_inserter(all));
        steps_ = std::move(all);
    }
    auto& place = outcomes_[indexOf(point, static_cast<std::size_t>(seed - seeds.begin()))];
    there_ += place == nullptr;
    place = std::move(outcome);
}

const RunOutcome* SweepResult::at(GridPoint point, std::size_t seed) const {
    return outcomes_[indexOf(point, seed)].get();
}

std::int64_t SweepResult::recordedStep(std::int64_t step) const {
    if (steps_.empty()) return step;
    const auto after = std::upper_bound(steps_.begin(), steps_.end(), step);
    return after == steps_.begin() ? steps_.front() : *std::prev(after);
}

}  // namespace featurescope
