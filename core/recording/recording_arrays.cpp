#include "core/recording/recording_arrays.h"

#include <algorithm>
#include <optional>

#include "core/base/errors.h"

namespace featurescope {
namespace {

const std::string kStatePrefix = "state_";

std::string columnIds() {
    std::string ids;
    for (const ObservableInfo& info : observables()) ids += (ids.empty() ? "" : ",") + std::string(info.id);
    return ids;
}

std::vector<std::optional<Observable>> observablesOf(const std::string& ids) {
    std::vector<std::optional<Observable>> columns;
    for (std::size_t from = 0; from <= ids.size();) {
        const std::size_t to = std::min(ids.find(',', from), ids.size());
        columns.push_back(observableNamed(std::string_view(ids).substr(from, to - from)));
        from = to + 1;
    }
    return columns;
}

template <typename Number>
const std::vector<Number>& numbersNamed(const std::vector<NpzEntry>& arrays, const std::string& name,
                                        const std::string& file) {
    const auto* const numbers = std::get_if<std::vector<Number>>(&arrayNamed(arrays, name, file).values);
    if (numbers == nullptr) throw InputError(file + ": " + name + " holds numbers of the wrong type.");
    return *numbers;
}

}  // namespace

const NpyArray& arrayNamed(const std::vector<NpzEntry>& arrays, const std::string& name,
                           const std::string& file) {
    const auto found =
        std::find_if(arrays.begin(), arrays.end(), [&](const NpzEntry& entry) { return entry.name == name; });
    if (found == arrays.end()) throw InputError(file + " has no array " + name + ".");
    return found->array;
}

const std::string& textNamed(const std::vector<NpzEntry>& arrays, const std::string& name,
                             const std::string& file) {
    const auto* const text = std::get_if<std::string>(&arrayNamed(arrays, name, file).values);
    if (text == nullptr) throw InputError(file + ": " + name + " is no text.");
    return *text;
}

std::vector<NpzEntry> timelineArrays(const TimelineView& timeline) {
    std::vector<std::int64_t> steps;
    std::vector<double> values;
    for (std::size_t row = 0; row < timeline.size(); ++row) {
        steps.push_back(timeline[row].step);
        values.insert(values.end(), timeline[row].values.values.begin(), timeline[row].values.values.end());
    }
    const std::size_t rows = timeline.size();
    return {{"timeline_steps", {{rows}, std::move(steps)}},
            {"timeline_columns", {{}, columnIds()}},
            {"timeline_values", {{rows, kObservableCount}, std::move(values)}}};
}

Timeline timelineFrom(const std::vector<NpzEntry>& arrays, const std::string& file) {
    const auto& steps = numbersNamed<std::int64_t>(arrays, "timeline_steps", file);
    const auto& values = numbersNamed<double>(arrays, "timeline_values", file);
    const auto columns = observablesOf(textNamed(arrays, "timeline_columns", file));
    if (values.size() != steps.size() * columns.size()) {
        throw InputError(file + ": timeline_values does not have one value for every step and column.");
    }
    Timeline timeline;
    for (std::size_t row = 0; row < steps.size(); ++row) {
        if (steps[row] <= timeline.lastStep()) {
            throw InputError(file + ": the steps of timeline_steps do not increase from 0.");
        }
        TimelineRow next{.step = steps[row], .values = {}};
        for (std::size_t column = 0; column < columns.size(); ++column) {
            if (columns[column]) next.values[*columns[column]] = values[row * columns.size() + column];
        }
        timeline.record(next);
    }
    return timeline;
}

std::vector<NpzEntry> checkpointArrays(const Checkpoint& checkpoint) {
    std::vector<NpzEntry> entries{{"step", {{}, std::vector<std::int64_t>{checkpoint.step}}},
                                  {"engine", {{}, checkpoint.engine}},
                                  {"instruction_set", {{}, checkpoint.instructionSet}}};
    std::visit(
        [&](const auto& arrays) {
            for (const auto& array : arrays) {
                entries.push_back(
                    {kStatePrefix + array.name,
                     {{static_cast<std::size_t>(array.rows), static_cast<std::size_t>(array.columns)},
                      array.values}});
            }
        },
        checkpoint.arrays);
    return entries;
}

namespace {

/// The arrays of a state, when all of them hold this type of numbers.
template <typename Scalar>
std::vector<NamedArray<Scalar>> stateArrays(const std::vector<NpzEntry>& entries, const std::string& file) {
    std::vector<NamedArray<Scalar>> state;
    for (const NpzEntry& entry : entries) {
        if (!entry.name.starts_with(kStatePrefix)) continue;
        if (entry.array.shape.size() != 2) throw InputError(file + ": " + entry.name + " is no matrix.");
        state.push_back({entry.name.substr(kStatePrefix.size()),
                         static_cast<std::int64_t>(entry.array.shape[0]),
                         static_cast<std::int64_t>(entry.array.shape[1]),
                         numbersNamed<Scalar>(entries, entry.name, file)});
    }
    return state;
}

}  // namespace

Checkpoint checkpointFrom(const std::vector<NpzEntry>& arrays, const std::string& file) {
    const auto& step = numbersNamed<std::int64_t>(arrays, "step", file);
    if (step.size() != 1 || step[0] < 0) throw InputError(file + ": step is not one number, 0 or larger.");
    Checkpoint checkpoint{.step = step[0],
                          .engine = textNamed(arrays, "engine", file),
                          .instructionSet = textNamed(arrays, "instruction_set", file),
                          .arrays = {}};
    const bool isDouble = std::any_of(arrays.begin(), arrays.end(), [](const NpzEntry& entry) {
        return entry.name.starts_with(kStatePrefix) &&
               std::holds_alternative<std::vector<double>>(entry.array.values);
    });
    if (isDouble) {
        checkpoint.arrays = stateArrays<double>(arrays, file);
    } else {
        checkpoint.arrays = stateArrays<float>(arrays, file);
    }
    return checkpoint;
}

}  // namespace featurescope
