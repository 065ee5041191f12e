#include "core/run/memory_need.h"

#include <gtest/gtest.h>

#include <string>

#include "core/base/errors.h"
#include "core/spec/scenario_table.h"

namespace featurescope {
namespace {

TEST(MemoryNeed, EveryShippedScenarioFitsIntoTwoGibibytes) {
    for (const Scenario& scenario : scenarios()) {
        EXPECT_LT(memoryNeed(scenario.spec, {}), 2ULL << 30) << scenario.name;
        EXPECT_NO_THROW(requireMemory(scenario.spec, {})) << scenario.name;
    }
}

TEST(MemoryNeed, CoversTheSamplesAndTheWeights) {
    ExperimentSpec spec;
    std::get<XorClusters>(spec.data) = {.dimension = 1000, .trainSamples = 50000, .testSamples = 10000};
    spec.network.neurons = 2000;
    EXPECT_GT(memoryNeed(spec, {}), 4ULL * 1000 * 60000 + 4ULL * 2000 * 1000);
}

TEST(MemoryNeed, AbsurdSizesAreRefusedWithTheCulprit) {
    ExperimentSpec spec;
    std::get<XorClusters>(spec.data).trainSamples = 9007199254740991;
    spec.network.neurons = 9007199254740991;
    std::get<XorClusters>(spec.data).dimension = 9007199254740000;
    try {
        requireMemory(spec, {});
        FAIL() << "not refused";
    } catch (const InputError& error) {
        EXPECT_NE(std::string(error.what()).find("9007199254740991"), std::string::npos) << error.what();
    }
}

}  // namespace
}  // namespace featurescope
