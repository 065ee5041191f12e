#include "core/sweep/run_outcome.h"

#include <algorithm>
#include <cmath>

namespace featurescope {

double valueAt(const RunOutcome& outcome, Observable metric, std::int64_t step) {
    const auto at = std::lower_bound(outcome.steps.begin(), outcome.steps.end(), step);
    if (at == outcome.steps.end() || *at != step) return kUndefined;
    const auto row = static_cast<std::size_t>(at - outcome.steps.begin());
    return outcome.curves[row * kObservableCount + static_cast<std::size_t>(metric)];
}

bool agree(const RunOutcome& one, const RunOutcome& other) {
    if (one.state == RunOutcomeState::failed || other.state == RunOutcomeState::failed) return true;
    const auto isSame = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    return one.state == other.state && one.divergedAt == other.divergedAt && one.steps == other.steps &&
           one.weightsSha256 == other.weightsSha256 && one.outputWeightsSha256 == other.outputWeightsSha256 &&
           std::equal(one.curves.begin(), one.curves.end(), other.curves.begin(), other.curves.end(), isSame);
}

}  // namespace featurescope
