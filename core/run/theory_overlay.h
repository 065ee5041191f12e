#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "core/observables/decision_field.h"
#include "core/theory/assumptions.h"
#include "core/theory/baselines.h"
#include "core/theory/projected_neurons.h"

namespace featurescope {

/// A predicted curve or level, evaluated at some steps (a level: at the first and last step shown).
struct PredictedCurve {
    std::string_view id;      ///< of the Prediction, see core/theory/predictions.h
    std::string_view label;   ///< for people, short
    std::string_view metric;  ///< the column of metrics.csv that it foretells or bounds
    std::string_view source;  ///< where it comes from and what it needs, one sentence
    bool isLevel = false;
    std::vector<std::pair<double, double>> points;  ///< (step, value), steps increase
};

/// The neurons that hyper-parameters alone foretell at one step (theory.md 3e): a virtual population.
struct PredictedPopulation {
    std::int64_t step = 0;
    std::int64_t trustedTo = 0;  ///< checked against runs up to about this step; draw it paler beyond
    ProjectedNeurons neurons;    ///< each stands for m / size real neurons; empty until computed
};

/// The predicted path of one neuron of the run in the plane of the means, from its own start (a-2).
struct PredictedPath {
    std::int32_t neuron = 0;
    std::vector<std::pair<std::int64_t, PlanePoint>> points;  ///< (step, (<w,mu1>, <w,mu2>)), steps increase
};

/// What theory says of a run; computed in the background from the spec, replaced as a whole.
struct TheoryOverlay {
    std::uint64_t runId = 0;           ///< of the run it belongs to
    AssumptionCheck assumptions;       ///< with failureProbability; meaningless unless `applies`
    double failureProbability = 0.1;   ///< delta of (A1), (A3), (A5) and of Theorem 1
    std::int64_t recursionEndsAt = 0;  ///< last step that population and paths are computed for
    bool applies = false;              ///< false: not Gaussian XOR clusters; everything below is then empty
    std::vector<PredictedCurve> curves;
    PredictedPopulation population;    ///< at the step last asked for, at most recursionEndsAt
    std::vector<PredictedPath> paths;  ///< of the selected neurons
};

/// One baseline on the data of a run.
struct BaselineResult {
    std::string_view id;         ///< "logistic-origin", "logistic-bias", "random-features", "lazy", "ideal"
    std::string_view label;      ///< for people, short
    std::string_view statement;  ///< what is exactly known of it, one sentence
    BaselineErrors errors;
    std::vector<BoundaryLine> boundary;  ///< on the plane of the means inside the view last asked for
};

/// All baselines computed so far for a run; replaced as a whole whenever one more is ready.
struct BaselineReport {
    std::uint64_t runId = 0;
    std::vector<BaselineResult> results;
    bool complete = false;
};

}  // namespace featurescope
