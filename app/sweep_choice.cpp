#include "app/sweep_choice.h"

#include <algorithm>
#include <filesystem>
#include <thread>

#include "core/base/errors.h"
#include "core/base/field.h"
#include "core/base/number_text.h"
#include "core/documents/picture_recipe.h"
#include "core/io/atomic_file.h"
#include "core/io/json.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "core/sweep/sweep_json.h"
#include "core/sweep/sweep_table.h"

namespace featurescope {
namespace {

constexpr std::uintmax_t kLargestFile = std::uintmax_t{1} << 28;
constexpr auto kLargest = static_cast<std::int64_t>(kLargestExactInteger);

/// A value as typed as JSON: as it is, or as a text.
std::string jsonTyped(const std::string& text) {
    try {
        return jsonText(parseJson(text, "--set"), false);
    } catch (const JsonSyntaxError&) {
        try {
            return jsonText(Json(text), false);
        } catch (const Json::exception&) {
            throw InputError("--set: a value is not UTF-8 text.");
        }
    }
}

void set(SweepBase& base, const std::string& key, const std::string& value) {
    std::erase_if(base.settings, [&](const auto& setting) { return setting.first == key; });
    base.settings.emplace_back(key, value);
}

void applyBase(const RunSweep& options, SweepBase& base) {
    if (options.base && options.spec)
        throw InputError("Both --base " + *options.base + " and --spec " + *options.spec +
                         " were given; there must be only one of them.");
    if (options.base) base = {*options.base, {}, base.settings};
    if (options.spec) base = {"", readSpecFile(*options.spec), base.settings};
    for (const std::string& assignment : options.settings) {
        const std::size_t equals = assignment.find('=');
        if (equals == std::string::npos || equals == 0)
            throw InputError("--set is \"" + assignment +
                             "\"; it must be KEY=VALUE, such as data.dimension=20.");
        set(base, assignment.substr(0, equals), jsonTyped(assignment.substr(equals + 1)));
    }
}

SweepRefinement refinementFrom(const std::string& text) {
    const std::size_t at = text.find('@');
    const std::size_t equals = text.find('=', at == std::string::npos ? 0 : at);
    const bool isWhole = at != std::string::npos && equals != std::string::npos;
    const auto metric = observableNamed(text.substr(0, at));
    const auto step = isWhole ? parseInteger(text.substr(at + 1, equals - at - 1)) : std::nullopt;
    const auto level = isWhole ? parseNumber(text.substr(equals + 1)) : std::nullopt;
    if (!metric || !step || *step < 0 || !level)
        throw InputError("--refine is \"" + text +
                         "\"; it must be METRIC@STEP=LEVEL with a column of metrics.csv, such as "
                         "test_error_clean@200=0.1.");
    return {.metric = *metric, .step = *step, .level = *level, .contrast = {}, .start = 8};
}

/// Seeds 1 to N of every stream that is neither an axis nor tied.
SweepSeeds seedsFrom(const std::string& text, const SweepSpec& sweep) {
    SweepSeeds seeds = sweep.seeds.value_or(SweepSeeds{});
    seeds.count = integerOption("--seeds", text, 1, kMostRuns);
    if (sweep.seeds) return seeds;
    for (const char* stream : {"data", "labels", "weights", "test"}) {
        const std::string key = std::string("seeds.") + stream;
        const bool isTied = std::any_of(sweep.tied.begin(), sweep.tied.end(),
                                        [&](const TiedSetting& tied) { return tied.key == key; });
        if (!isTied && sweep.x.key != key && !(sweep.y && sweep.y->key == key))
            seeds.streams.emplace_back(stream);
    }
    return seeds;
}

void applySteps(const std::string& text, SweepSpec& sweep) {
    const auto isSteps = [](const std::string& key) { return key == "training.steps"; };
    const bool isTied = std::any_of(sweep.tied.begin(), sweep.tied.end(),
                                    [&](const TiedSetting& tied) { return isSteps(tied.key); });
    if (isSteps(sweep.x.key) || (sweep.y && isSteps(sweep.y->key)) || isTied)
        throw InputError("--steps " + text +
                         " is given and training.steps is an axis or tied; leave one of them out.");
    set(sweep.base, "training.steps", numberText(integerOption("--steps", text, 0, kLargest)));
}

template <typename Kind>
Kind kindOption(const std::string& option, const std::string& text) {
    const auto kind = kindNamed<Kind>(text);
    if (!kind) throw InputError(option + " is \"" + text + "\"; it must be " + allowedNames<Kind>() + ".");
    return *kind;
}

/// The sweep that a picture of a phase diagram carries.
SweepSpec sweepInPicture(std::string_view bytes, const std::string& name) {
    const Recipe recipe = recipeInPicture(bytes, name);
    const Json view = recipe.view.empty() ? Json() : parseJson(recipe.view, name);
    const auto sweep = view.is_object() ? view.find("sweep") : view.end();
    if (sweep == view.end() || !sweep->is_string())
        throw InputError("The picture " + name + " shows a single run and no sweep.");
    return sweepFromJson(sweep->get<std::string>(), name);
}

}  // namespace

std::int64_t integerOption(const std::string& option, const std::string& text, std::int64_t least,
                           std::int64_t most) {
    const auto value = parseInteger(text);
    if (!value || *value < least || *value > most)
        throw InputError(option + " is \"" + text + "\"; it must be an integer from " + numberText(least) +
                         " to " + numberText(most) + ".");
    return *value;
}

double positiveOption(const std::string& option, const std::string& text) {
    const auto value = parseNumber(text);
    if (!value || !(*value > 0))
        throw InputError(option + " is \"" + text + "\"; it must be a number larger than 0.");
    return *value;
}

SweepSpec sweepNamed(const std::string& fileOrName) {
    if (const SweepSpec* const shipped = shippedSweepNamed(fileOrName)) return *shipped;
    std::error_code error;
    if (fileOrName.find('/') == std::string::npos && fileOrName.find('.') == std::string::npos &&
        !std::filesystem::exists(fileOrName, error)) {
        std::string names;
        for (const ShippedSweep& sweep : shippedSweeps()) names += (names.empty() ? "" : ", ") + sweep.name;
        throw InputError("There is no sweep \"" + fileOrName + "\"; there are " + names +
                         ", or name a file.");
    }
    const std::string bytes = readWholeFile(fileOrName, kLargestFile);
    if (pictureFormat(bytes)) return sweepInPicture(bytes, fileOrName);
    return sweepFromJson(bytes, fileOrName);
}

SweepSpec chosenSweep(const RunSweep& options) {
    SweepSpec sweep;
    if (options.sweep) sweep = sweepNamed(*options.sweep);
    if (!options.sweep) {
        sweep.base.scenario = kDefaultScenario;
        if (!options.x) throw InputError("sweep needs a sweep file, the name of a shipped one, or --x AXIS.");
    }
    applyBase(options, sweep.base);
    if (options.x) sweep.x = axisFromText(*options.x, "--x");
    if (options.y) sweep.y = axisFromText(*options.y, "--y");
    if (options.seeds) sweep.seeds = seedsFrom(*options.seeds, sweep);
    if (options.steps) applySteps(*options.steps, sweep);
    if (options.refine) sweep.refine = refinementFrom(*options.refine);
    if (options.isa) sweep.compute.instructionSet = kindOption<InstructionSet>("--isa", *options.isa);
    if (options.engine) sweep.compute.engine = kindOption<Engine>("--engine", *options.engine);
    return sweep;
}

SweepProvenance provenanceHere(const SweepPlan& plan) {
    return {FEATURESCOPE_VERSION, std::string(nameOf(plan.sweep().compute.engine)),
            std::string(nameOf(plan.learner().instructionSet))};
}

int runsSideBySide(const std::optional<std::string>& text) {
    constexpr std::int64_t kMostThreads = 1024;
    if (text) return static_cast<int>(integerOption("--threads", *text, 1, kMostThreads));
    return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, unsigned{kMostThreads}));
}

}  // namespace featurescope
