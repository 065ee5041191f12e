#include "app/resumed_run.h"

#include <map>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/io/json.h"
#include "core/spec/spec_reader.h"

namespace featurescope {
namespace {

void addSettings(const Json& value, const std::string& key, std::map<std::string, std::string>& settings) {
    if (!value.is_object()) {
        settings[key] = jsonText(value, false);
        return;
    }
    for (const auto& [name, member] : value.items()) {
        addSettings(member, key.empty() ? name : key + "." + name, settings);
    }
}

/// Every setting that decides what happens up to `step`, as text.
std::map<std::string, std::string> settingsUpTo(std::int64_t step, ExperimentSpec spec) {
    spec.title.clear();
    spec.watch.clear();
    spec.claims.clear();
    spec.opening = {};
    spec.training.steps = 0;
    std::erase_if(spec.training.stepSizeChanges,
                  [step](const StepSizeChange& change) { return change.step >= step; });
    std::map<std::string, std::string> settings;
    addSettings(valueFromSpec(spec, OptionalKeys::all), "", settings);
    return settings;
}

std::string settingText(const std::map<std::string, std::string>& settings, const std::string& key) {
    const auto found = settings.find(key);
    return found == settings.end() ? "not given" : found->second;
}

}  // namespace

void requireSameRun(const ExperimentSpec& spec, const CheckpointFile& file, const std::string& fileName) {
    const auto before = settingsUpTo(file.checkpoint.step, file.spec);
    const auto now = settingsUpTo(file.checkpoint.step, spec);
    std::map<std::string, std::string> keys = before;
    keys.insert(now.begin(), now.end());
    for (const auto& [key, unused] : keys) {
        if (settingText(before, key) == settingText(now, key)) continue;
        throw InputError(key + " is " + settingText(now, key) + ", but the run in " + fileName + " has " +
                         settingText(before, key) +
                         "; only training.steps may differ when a run is resumed.");
    }
    if (spec.training.steps < file.checkpoint.step) {
        throw InputError("training.steps is " + numberText(spec.training.steps) + ", but the run in " +
                         fileName + " has reached step " + numberText(file.checkpoint.step) +
                         "; it must be at least that.");
    }
}

LearnerOptions resumedLearner(const RunOptions& options, const CheckpointFile& file) {
    const std::string& name = *options.resume;
    LearnerOptions learner = options.learner;
    const auto engine = kindNamed<Engine>(file.checkpoint.engine);
    if (!engine)
        throw InputError(name + " was made by the engine \"" + file.checkpoint.engine + "\", unknown here.");
    if (options.engineIsGiven && learner.engine != Engine::automatic && learner.engine != *engine) {
        throw InputError("--engine is \"" + std::string(nameOf(learner.engine)) + "\", but the run in " +
                         name + " is computed by \"" + file.checkpoint.engine +
                         "\"; another one would not give the same bits.");
    }
    learner.engine = *engine;
    const auto instructionSet = kindNamed<InstructionSet>(file.checkpoint.instructionSet);
    if (!instructionSet || !isSupported(*instructionSet)) {
        throw InputError("The run in " + name + " is computed with the instruction set \"" +
                         file.checkpoint.instructionSet +
                         "\", which this machine does not have; another one would not give the same bits.");
    }
    if (options.instructionSetIsGiven && learner.instructionSet != *instructionSet) {
        throw InputError("--isa is \"" + std::string(nameOf(learner.instructionSet)) + "\", but the run in " +
                         name + " is computed with \"" + file.checkpoint.instructionSet +
                         "\"; another one would not give the same bits.");
    }
    learner.instructionSet = *instructionSet;
    if (options.metricsEvery && *options.metricsEvery != file.schedule) {
        throw InputError("--metrics-every is \"" + options.metricsEvery->text() + "\", but the run in " +
                         name + " is recorded with \"" + file.schedule.text() +
                         "\"; leave it out to go on like that.");
    }
    return learner;
}

}  // namespace featurescope
