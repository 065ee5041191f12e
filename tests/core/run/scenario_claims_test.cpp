#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "core/run/experiment.h"
#include "core/spec/scenario_table.h"

namespace featurescope {

/// How GoogleTest names a scenario.
void PrintTo(const Scenario& scenario, std::ostream* out) { *out << scenario.name; }

namespace {

class ScenarioClaims : public testing::TestWithParam<Scenario> {};

/// The scenario with every seed moved on, so that nothing of the run stays the same.
ExperimentSpec withOtherSeeds(ExperimentSpec spec, std::int64_t offset) {
    visitFields(spec.seeds, [&](const Field&, std::int64_t& seed) { seed += offset; });
    return spec;
}

void expectClaims(const ExperimentSpec& spec) {
    const std::unique_ptr<Experiment> experiment = makeExperiment(spec, {.threads = 2}, nullptr, {});
    std::int64_t last = 0;
    for (const Claim& claim : spec.claims) last = std::max(last, claim.step);
    for (;; experiment->advance()) {
        const bool isClaimed = std::any_of(spec.claims.begin(), spec.claims.end(), [&](const Claim& claim) {
            return claim.step == experiment->step();
        });
        const Measurement measurement =
            isClaimed ? experiment->measure(MeasureDepth::everything) : Measurement{};
        for (const Claim& claim : spec.claims) {
            if (claim.step != experiment->step()) continue;
            const double value = measurement[observableNamed(claim.metric).value()];
            const bool holds =
                claim.bound == Claim::Bound::atLeast ? value >= claim.value : value <= claim.value;
            EXPECT_TRUE(holds) << claim.metric << " is " << value << " at step " << claim.step
                               << ", claimed was " << claim.value << "; seeds " << spec.seeds.data;
        }
        if (experiment->step() == last) return;
    }
}

TEST_P(ScenarioClaims, HoldForThreeSeeds) {
    expectClaims(GetParam().spec);
    ExperimentSpec spec = GetParam().spec;
    std::erase_if(spec.claims, [](const Claim& claim) { return claim.holds == Claim::Holds::ownSeeds; });
    for (const std::int64_t offset : {1, 2}) expectClaims(withOtherSeeds(spec, offset));
}

TEST_P(ScenarioClaims, MakeAtLeastOneThatHoldsForAnySeeds) {
    const std::vector<Claim>& claims = GetParam().spec.claims;
    EXPECT_TRUE(std::any_of(claims.begin(), claims.end(),
                            [](const Claim& claim) { return claim.holds == Claim::Holds::anySeeds; }));
}

INSTANTIATE_TEST_SUITE_P(Shipped, ScenarioClaims, testing::ValuesIn(scenarios()), [](const auto& test) {
    std::string name = test.param.name;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

}  // namespace
}  // namespace featurescope
