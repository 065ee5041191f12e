#include "core/documents/session_file.h"

#include "core/base/machine_memory.h"
#include "core/base/number_text.h"
#include "core/documents/json_fields.h"
#include "core/documents/run_arrays.h"
#include "core/documents/session_data.h"

namespace featurescope {
namespace {

constexpr std::string_view kSessionFormat = "featurescope-session";
/// Version 2 knows more settings, and checkpoints that hold output weights; what version 1 wrote means the
/// same.
constexpr std::int64_t kSessionVersion = 2;

void requireFormat(const NpzArrays& arrays) {
    if (!arrays.has("format") || arrays.text("format") != kSessionFormat)
        throw InputError(arrays.fileName() + " is no session of Featurescope.");
    const std::int64_t version = arrays.integer("version");
    if (version > kSessionVersion) {
        throw InputError(arrays.fileName() + " was saved by a newer Featurescope (its format is of version " +
                         numberText(version) + ", the newest one known here is " +
                         numberText(kSessionVersion) + "); open it with that one.");
    }
    if (version < 1) arrays.refuse("version", "must be 1 or larger");
}

}  // namespace

std::string sessionToBytes(const SessionDocument& document, std::uint64_t checkpointBytes) {
    Json about = {{"program_version", document.programVersion}, {"weights_sha256", document.weightsSha256}};
    if (!document.outputWeightsSha256.empty()) about["output_weights_sha256"] = document.outputWeightsSha256;
    if (!document.layout.empty()) about["layout"] = parseJson(document.layout, "The layout of a session");
    about["pinned"] = Json::array();
    for (const PinnedRun& pinned : document.pinned) about["pinned"].push_back(pinned.name);
    std::vector<NpzEntry> entries{{"format", textArray(std::string(kSessionFormat))},
                                  {"version", {{}, std::vector{kSessionVersion}}},
                                  {"session", textArray(jsonText(about, false))}};
    const auto add = [&](const RunArchive& run, const std::string& prefix) {
        for (NpzEntry& entry : arraysOfRun(run, prefix, checkpointBytes)) entries.push_back(std::move(entry));
    };
    add(document.run, "");
    for (std::size_t i = 0; i < document.pinned.size(); ++i) add(document.pinned[i].run, pinnedPrefix(i));
    for (NpzEntry& entry : arraysOfOwnedData(document)) entries.push_back(std::move(entry));
    return npzBytes(entries);
}

SessionDocument sessionFromBytes(std::string_view bytes, const std::string& name) {
    const NpzArrays arrays(readNpzBytes(bytes, name, memoryForReading(bytes.size())), name);
    requireFormat(arrays);
    const std::string where = name + ": session";
    const Json about = parseJson(arrays.text("session"), where);
    SessionDocument document;
    document.programVersion = textField(about, "program_version", where);
    document.weightsSha256 = textField(about, "weights_sha256", where);
    if (about.contains("output_weights_sha256"))
        document.outputWeightsSha256 = textField(about, "output_weights_sha256", where);
    if (about.contains("layout")) document.layout = jsonText(about["layout"], false);
    document.run = runFromArrays(arrays, "");
    for (const Json& pinnedName : listField(about, "pinned", where)) {
        if (!pinnedName.is_string()) throw InputError(where + ": the names of pinned runs must be texts.");
        document.pinned.push_back(
            {pinnedName.get<std::string>(), runFromArrays(arrays, pinnedPrefix(document.pinned.size()))});
    }
    takeOwnedData(document, arrays);
    return document;
}

}  // namespace featurescope
