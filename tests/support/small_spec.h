#pragma once

#include "core/spec/scenario_table.h"

namespace featurescope::test {

struct SpecSize {
    std::int64_t dimension = 6, trainSamples = 60, testSamples = 60, neurons = 20, steps = 100000;
};

/// The first scenario in another size.
inline ExperimentSpec sizedSpec(const SpecSize& size) {
    // It changes neither the page nor the speed of the window that opens it.
    ExperimentSpec spec = withoutOpening(scenarioNamed(kDefaultScenario));
    auto& clusters = std::get<XorClusters>(spec.data);
    clusters.dimension = size.dimension;
    clusters.trainSamples = size.trainSamples;
    clusters.testSamples = size.testSamples;
    spec.network.neurons = size.neurons;
    spec.training.steps = size.steps;
    return spec;
}

/// The first scenario, so small that a step takes microseconds.
inline ExperimentSpec smallSpec(std::int64_t steps = 100000) { return sizedSpec({.steps = steps}); }

}  // namespace featurescope::test
