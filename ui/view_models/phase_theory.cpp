#include "ui/view_models/phase_theory.h"

#include <algorithm>
#include <array>

#include "core/theory/coverage_law.h"
#include "core/theory/predictions.h"

namespace featurescope::ui {
namespace {

std::string_view idOf(Observable metric) { return observables()[static_cast<std::size_t>(metric)].id; }

/// The step at which a point is looked at.
std::int64_t stepOf(const SweepPlan& plan, std::size_t x, std::size_t y, std::int64_t otherwise) {
    if (plan.sweep().x.isStep()) return static_cast<std::int64_t>(plan.xValues()[x]);
    if (plan.sweep().y && plan.sweep().y->isStep()) return static_cast<std::int64_t>(plan.yValues()[y]);
    return otherwise;
}

template <typename ValueAt>
std::vector<double> overPoints(const SweepPlan& plan, const CellValue& value, const ValueAt& valueAt) {
    std::vector<double> values;
    std::optional<GridPoint> last;
    std::optional<PredictedRun> run;
    std::int64_t neurons = 0;
    for (std::size_t y = 0; y < plan.yValues().size(); ++y) {
        for (std::size_t x = 0; x < plan.xValues().size(); ++x) {
            const GridPoint point{plan.columns() == 1 ? 0 : static_cast<std::int64_t>(x),
                                  plan.rows() == 1 ? 0 : static_cast<std::int64_t>(y)};
            if (last != point) {
                const ExperimentSpec spec = plan.specOf(point, plan.seeds().front());
                run = predictedRunOf(spec);
                neurons = spec.network.neurons;
                last = point;
            }
            const std::optional<double> found =
                run ? valueAt(*run, neurons, stepOf(plan, x, y, value.step)) : std::nullopt;
            values.push_back(found.value_or(kUndefined));
        }
    }
    return values;
}

/// Shares of seeds are foretold by no column of metrics.csv.
std::optional<PhasePrediction> coverageLaw(const SweepPlan& plan, const CellValue& value) {
    constexpr double kOneCluster = 0.25;  // error of a cluster without a neuron
    const bool isOf = value.statistic == SeedStatistic::shareBelow &&
                      value.metric == Observable::testErrorClean && value.threshold > 0 &&
                      value.threshold < kOneCluster;
    if (!isOf) return std::nullopt;
    return PhasePrediction{
        "coverage-law", "Every cluster has a neuron",
        overPoints(plan, value, [](const PredictedRun&, std::int64_t neurons, std::int64_t) {
            return std::optional(coverageProbability(neurons));
        })};
}

}  // namespace

bool isOfSingleRuns(SeedStatistic statistic) {
    return statistic == SeedStatistic::mean || statistic == SeedStatistic::median;
}

std::vector<PhasePrediction> phasePredictions(const SweepPlan& plan, const CellValue& value) {
    std::vector<PhasePrediction> all;
    for (const std::string& id : plan.sweep().theory) {
        if (id == "coverage-law") {
            if (auto law = coverageLaw(plan, value)) all.push_back(std::move(*law));
            continue;
        }
        const auto known = std::ranges::find(predictions(), id, &Prediction::id);
        if (known == predictions().end() || known->metric != idOf(value.metric) ||
            !isOfSingleRuns(value.statistic))
            continue;
        all.push_back({known->id, known->label,
                       overPoints(plan, value, [&](const PredictedRun& run, std::int64_t, std::int64_t step) {
                           return known->at(run, step);
                       })});
    }
    return all;
}

}  // namespace featurescope::ui
