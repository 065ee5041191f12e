#include "core/documents/checkpoint_arrays.h"

#include <algorithm>
#include <map>

#include "core/base/number_text.h"
#include "core/documents/json_fields.h"

namespace featurescope {
namespace {

std::string arrayName(const std::string& prefix, std::int64_t step, const std::string& name) {
    return prefix + "checkpoint/" + numberText(step) + "/" + name;
}

/// More would make a file slow to open and hardly spare any computing.
constexpr std::size_t kMostCheckpoints = 64;

/// The checkpoints to keep, in order of their steps.
CheckpointList chosenCheckpoints(const RunArchive& run, std::uint64_t budget) {
    const CheckpointList& all = run.checkpoints;
    // In order of importance: the last one, the one before the shown step, then halves of what lies between.
    std::vector<std::size_t> order;
    if (!all.empty()) order.push_back(all.size() - 1);
    const auto after =
        std::upper_bound(all.begin(), all.end(), run.step,
                         [](std::int64_t step, const CheckpointPtr& c) { return step < c->step; });
    if (after != all.begin()) order.push_back(static_cast<std::size_t>(after - all.begin()) - 1);
    for (std::size_t spacing = all.size(); spacing > 0; spacing /= 2) {
        for (std::size_t i = spacing / 2; i < all.size(); i += spacing) order.push_back(i);
    }
    std::map<std::int64_t, CheckpointPtr> chosen;
    for (const std::size_t i : order) {
        const std::uint64_t bytes = bytesOf(*all[i]);
        if (bytes > budget || chosen.size() == kMostCheckpoints || chosen.contains(all[i]->step)) continue;
        chosen.emplace(all[i]->step, all[i]);
        budget -= bytes;
    }
    CheckpointList list;
    for (const auto& [step, checkpoint] : chosen) list.push_back(checkpoint);
    return list;
}

template <typename Scalar>
void addArray(std::vector<NpzEntry>& entries, const std::string& name, const NamedArray<Scalar>& array) {
    entries.push_back(
        {name,
         {{static_cast<std::size_t>(array.rows), static_cast<std::size_t>(array.columns)}, array.values}});
}

/// The arrays of one checkpoint in the type of the first of them.
template <typename Scalar>
std::vector<NamedArray<Scalar>> namedArrays(const NpzArrays& arrays, const Json& names,
                                            const std::string& prefix, std::int64_t step,
                                            const std::string& where) {
    std::vector<NamedArray<Scalar>> list;
    for (const Json& name : names) {
        if (!name.is_string())
            throw InputError(where + ": the arrays of a checkpoint must be named by texts.");
        const std::string full = arrayName(prefix, step, name.get<std::string>());
        const std::vector<Scalar>& values = arrays.numbers<Scalar>(full, 2);
        const std::vector<std::size_t>& shape = arrays.at(full).shape;
        list.push_back({name.get<std::string>(), static_cast<std::int64_t>(shape[0]),
                        static_cast<std::int64_t>(shape[1]), values});
    }
    return list;
}

CheckpointPtr checkpointFrom(const NpzArrays& arrays, const Json& about, const std::string& prefix,
                             const std::string& where) {
    auto checkpoint = std::make_shared<Checkpoint>();
    checkpoint->step = countField(about, "step", where);
    checkpoint->engine = textField(about, "engine", where);
    checkpoint->instructionSet = textField(about, "instruction_set", where);
    const Json& names = listField(about, "arrays", where);
    if (names.empty() || !names.front().is_string())
        throw InputError(where + ": a checkpoint must name its arrays.");
    const NpyArray& first = arrays.at(arrayName(prefix, checkpoint->step, names.front().get<std::string>()));
    if (std::holds_alternative<std::vector<float>>(first.values))
        checkpoint->arrays = namedArrays<float>(arrays, names, prefix, checkpoint->step, where);
    else
        checkpoint->arrays = namedArrays<double>(arrays, names, prefix, checkpoint->step, where);
    return checkpoint;
}

}  // namespace

Json addCheckpoints(std::vector<NpzEntry>& entries, const RunArchive& run, const std::string& prefix,
                    std::uint64_t budget) {
    Json list = Json::array();
    for (const CheckpointPtr& checkpoint : chosenCheckpoints(run, budget)) {
        Json names = Json::array();
        std::visit(
            [&](const auto& arrays) {
                for (const auto& array : arrays) {
                    names.push_back(array.name);
                    addArray(entries, arrayName(prefix, checkpoint->step, array.name), array);
                }
            },
            checkpoint->arrays);
        list.push_back({{"step", checkpoint->step},
                        {"engine", checkpoint->engine},
                        {"instruction_set", checkpoint->instructionSet},
                        {"arrays", std::move(names)}});
    }
    return list;
}

CheckpointList checkpointsFrom(const NpzArrays& arrays, const Json& about, const std::string& prefix) {
    const std::string where = arrays.fileName() + ": " + prefix + "about";
    CheckpointList list;
    for (const Json& value : listField(about, "checkpoints", where)) {
        CheckpointPtr checkpoint = checkpointFrom(arrays, value, prefix, where);
        if (!list.empty() && checkpoint->step <= list.back()->step)
            throw InputError(where + ": the checkpoints must stand in the order of their steps.");
        list.push_back(std::move(checkpoint));
    }
    return list;
}

}  // namespace featurescope
