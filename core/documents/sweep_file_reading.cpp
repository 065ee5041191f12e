#include <algorithm>
#include <cstring>

#include "core/base/errors.h"
#include "core/documents/sweep_file.h"

namespace featurescope {
namespace {

template <typename Number>
std::vector<Number> numbersIn(std::span<const std::byte> blob) {
    std::vector<Number> numbers(blob.size() / sizeof(Number));
    if (!numbers.empty()) std::memcpy(numbers.data(), blob.data(), numbers.size() * sizeof(Number));
    return numbers;
}

constexpr const char* kRunColumns =
    "key, engine, instruction_set, output_weights_sha256, state, diverged_at, error, seconds, "
    "weights_sha256, steps, curves";

}  // namespace

std::map<std::string, RunOutcomeState> SweepFile::states() {
    std::map<std::string, RunOutcomeState> states;
    SqliteStatement rows(*database_, "SELECT key, state FROM run");
    while (rows.step()) {
        if (const auto state = kindNamed<RunOutcomeState>(rows.text(1))) states[rows.text(0)] = *state;
    }
    return states;
}

RunOutcome SweepFile::readRun(SqliteStatement& row, int first) const {
    RunOutcome outcome;
    outcome.key = row.text(first);
    outcome.provenance = {provenance_.programVersion, row.text(first + 1), row.text(first + 2)};
    outcome.outputWeightsSha256 = row.text(first + 3);
    outcome.state = kindNamed<RunOutcomeState>(row.text(first + 4)).value_or(RunOutcomeState::failed);
    outcome.divergedAt = row.integer(first + 5);
    outcome.error = row.text(first + 6);
    outcome.seconds = row.real(first + 7);
    outcome.weightsSha256 = row.text(first + 8);
    const std::span<const std::byte> steps = row.blob(first + 9);
    outcome.steps = numbersIn<std::int64_t>(steps);
    const std::vector<double> values = numbersIn<double>(row.blob(first + 10));
    const std::size_t rows = outcome.steps.size();
    const bool isWhole = steps.size() % sizeof(std::int64_t) == 0 &&
                         values.size() == rows * columns_.size() &&
                         row.blob(first + 10).size() % sizeof(double) == 0 &&
                         std::is_sorted(outcome.steps.begin(), outcome.steps.end());
    if (!isWhole)
        throw FileError(database_->name() + " is damaged: the curves of the run " +
                        outcome.key.substr(0, 24) + " are not whole.");
    outcome.curves.assign(rows * kObservableCount, kUndefined);
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            if (columns_[column])
                outcome.curves[i * kObservableCount + static_cast<std::size_t>(*columns_[column])] =
                    values[i * columns_.size() + column];
        }
    }
    return outcome;
}

std::optional<RunOutcome> SweepFile::outcome(const std::string& key) {
    SqliteStatement& row = statement(std::string("SELECT ") + kRunColumns + " FROM run WHERE key = ?");
    row.bind(0, std::string_view(key));
    if (!row.step()) return std::nullopt;
    RunOutcome outcome = readRun(row, 0);
    row.reset();
    return outcome;
}

void SweepFile::visitCells(const std::function<void(const RunOutcome&)>& visit) {
    SqliteStatement rows(*database_, std::string("SELECT x, y, seed, ") + kRunColumns +
                                         " FROM cell JOIN run USING(key) ORDER BY x, y, seed");
    while (rows.step()) {
        RunOutcome outcome = readRun(rows, 3);
        outcome.run = {{rows.integer(0), rows.integer(1)}, rows.integer(2)};
        visit(outcome);
    }
}

std::vector<SeedValue> SweepFile::valuesAt(Observable metric, std::int64_t step) {
    std::vector<SeedValue> values;
    visitCells([&](const RunOutcome& outcome) {
        values.push_back({outcome.run, valueAt(outcome, metric, step)});
    });
    return values;
}

std::vector<std::pair<std::string, std::int64_t>> SweepFile::failures() {
    std::vector<std::pair<std::string, std::int64_t>> failures;
    SqliteStatement rows(*database_,
                         "SELECT error, count(*) FROM run WHERE state = 'failed' GROUP BY error ORDER BY 2 "
                         "DESC, 1");
    while (rows.step()) failures.emplace_back(rows.text(0), rows.integer(1));
    return failures;
}

}  // namespace featurescope
