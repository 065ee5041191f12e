#pragma once

#include "core/spec/scenario_table.h"

namespace featurescope::test {

/// The first scenario, so small that a step takes microseconds.
inline ExperimentSpec smallSpec(std::int64_t steps = 100000) {
    ExperimentSpec spec = scenarioNamed(kDefaultScenario);
    auto& clusters = std::get<XorClusters>(spec.data);
    clusters.dimension = 6;
    clusters.trainSamples = 60;
    clusters.testSamples = 60;
    spec.network.neurons = 20;
    spec.training.steps = steps;
    return spec;
}

}  // namespace featurescope::test
