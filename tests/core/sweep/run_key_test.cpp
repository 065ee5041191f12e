#include "core/sweep/run_key.h"

#include <gtest/gtest.h>

#include "core/spec/spec_json.h"
#include "tests/support/small_spec.h"

namespace featurescope {
namespace {

TEST(RunKey, IsMadeOfSortedCompactJson) {
    const ExperimentSpec spec = test::smallSpec(25);
    EXPECT_EQ(canonicalRunText(spec),
              R"({"data":{"cluster_noise":"gaussian","cluster_variance":0.0625,"corruption":"bernoulli",)"
              R"("dimension":6,"kind":"xor-clusters","label_noise":0.15,"rotated":false,"test_samples":60,)"
              R"("train_samples":60},"network":{"activation":"relu","init_variance":6.4e-05,"neurons":20},)"
              R"("seeds":{"data":1,"labels":1,"test":1,"weights":1},)"
              R"("training":{"precision":"float","step_size":0.2,"steps":25}})");
    EXPECT_EQ(runKey(spec).size(), 24U);
}

TEST(RunKey, DependsOnEverySettingAndOnNothingElse) {
    const ExperimentSpec spec = test::smallSpec(25);
    ExperimentSpec same = spec;
    same.title = same.watch = "other words";
    same.claims.clear();
    EXPECT_EQ(runKey(same), runKey(spec));
    for (const char* change : {"seeds.test=2", "training.steps=26", "network.start=symmetric",
                               "data.rotated=true", "training.precision=double"})
        EXPECT_NE(runKey(withSetting(spec, change)), runKey(spec)) << change;
}

}  // namespace
}  // namespace featurescope
