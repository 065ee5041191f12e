#include "core/recording/recording_arrays.h"

#include <algorithm>
#include <optional>

#include "core/base/field.h"

namespace featurescope {
namespace {

std::string columnIds() {
    std::string ids;
    for (const ObservableInfo& info : observables()) ids += (ids.empty() ? "" : ",") + std::string(info.id);
    return ids;
}

/// What stands in the columns; nothing for an observable that only a newer program knows.
std::vector<std::optional<Observable>> observablesOf(const std::string& ids) {
    std::vector<std::optional<Observable>> columns;
    for (std::size_t from = 0; from <= ids.size();) {
        const std::size_t to = std::min(ids.find(',', from), ids.size());
        columns.push_back(observableNamed(std::string_view(ids).substr(from, to - from)));
        from = to + 1;
    }
    return columns;
}

template <typename Scalar>
std::vector<NamedArray<Scalar>> matrices(const NpzArrays& arrays, const std::string& prefix,
                                         const std::vector<std::string>& names) {
    std::vector<NamedArray<Scalar>> list;
    for (const std::string& name : names) {
        const std::vector<Scalar>& values = arrays.numbers<Scalar>(prefix + name, 2);
        const std::vector<std::size_t>& shape = arrays.at(prefix + name).shape;
        list.push_back(
            {name, static_cast<std::int64_t>(shape[0]), static_cast<std::int64_t>(shape[1]), values});
    }
    return list;
}

}  // namespace

std::vector<NpzEntry> timelineArrays(const TimelineView& timeline, const TimelineNames& names) {
    std::vector<std::int64_t> steps;
    std::vector<double> values;
    for (std::size_t row = 0; row < timeline.size(); ++row) {
        steps.push_back(timeline[row].step);
        values.insert(values.end(), timeline[row].values.values.begin(), timeline[row].values.values.end());
    }
    const std::size_t rows = timeline.size();
    return {{names.steps, {{rows}, std::move(steps)}},
            {names.columns, textArray(columnIds())},
            {names.values, {{rows, kObservableCount}, std::move(values)}}};
}

TimelineView timelineFrom(const NpzArrays& arrays, const TimelineNames& names) {
    const std::vector<std::int64_t>& steps = stepsNamed(arrays, names.steps);
    const std::vector<std::optional<Observable>> columns = observablesOf(arrays.text(names.columns));
    const std::vector<double>& values = arrays.numbers<double>(names.values, 2);
    if (arrays.at(names.values).shape != std::vector<std::size_t>{steps.size(), columns.size()})
        arrays.refuse(names.values, "does not have one value for every step and column");
    Timeline timeline;
    for (std::size_t row = 0; row < steps.size(); ++row) {
        TimelineRow next{.step = steps[row], .values = {}};
        for (std::size_t column = 0; column < columns.size(); ++column) {
            if (columns[column]) next.values[*columns[column]] = values[row * columns.size() + column];
        }
        timeline.record(next);
    }
    return timeline.view();
}

const std::vector<std::int64_t>& stepsNamed(const NpzArrays& arrays, const std::string& name) {
    const std::vector<std::int64_t>& steps = arrays.numbers<std::int64_t>(name, 1);
    std::int64_t before = -1;
    for (const std::int64_t step : steps) {
        if (step <= before || static_cast<double>(step) > kLargestExactInteger)
            arrays.refuse(name, "must hold increasing steps from 0 to 2^53 - 1");
        before = step;
    }
    return steps;
}

std::vector<NpzEntry> stateArrays(const Checkpoint& checkpoint, const std::string& prefix) {
    std::vector<NpzEntry> entries;
    std::visit(
        [&](const auto& arrays) {
            for (const auto& array : arrays) {
                entries.push_back(
                    {prefix + array.name,
                     {{static_cast<std::size_t>(array.rows), static_cast<std::size_t>(array.columns)},
                      array.values}});
            }
        },
        checkpoint.arrays);
    return entries;
}

decltype(Checkpoint::arrays) stateFrom(const NpzArrays& arrays, const std::string& prefix,
                                       const std::vector<std::string>& names) {
    if (!names.empty() &&
        std::holds_alternative<std::vector<double>>(arrays.at(prefix + names.front()).values))
        return matrices<double>(arrays, prefix, names);
    return matrices<float>(arrays, prefix, names);
}

}  // namespace featurescope
