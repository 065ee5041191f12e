#pragma once

#include "core/spec/scenario_table.h"

namespace featurescope::test {

/// The first scenario with data of one direction and three groups, so small that a step takes microseconds.
inline ExperimentSpec threeGroupsSpec() {
    ExperimentSpec spec = scenarioNamed(kDefaultScenario);
    spec.data = ThreeGroups{};
    spec.network.neurons = 20;
    spec.training.stepSize = 0.3;
    return spec;
}

}  // namespace featurescope::test
