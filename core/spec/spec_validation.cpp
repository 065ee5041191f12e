#include "core/spec/spec_validation.h"

#include <algorithm>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/observables/observable_table.h"
#include "core/spec/sections.h"
#include "core/spec/setting_json.h"
#include "core/spec/setting_range.h"
#include "core/spec/value_reader.h"

namespace featurescope {
namespace {

constexpr Field kStepField{
    .key = "step", .label = "", .symbol = "", .help = "", .minimum = 0, .maximum = kLargestExactInteger};
constexpr Field kStepSizeField{.key = "step_size", .label = "", .symbol = "", .help = "", .minimum = 0};

/// Collects what is wrong while it visits the settings.
class Checker {
  public:
    std::vector<Problem> take() { return std::move(problems_); }

    void check(const std::string& key, const Field& field, std::int64_t value) {
        if (!isInRange(field, value)) add(key, numberText(value), allowedInteger(field));
    }
    void check(const std::string& key, const Field& field, double value) {
        if (!isInRange(field, value)) add(key, numberText(value), allowedNumber(field));
    }
    void check(const std::string& key, const Field&, const std::string& value) {
        const bool isDigest =
            value.size() == 64 && value.find_first_not_of("0123456789abcdef") == std::string::npos;
        if (!isDigest) add(key, '"' + value + '"', "64 lower-case hexadecimal digits");
    }
    void check(const std::string& key, const Field&, const std::vector<StepSizeChange>& changes) {
        for (std::size_t i = 0; i < changes.size(); ++i) {
            const std::string entry = key + "[" + numberText(static_cast<std::int64_t>(i)) + "]";
            check(entry + "[0]", kStepField, changes[i].step);
            check(entry + "[1]", kStepSizeField, changes[i].stepSize);
            if (i > 0 && changes[i].step <= changes[i - 1].step) {
                add(entry + "[0]", numberText(changes[i].step),
                    "larger than the step of the entry before, " + numberText(changes[i - 1].step));
            }
        }
    }
    template <typename Kind>
    void check(const std::string&, const Field&, Kind) {}  // an enumerator or a bool is always allowed

    void add(const std::string& key, std::string message) { problems_.push_back({key, std::move(message)}); }

    void checkColumn(const std::string& key, const std::string& name) {
        if (!observableNamed(name))
            add(key, '"' + name + '"', "a column of metrics.csv, such as \"test_error_clean\"");
    }
    void checkBound(const std::string& key, Bound bound, double value) {
        constexpr double kLargest = std::numeric_limits<double>::max();
        check(key + "." + std::string(keyOf(bound)),
              Field{.key = "", .label = "", .symbol = "", .help = "", .minimum = -kLargest}, value);
    }
    void checkClaim(const std::string& key, const Claim& claim) {
        checkColumn(key + ".metric", claim.metric);
        check(key + ".step", kStepField, claim.step);
        checkBound(key, claim.bound, claim.value);
    }
    void checkOpening(const ScenarioOpening& opening) {
        for (std::size_t i = 0; i < opening.landmarks.size(); ++i) {
            const std::string key = ValueReader::at("landmarks", i);
            checkColumn(key + ".metric", opening.landmarks[i].metric);
            checkBound(key, opening.landmarks[i].bound, opening.landmarks[i].value);
        }
        for (std::size_t i = 0; i < opening.columns.size(); ++i)
            checkColumn(ValueReader::at("columns", i), opening.columns[i]);
    }

    void add(const std::string& key, const std::string& found, const std::string& allowed) {
        problems_.push_back({key, key + " is " + found + "; it must be " + allowed + "."});
    }

  private:
    std::vector<Problem> problems_;
};

/// What is wrong with settings only together.
void checkCombinations(const ExperimentSpec& spec, Checker& checker) {
    const NetworkSettings& network = spec.network;
    if (network.start == Start::symmetric && network.neurons % 2 != 0) {
        checker.add("network.neurons", numberText(network.neurons),
                    "even when network.start is \"symmetric\"");
    }
    const std::int64_t dimension = dimensionOf(spec.data);
    if (network.start == Start::identity && network.neurons != dimension) {
        checker.add("network.neurons", numberText(network.neurons),
                    "data.dimension, " + numberText(dimension) + ", when network.start is \"identity\"");
    }
    const DataTraits data = traitsOf(spec.data);
    for (const SettingConflict& conflict : data.conflicts) checker.add(conflict.key, conflict.message);
    if (data.hasRealTargets && !recordOf(spec.training.loss).takesRealTargets) {
        checker.add("training.loss", '"' + std::string(nameOf(spec.training.loss)) + '"',
                    lossesOfRealTargets() + " when data.kind is \"" + std::string(kindNameOf(spec.data)) +
                        "\", whose targets are real numbers");
    }
    if (spec.training.readout == Readout::ridge && data.readoutSamples == 0) {
        checker.add("training.readout", "\"ridge\"",
                    "\"none\" unless data.readout_samples is 1 or more, which a readout is fitted to");
    }
}

}  // namespace

std::vector<Problem> validate(const ExperimentSpec& spec) {
    Checker checker;
    visitSections(spec, [&](std::string_view section, const auto& settings) {
        visitFieldsWithDefaults(settings, [&](const Field& field, const auto& value, const auto& standard) {
            const std::string key = std::string(section) + "." + std::string(field.key);
            const std::string problem =
                noEffectProblem(key, fieldWithin(spec, section, field), value, standard);
            if (problem.empty()) {
                checker.check(key, field, value);
            } else {
                checker.add(key, problem);
            }
        });
    });
    checkCombinations(spec, checker);
    for (std::size_t i = 0; i < spec.claims.size(); ++i) {
        checker.checkClaim("claims[" + numberText(static_cast<std::int64_t>(i)) + "]", spec.claims[i]);
    }
    checker.checkOpening(spec.opening);
    return checker.take();
}

void requireValid(const ExperimentSpec& spec) {
    std::string messages;
    for (const Problem& problem : validate(spec))
        messages += (messages.empty() ? "" : "\n") + problem.message;
    if (!messages.empty()) throw InputError(messages);
}

}  // namespace featurescope
