#include <algorithm>
#include <cmath>

#include "core/base/field.h"
#include "core/io/json.h"
#include "core/sweep/shard_file.h"

namespace featurescope {
namespace {

Json columnOf(const RunOutcome& outcome, std::size_t column) {
    Json values = Json::array();
    for (std::size_t row = 0; row < outcome.steps.size(); ++row) {
        const double value = outcome.curves[row * kObservableCount + column];
        values.push_back(std::isfinite(value) ? Json(value) : Json(nullptr));
    }
    return values;
}

/// The members of a line; each throws Json's own exceptions or InputError for what does not fit.
class Line {
  public:
    explicit Line(const Json& value) : value_(value) {}

    std::string text(const char* key) const { return value_.at(key).get<std::string>(); }
    std::string textOr(const char* key) const { return value_.contains(key) ? text(key) : ""; }
    std::int64_t count(const char* key) const { return countIn(value_.at(key)); }
    double number(const char* key) const { return value_.at(key).get<double>() + 0.0; }

    std::vector<std::int64_t> steps() const {
        std::vector<std::int64_t> steps;
        for (const Json& step : arrayIn(value_.at("steps"))) {
            steps.push_back(countIn(step));
            if (steps.size() > 1 && steps[steps.size() - 2] >= steps.back())
                throw InputError("steps do not increase");
        }
        return steps;
    }

    std::vector<double> curves(std::size_t rows) const {
        std::vector<double> curves(rows * kObservableCount, kUndefined);
        const Json& columns = value_.at("values");
        if (!columns.is_object()) throw InputError("values are no object");
        for (const auto& column : columns.items()) {
            if (arrayIn(column.value()).size() != rows) throw InputError("a column has another length");
            const auto which = observableNamed(column.key());
            for (std::size_t row = 0; which && row < rows; ++row) {
                if (!column.value()[row].is_null())
                    curves[row * kObservableCount + static_cast<std::size_t>(*which)] =
                        column.value()[row].get<double>() + 0.0;
            }
        }
        return curves;
    }

  private:
    static const Json& arrayIn(const Json& value) {
        if (!value.is_array()) throw InputError("no list");
        return value;
    }
    static std::int64_t countIn(const Json& value) {
        const double number = value.get<double>();
        if (!(number >= 0 && number <= kLargestExactInteger) || number != std::trunc(number))
            throw InputError("no count");
        return static_cast<std::int64_t>(number);
    }

    const Json& value_;
};

bool isKey(const std::string& text) {
    constexpr std::size_t kDigits = 24;
    return text.size() == kDigits && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

RunOutcome outcomeIn(const Json& value) {
    const Line line(value);
    RunOutcome outcome;
    outcome.key = line.text("key");
    if (!isKey(outcome.key)) throw InputError("no key");
    outcome.run = {{line.count("x"), line.count("y")}, line.count("seed")};
    const auto state = kindNamed<RunOutcomeState>(line.text("state"));
    if (!state) throw InputError("no state");
    outcome.state = *state;
    if (outcome.state == RunOutcomeState::diverged) outcome.divergedAt = line.count("at");
    outcome.error = outcome.state == RunOutcomeState::failed ? line.text("error") : "";
    outcome.steps = line.steps();
    outcome.curves = line.curves(outcome.steps.size());
    outcome.weightsSha256 = line.textOr("weights_sha256");
    outcome.outputWeightsSha256 = line.textOr("output_weights_sha256");
    outcome.seconds = line.number("seconds");
    outcome.provenance = {line.text("program_version"), line.textOr("engine"),
                          line.textOr("instruction_set")};
    return outcome;
}

}  // namespace

std::string shardLine(const RunOutcome& outcome) {
    Json line = Json::object();
    line["key"] = outcome.key;
    line["x"] = outcome.run.point.x;
    line["y"] = outcome.run.point.y;
    line["seed"] = outcome.run.seed;
    line["state"] = std::string(nameOf(outcome.state));
    if (outcome.state == RunOutcomeState::diverged) line["at"] = outcome.divergedAt;
    if (outcome.state == RunOutcomeState::failed) line["error"] = outcome.error;
    line["steps"] = outcome.steps;
    Json& values = line["values"] = Json::object();
    for (std::size_t column = 0; column < kObservableCount; ++column)
        values[std::string(observables()[column].id)] = columnOf(outcome, column);
    line["weights_sha256"] = outcome.weightsSha256;
    if (!outcome.outputWeightsSha256.empty()) line["output_weights_sha256"] = outcome.outputWeightsSha256;
    line["seconds"] = outcome.seconds;
    line["program_version"] = outcome.provenance.programVersion;
    line["engine"] = outcome.provenance.engine;
    line["instruction_set"] = outcome.provenance.instructionSet;
    return jsonText(line, false) + "\n";
}

std::optional<RunOutcome> runOfShardLine(std::string_view line) {
    try {
        return outcomeIn(parseJson(line, "line"));
    } catch (const InputError&) {
        return std::nullopt;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

}  // namespace featurescope
