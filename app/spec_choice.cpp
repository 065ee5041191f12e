#include "app/spec_choice.h"

#include "core/base/errors.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "core/spec/spec_validation.h"

namespace featurescope {

ExperimentSpec chosenSpec(const SpecChoice& choice, const ExperimentSpec& otherwise) {
    if (choice.scenario && choice.specFile) {
        throw InputError("Both the scenario " + *choice.scenario + " and --spec " + *choice.specFile +
                         " were given; there must be only one of them.");
    }
    ExperimentSpec spec = otherwise;
    if (choice.specFile) spec = readSpecFile(*choice.specFile);
    if (choice.scenario) spec = scenarioNamed(*choice.scenario);
    for (const std::string& assignment : choice.settings) spec = withSetting(spec, assignment);
    if (choice.steps) spec = withSetting(spec, "training.steps=" + *choice.steps);
    if (choice.precision) spec = withSetting(spec, "training.precision=" + *choice.precision);
    requireValid(spec);
    return spec;
}

ExperimentSpec chosenSpec(const SpecChoice& choice) {
    return chosenSpec(choice, scenarioNamed(std::string(kDefaultScenario)));
}

}  // namespace featurescope
