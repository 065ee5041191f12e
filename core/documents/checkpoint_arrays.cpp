#include "core/documents/checkpoint_arrays.h"

#include <algorithm>
#include <map>

#include "core/base/number_text.h"
#include "core/documents/json_fields.h"
#include "core/recording/recording_arrays.h"

namespace featurescope {
namespace {

/// What the names of the arrays of one checkpoint start with.
std::string statePrefix(const std::string& prefix, std::int64_t step) {
    return prefix + "checkpoint/" + numberText(step) + "/";
}

/// More would make a file slow to open and hardly spare any computing.
constexpr std::size_t kMostCheckpoints = 64;

/// The checkpoints to keep, in order of their steps.
CheckpointList chosenCheckpoints(const RunArchive& run, std::uint64_t budget) {
    const CheckpointList& all = run.checkpoints;
    if (budget == 0) return {};
    // In order of importance: the last one, the one before the shown step, then halves of what lies between.
    std::vector<std::size_t> order;
    if (!all.empty()) order.push_back(all.size() - 1);
    const auto after =
        std::upper_bound(all.begin(), all.end(), run.step,
                         [](std::int64_t step, const CheckpointPtr& c) { return step < c->step; });
    if (after != all.begin()) order.push_back(static_cast<std::size_t>(after - all.begin()) - 1);
    // Without these, going on with a run of hours would begin with hours of computing: they may cost more.
    const std::size_t needed = order.size();
    for (std::size_t spacing = all.size(); spacing > 0; spacing /= 2) {
        for (std::size_t i = spacing / 2; i < all.size(); i += spacing) order.push_back(i);
    }
    std::map<std::int64_t, CheckpointPtr> chosen;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const CheckpointPtr& checkpoint = all[order[rank]];
        const std::uint64_t bytes = bytesOf(*checkpoint);
        if (rank >= needed && (bytes > budget || chosen.size() == kMostCheckpoints)) continue;
        if (chosen.emplace(checkpoint->step, checkpoint).second) budget -= std::min(budget, bytes);
    }
    CheckpointList list;
    for (const auto& [step, checkpoint] : chosen) list.push_back(checkpoint);
    return list;
}

CheckpointPtr checkpointFrom(const NpzArrays& arrays, const Json& about, const std::string& prefix,
                             const std::string& where) {
    auto checkpoint = std::make_shared<Checkpoint>();
    checkpoint->step = countField(about, "step", where);
    checkpoint->engine = textField(about, "engine", where);
    checkpoint->instructionSet = textField(about, "instruction_set", where);
    std::vector<std::string> names;
    for (const Json& name : listField(about, "arrays", where)) {
        if (!name.is_string())
            throw InputError(where + ": the arrays of a checkpoint must be named by texts.");
        names.push_back(name.get<std::string>());
    }
    if (names.empty()) throw InputError(where + ": a checkpoint must name its arrays.");
    checkpoint->arrays = stateFrom(arrays, statePrefix(prefix, checkpoint->step), names);
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
                for (const auto& array : arrays) names.push_back(array.name);
            },
            checkpoint->arrays);
        for (NpzEntry& entry : stateArrays(*checkpoint, statePrefix(prefix, checkpoint->step)))
            entries.push_back(std::move(entry));
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
