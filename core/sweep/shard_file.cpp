#include "core/sweep/shard_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "core/base/errors.h"
#include "core/base/number_text.h"

namespace featurescope {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNumberWidth = 5;

[[noreturn]] void refuse(const fs::path& path, const std::string& what) {
    throw FileError(path.string() + " cannot be " + what + ": " + std::strerror(errno) + ".");
}

std::string padded(std::int64_t number) {
    const std::string digits = numberText(number);
    return std::string(kNumberWidth - std::min(kNumberWidth, digits.size()), '0') + digits;
}

std::string hostName() {
    std::string name(256, '\0');
    if (::gethostname(name.data(), name.size() - 1) != 0) return "host";
    name.resize(std::strlen(name.c_str()));
    for (char& letter : name) {
        if (letter == '/' || letter == '-') letter = '_';
    }
    return name;
}

/// What a cluster calls the job; "0" outside of one.
std::string jobName() {
    const char* const job = std::getenv("SLURM_JOB_ID");
    const std::string name = job ? job : "0";
    return name.find_first_not_of("0123456789") == std::string::npos ? name : "0";
}

fs::path newName(std::int64_t shard, std::int64_t shards) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return padded(shard) + "-of-" + padded(shards) + "." + hostName() + "-" + jobName() + "-" +
           numberText(std::int64_t{::getpid()}) + "-" +
           numberText(static_cast<std::int64_t>(
               std::chrono::duration_cast<std::chrono::microseconds>(now).count())) +
           ".jsonl";
}

}  // namespace

ShardWriter::ShardWriter(const fs::path& store, std::int64_t shard, std::int64_t shards) {
    const fs::path folder = store / "shards";
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw FileError("The folder " + folder.string() + " cannot be made: " + error.message() + ".");
    path_ = folder / newName(shard, shards);
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (descriptor_ < 0) refuse(path_, "written");
}

ShardWriter::~ShardWriter() { ::close(descriptor_); }

void ShardWriter::append(const RunOutcome& outcome) {
    std::string_view line;
    const std::string text = shardLine(outcome);
    for (line = text; !line.empty();) {
        const ::ssize_t written = ::write(descriptor_, line.data(), line.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) refuse(path_, "written");
        line.remove_prefix(static_cast<std::size_t>(written));  // the rest only where the disk is filling up
    }
    if (std::chrono::steady_clock::now() - lastSync_ >= std::chrono::seconds(1)) sync();
}

void ShardWriter::sync() {
    lastSync_ = std::chrono::steady_clock::now();
    if (::fsync(descriptor_) != 0) refuse(path_, "written");
}

std::vector<fs::path> shardFiles(const fs::path& store) {
    std::vector<fs::path> files;
    std::error_code error;
    const fs::path folder = store / "shards";
    if (!fs::exists(folder, error)) return files;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (entry->path().extension() == ".jsonl") files.push_back(entry->path());
    }
    if (error) throw FileError("The folder " + folder.string() + " cannot be read: " + error.message() + ".");
    std::sort(files.begin(), files.end());
    return files;
}

std::optional<std::int64_t> shardsOf(const fs::path& shardFile) {
    const std::string name = shardFile.filename().string();
    const std::size_t of = name.find("-of-"), dot = name.find('.');
    if (of == std::string::npos || dot == std::string::npos || dot < of + 4) return std::nullopt;
    const auto shards = parseInteger(std::string_view(name).substr(of + 4, dot - of - 4));
    return shards && *shards >= 1 ? shards : std::nullopt;
}

ShardPart shardFromBytes(std::string_view bytes) {
    ShardPart part;
    for (std::size_t end = bytes.find('\n'); end != std::string_view::npos;
         end = bytes.find('\n', part.end)) {
        std::optional<RunOutcome> run = runOfShardLine(bytes.substr(part.end, end - part.end));
        if (run)
            part.runs.push_back(std::move(*run));
        else
            ++part.otherLines;
        part.end = end + 1;
    }
    return part;
}

ShardPart readShard(const fs::path& path, std::uint64_t start) {
    constexpr std::size_t kAtOnce = std::size_t{16} << 20;
    constexpr std::size_t kLongestLine = std::size_t{1} << 30;
    std::ifstream file(path, std::ios::binary);
    if (!file || !file.seekg(static_cast<std::streamoff>(start))) refuse(path, "read");
    std::string bytes;
    // A line longer than what is read at once needs more of it.
    while (bytes.size() < kLongestLine && (bytes.empty() || bytes.find('\n') == std::string::npos)) {
        const std::size_t before = bytes.size();
        bytes.resize(before + kAtOnce);
        file.read(bytes.data() + before, static_cast<std::streamsize>(kAtOnce));
        bytes.resize(before + static_cast<std::size_t>(file.gcount()));
        if (file.bad()) refuse(path, "read");
        if (file.eof()) break;
    }
    ShardPart part = shardFromBytes(bytes);
    part.end += start;
    return part;
}

}  // namespace featurescope
