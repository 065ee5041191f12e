#include "core/spec/spec_validation.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/base/errors.h"
#include "core/spec/scenario_table.h"

namespace featurescope {
namespace {

TEST(SpecValidation, TellsEverythingThatIsWrongAtOnce) {
    ExperimentSpec spec = scenarioNamed("first-screen");
    std::get<XorClusters>(spec.data).dimension = 0;
    spec.training.stepSize = std::numeric_limits<double>::quiet_NaN();
    spec.seeds.data = -1;
    const std::vector<Problem> problems = validate(spec);
    ASSERT_EQ(problems.size(), 3U);
    EXPECT_EQ(problems[0].key, "data.dimension");
    EXPECT_EQ(problems[0].message, "data.dimension is 0; it must be an integer from 2 to 9007199254740991.");
    EXPECT_EQ(problems[1].message, "training.step_size is nan; it must be a number, 0 or larger.");
    EXPECT_EQ(problems[2].key, "seeds.data");
    EXPECT_THROW(requireValid(spec), InputError);
}

TEST(SpecValidation, SymmetricStartNeedsAnEvenNumberOfNeurons) {
    ExperimentSpec spec = scenarioNamed("lazy");
    EXPECT_TRUE(validate(spec).empty());
    spec.network.neurons = 101;
    ASSERT_EQ(validate(spec).size(), 1U);
    EXPECT_EQ(validate(spec)[0].key, "network.neurons");
}

TEST(SpecValidation, HugeCountsAreInRange) {
    ExperimentSpec spec = scenarioNamed("first-screen");
    std::get<XorClusters>(spec.data).trainSamples = 1000000000000000;
    EXPECT_TRUE(validate(spec).empty());
}

}  // namespace
}  // namespace featurescope
