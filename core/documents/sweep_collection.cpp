#include "core/documents/sweep_collection.h"

#include "core/base/errors.h"
#include "core/sweep/shard_file.h"

namespace featurescope {
namespace {

/// The first shard file with a result for this run that disagrees. Only a conflict is worth reading all of
/// them again.
std::string fileDisagreeing(const std::filesystem::path& store, const RunOutcome& outcome) {
    for (const std::filesystem::path& path : shardFiles(store)) {
        std::uint64_t start = 0;
        while (true) {
            const ShardPart part = readShard(path, start);
            for (const RunOutcome& other : part.runs) {
                if (other.key == outcome.key && !agree(other, outcome)) return path.string();
            }
            if (part.end == start) break;
            start = part.end;
        }
    }
    return "the file collected before";
}

}  // namespace

CollectedRuns collectShards(const std::filesystem::path& store, SweepFile& file) {
    CollectedRuns collected;
    for (const std::filesystem::path& path : shardFiles(store)) {
        const std::string name = path.filename().string();
        std::uint64_t start = file.bytesRead(name);
        while (true) {
            const ShardPart part = readShard(path, start);
            for (const RunOutcome& outcome : part.runs) {
                const std::optional<RunOutcome> before = file.outcome(outcome.key);
                if (before && !agree(*before, outcome))
                    throw FileError("The run " + outcome.key + " has two results that differ, in " +
                                    fileDisagreeing(store, outcome) + " and " + path.string() +
                                    ": they come from other programs, engines or instruction sets. Remove "
                                    "the one that is not wanted and collect into a new file.");
                ++collected.runs;
                collected.twice += before.has_value();
                file.add(outcome);
            }
            collected.otherLines += part.otherLines;
            if (part.end == start) break;
            start = part.end;
            file.setBytesRead(name, start);
            file.commitIfDue();
        }
    }
    file.commit();
    return collected;
}

}  // namespace featurescope
