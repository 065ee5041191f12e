#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/sweep/sweep_json.h"
#include "core/sweep/sweep_result.h"

namespace featurescope::test {

/// A plan of the first screen with small runs of 20 steps.
/// @param rest  axes, seeds and view as JSON members
inline std::shared_ptr<const SweepPlan> madePlan(const std::string& rest) {
    return std::make_shared<const SweepPlan>(
        sweepFromJson(R"({"format": "featurescope-sweep", "version": 1, "title": "Made",
        "base": {"scenario": "first-screen",
                 "set": {"data.dimension": 5, "data.train_samples": 40, "data.test_samples": 30,
                         "network.neurons": 8, "training.steps": 20}}, )" +
                          rest + "}",
                      "made"));
}

/// A run without training: `metric` is value(step) at the steps 0, 10 and 20, everything else is not defined.
inline std::shared_ptr<RunOutcome> madeOutcome(GridPoint point, std::int64_t seed, Observable metric,
                                               const std::function<double(std::int64_t)>& value) {
    auto outcome = std::make_shared<RunOutcome>();
    outcome->key = std::to_string(point.x) + '-' + std::to_string(point.y) + '-' + std::to_string(seed);
    outcome->run = {point, seed};
    outcome->state = RunOutcomeState::done;
    outcome->steps = {0, 10, 20};
    outcome->curves.assign(3 * kObservableCount, kUndefined);
    for (std::size_t row = 0; row < 3; ++row)
        outcome->curves[row * kObservableCount + static_cast<std::size_t>(metric)] =
            value(outcome->steps[row]);
    return outcome;
}

/// Every planned run; value(point, seed, step).
inline SweepResult madeResult(const std::shared_ptr<const SweepPlan>& plan, Observable metric,
                              const std::function<double(GridPoint, std::int64_t, std::int64_t)>& value) {
    SweepResult result(plan);
    for (GridPoint point; point.y < plan->rows(); ++point.y) {
        for (point.x = 0; point.x < plan->columns(); ++point.x) {
            for (const std::int64_t seed : plan->seeds())
                result.add(madeOutcome(point, seed, metric,
                                       [&](std::int64_t step) { return value(point, seed, step); }));
        }
    }
    return result;
}

}  // namespace featurescope::test
