#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/sweep/run_outcome.h"

namespace featurescope {

/// A finished run as one line of JSON, ending with a newline.
std::string shardLine(const RunOutcome& outcome);

/// The run of a line; nothing when the line is not whole, or is no run. Columns that this program does not
/// know are passed over.
std::optional<RunOutcome> runOfShardLine(std::string_view line);

/// Writes the runs of one start of a worker, each with a single write, to a file that no other process
/// writes: its name holds machine, job, process and time.
class ShardWriter {
  public:
    /// Makes STORE/shards when it is not there. FileError when nothing can be written.
    ShardWriter(const std::filesystem::path& store, std::int64_t shard, std::int64_t shards);
    ~ShardWriter();
    ShardWriter(const ShardWriter&) = delete;
    ShardWriter& operator=(const ShardWriter&) = delete;

    /// FileError naming the file; what was written before stays valid.
    void append(const RunOutcome& outcome);
    /// Waits until the disk has everything. Called by append() at most once a second.
    void sync();
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
    int descriptor_ = -1;
    std::chrono::steady_clock::time_point lastSync_ = std::chrono::steady_clock::now();
};

/// The shard files of a store, by name; none without the folder. FileError when it cannot be read.
std::vector<std::filesystem::path> shardFiles(const std::filesystem::path& store);

/// Into how many shards the worker of this file had divided the sweep; nothing when the name does not say.
std::optional<std::int64_t> shardsOf(const std::filesystem::path& shardFile);

/// What stands in a shard file from a byte on.
struct ShardPart {
    std::vector<RunOutcome> runs;
    std::uint64_t end = 0;        ///< first byte behind the last whole line
    std::int64_t otherLines = 0;  ///< whole lines that are no runs
};

/// FileError when the file cannot be read. Reads at most some megabytes at once: call again from `end` until
/// it stays where it is.
ShardPart readShard(const std::filesystem::path& path, std::uint64_t start);

/// The same for bytes, all at once.
ShardPart shardFromBytes(std::string_view bytes);

}  // namespace featurescope
