#include "core/documents/sweep_file.h"
#include "core/sweep/shard_file.h"
#include "core/sweep/sweep_json.h"
#include "tests/fuzz/fuzzing.h"

using namespace featurescope;

namespace {

void readAndWriteBackSweep(std::string_view text) {
    const SweepSpec sweep = sweepFromJson(text, "input");
    fuzz::require(sweepFromJson(sweepToJson(sweep), "written") == sweep, "a sweep reads back equal");
}

void readAndWriteBackShard(std::string_view bytes) {
    const ShardPart part = shardFromBytes(bytes);
    fuzz::require(part.end <= bytes.size(), "nothing is read behind the end");
    for (const RunOutcome& run : part.runs) {
        const std::string line = shardLine(run);
        const auto again = runOfShardLine(std::string_view(line).substr(0, line.size() - 1));
        fuzz::require(again && shardLine(*again) == line, "a line reads back equal");
    }
}

/// Everything that a result is asked for.
void readResult(std::string_view bytes) {
    SweepFile file = SweepFile::fromBytes(bytes, "input");
    file.states();
    file.failures();
    file.visitCells([](const RunOutcome&) {});
    file.bytesRead("00000-of-00001.jsonl");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::inputText(data, size);
    fuzz::mayRefuse([&] { readAndWriteBackSweep(bytes); });
    fuzz::mayRefuse([&] { readAndWriteBackShard(bytes); });
    fuzz::mayRefuse([&] { readResult(bytes); });
    return 0;
}
