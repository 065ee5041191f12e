#include <algorithm>
#include <cmath>
#include <set>

#include "app/session_commands.h"
#include "app/sweep_choice.h"
#include "app/sweep_commands.h"
#include "core/base/errors.h"
#include "core/base/field.h"
#include "core/base/machine_memory.h"
#include "core/base/number_text.h"
#include "core/documents/sweep_file.h"
#include "core/io/atomic_file.h"
#include "core/io/csv.h"
#include "core/io/npz.h"
#include "core/sweep/sweep_json.h"

namespace featurescope {
namespace {

/// What of a result is written.
struct ExportChoice {
    std::vector<Observable> metrics;
    std::optional<std::int64_t> step;

    bool takes(std::int64_t other) const { return !step || *step == other; }
};

ExportChoice exportChoice(const ExportSweep& options) {
    ExportChoice choice;
    if (options.metric) {
        const auto metric = observableNamed(*options.metric);
        if (!metric)
            throw InputError("--metric is \"" + *options.metric +
                             "\"; it must be a column of metrics.csv, such as \"test_error_clean\".");
        choice.metrics = {*metric};
    } else {
        for (const ObservableInfo& info : observables()) choice.metrics.push_back(info.which);
    }
    if (options.step)
        choice.step =
            integerOption("--step", *options.step, 0, static_cast<std::int64_t>(kLargestExactInteger));
    return choice;
}

std::string idOf(Observable metric) {
    return std::string(observables()[static_cast<std::size_t>(metric)].id);
}

double valueIn(const RunOutcome& outcome, std::size_t row, Observable metric) {
    return outcome.curves[row * kObservableCount + static_cast<std::size_t>(metric)];
}

/// A row for every run and step. An axis of steps has no column of its own beside the step.
void writeCsv(const std::string& path, const SweepPlan& plan, SweepFile& file, const ExportChoice& choice) {
    AtomicFile csv(path);
    const SweepAxis* const y = plan.sweep().y ? &*plan.sweep().y : nullptr;
    const bool hasX = !plan.sweep().x.isStep(), hasY = y && !y->isStep();
    std::vector<std::string> fields;
    if (hasX) fields.push_back(plan.sweep().x.name());
    if (hasY) fields.push_back(y->name());
    for (const char* name : {"seed", "key", "state", "step"}) fields.emplace_back(name);
    for (const Observable metric : choice.metrics) fields.push_back(idOf(metric));
    csv.append(csvLine(fields));
    file.visitCells([&](const RunOutcome& outcome) {
        for (std::size_t row = 0; row < outcome.steps.size(); ++row) {
            if (!choice.takes(outcome.steps[row])) continue;
            fields.clear();
            const auto x = static_cast<std::size_t>(outcome.run.point.x);
            if (hasX) fields.push_back(numberText(plan.xValues().at(x)));
            if (hasY)
                fields.push_back(
                    numberText(plan.yValues().at(static_cast<std::size_t>(outcome.run.point.y))));
            fields.push_back(numberText(outcome.run.seed));
            fields.push_back(outcome.key);
            fields.emplace_back(nameOf(outcome.state));
            fields.push_back(numberText(outcome.steps[row]));
            for (const Observable metric : choice.metrics) {
                const double value = valueIn(outcome, row, metric);
                fields.push_back(std::isnan(value) ? "" : numberText(value));
            }
            csv.append(csvLine(fields));
        }
    });
    csv.sync();
    csv.becomeTarget();
}

/// Arrays over x, y, seed and step.
class ExportedGrid {
  public:
    ExportedGrid(const SweepPlan& plan, SweepFile& file, ExportChoice choice)
        : plan_(plan), choice_(std::move(choice)) {
        std::set<std::int64_t> steps;
        file.visitCells([&](const RunOutcome& outcome) {
            for (const std::int64_t step : outcome.steps) {
                if (choice_.takes(step)) steps.insert(step);
            }
        });
        steps_.assign(steps.begin(), steps.end());
        requireMemory();
        states_.assign(cells(), 0);
        arrays_.assign(choice_.metrics.size(), std::vector<double>(cells() * steps_.size(), kUndefined));
        file.visitCells([&](const RunOutcome& outcome) { add(outcome); });
    }

    std::vector<NpzEntry> arrays(const SweepSpec& sweep) && {
        const std::size_t x = plan_.xValues().size(), y = plan_.yValues().size();
        const std::size_t columns = count(plan_.columns()), rows = count(plan_.rows());
        const std::size_t seeds = plan_.seeds().size();
        std::vector<NpzEntry> entries{{"x", {{x}, plan_.xValues()}},
                                      {"y", {{y}, plan_.yValues()}},
                                      {"seeds", {{seeds}, plan_.seeds()}},
                                      {"steps", {{steps_.size()}, steps_}},
                                      {"state", {{columns, rows, seeds}, std::move(states_)}},
                                      {"sweep", textArray(sweepToJson(sweep))}};
        for (std::size_t i = 0; i < arrays_.size(); ++i)
            entries.push_back(
                {idOf(choice_.metrics[i]), {{columns, rows, seeds, steps_.size()}, std::move(arrays_[i])}});
        return entries;
    }

  private:
    static std::size_t count(std::int64_t number) { return static_cast<std::size_t>(number); }
    std::size_t cells() const { return count(plan_.runCount()); }

    void requireMemory() const {
        const double bytes = static_cast<double>(cells()) * static_cast<double>(steps_.size()) *
                             static_cast<double>(choice_.metrics.size()) * sizeof(double);
        constexpr double kShare = 0.25;  // what is written is put together in memory
        if (bytes > kShare * static_cast<double>(machineMemory()))
            throw InputError("--npz needs more memory than there is; choose with --metric and --step.");
    }

    void add(const RunOutcome& outcome) {
        const GridPoint point = outcome.run.point;
        const auto seed = std::find(plan_.seeds().begin(), plan_.seeds().end(), outcome.run.seed);
        if (point.x >= plan_.columns() || point.y >= plan_.rows() || seed == plan_.seeds().end()) return;
        const std::size_t cell =
            count((point.x * plan_.rows() + point.y) * static_cast<std::int64_t>(plan_.seeds().size()) +
                  (seed - plan_.seeds().begin()));
        states_[cell] = static_cast<std::int8_t>(1 + static_cast<int>(outcome.state));
        for (std::size_t row = 0; row < outcome.steps.size(); ++row) {
            if (!choice_.takes(outcome.steps[row])) continue;
            const auto at = std::lower_bound(steps_.begin(), steps_.end(), outcome.steps[row]);
            const std::size_t place = cell * steps_.size() + static_cast<std::size_t>(at - steps_.begin());
            for (std::size_t i = 0; i < arrays_.size(); ++i)
                arrays_[i][place] = valueIn(outcome, row, choice_.metrics[i]);
        }
    }

    const SweepPlan& plan_;
    ExportChoice choice_;
    std::vector<std::int64_t> steps_;
    std::vector<std::int8_t> states_;  ///< 0 missing, 1 done, 2 diverged, 3 failed
    std::vector<std::vector<double>> arrays_;
};

}  // namespace

void exportSweep(const ExportSweep& options) {
    if (!options.csv && !options.npz)
        throw InputError("sweep-export needs --csv or --npz, or both: where to write what.");
    const ExportChoice choice = exportChoice(options);
    for (const auto& path : {options.csv, options.npz}) {
        if (path) requireNewFile(*path, options.force);
    }
    SweepFile file = SweepFile::open(options.file);
    const SweepPlan plan(file.sweep());
    if (options.csv) writeCsv(*options.csv, plan, file, choice);
    if (options.npz)
        writeFileAtomically(*options.npz, npzBytes(ExportedGrid(plan, file, choice).arrays(file.sweep())));
}

}  // namespace featurescope
