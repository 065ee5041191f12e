#include "core/spec/scenario_table.h"

#include <algorithm>

#include "core/base/errors.h"
#include "core/spec/embedded_scenarios.h"
#include "core/spec/spec_json.h"

namespace featurescope {

const std::vector<Scenario>& scenarios() {
    static const std::vector<Scenario> kScenarios = [] {
        std::vector<Scenario> list;
        for (const EmbeddedScenario& file : embeddedScenarios()) {
            const std::string name(file.name);
            list.push_back({name, specFromJson(file.text, "The scenario " + name)});
        }
        std::stable_partition(list.begin(), list.end(),
                              [](const Scenario& scenario) { return scenario.name == kDefaultScenario; });
        return list;
    }();
    return kScenarios;
}

ExperimentSpec scenarioNamed(std::string_view name) {
    std::string names;
    for (const Scenario& scenario : scenarios()) {
        if (scenario.name == name) return scenario.spec;
        names += (names.empty() ? "" : ", ") + scenario.name;
    }
    throw InputError("There is no scenario \"" + std::string(name) + "\"; there are " + names + ".");
}

ExperimentSpec comparedWith(const ExperimentSpec& spec, const Comparison& comparison) {
    return comparison.scenario.empty() ? withChanges(spec, comparison.set)
                                       : scenarioNamed(comparison.scenario);
}

}  // namespace featurescope
