#include "app/output_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <vector>

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "core/io/temporary_name.h"
#include "core/recording/timeline_csv.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSpecName = "spec.json";
constexpr const char* kMetricsName = "metrics.csv";
constexpr const char* kFinalName = "final.npz";
constexpr std::array kNames{kSpecName, kMetricsName, kFinalName};

/// The folder, locked; the lock goes with the process at the latest. -1 on file systems without locks.
int lockedFolder(const fs::path& path) {
    const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return -1;
    if (::flock(folder, LOCK_EX | LOCK_NB) == 0) return folder;
    const bool isHeld = errno == EWOULDBLOCK;
    ::close(folder);
    if (isHeld)
        throw FileError("--out " + path.string() +
                        " is being written by another run; name another folder, or wait for its end.");
    return -1;
}

}  // namespace

OutputFolder::OutputFolder(fs::path path, bool force) : path_(std::move(path)) {
    std::error_code error;
    if (fs::exists(path_, error) && !fs::is_directory(path_, error)) {
        throw FileError("--out " + path_.string() + " is a file; it must be a folder.");
    }
    wasMadeHere_ = fs::create_directories(path_, error);
    if (error) throw FileError("The folder " + path_.string() + " cannot be made: " + error.message() + ".");
    lock_ = lockedFolder(path_);
    sweepUnfinished(path_);
    try {
        requireUsable(force);
    } catch (...) {
        close();
        throw;
    }
}

void OutputFolder::requireUsable(bool force) const {
    std::error_code error;
    const bool isEmpty = fs::is_empty(path_, error);
    if (error) throw FileError("The folder " + path_.string() + " cannot be read: " + error.message() + ".");
    if (!isEmpty && !force) {
        throw InputError("--out " + path_.string() +
                         " is not empty; name another folder, or add --force to write there.");
    }
    for (const fs::path& file : filesIn(path_)) requireWritable(file);
}

OutputFolder::~OutputFolder() { close(); }

/// Leaves no empty folder behind that was made here.
void OutputFolder::close() {
    std::error_code notEmpty;
    if (wasMadeHere_) fs::remove(path_, notEmpty);
    if (lock_ >= 0) ::close(lock_);
}

std::vector<fs::path> OutputFolder::filesIn(const fs::path& folder) {
    std::vector<fs::path> files;
    files.reserve(kNames.size());
    for (const char* name : kNames) files.push_back(folder / name);
    return files;
}

void OutputFolder::write(Experiment& experiment, const TimelineView& timeline) {
    std::vector<std::unique_ptr<AtomicFile>> files;
    const auto add = [&](const char* name, std::string_view content) {
        files.push_back(std::make_unique<AtomicFile>(path_ / name));
        files.back()->append(content);
        files.back()->sync();
    };
    add(kSpecName, specToJson(withoutOpening(experiment.spec())));
    add(kMetricsName, timelineCsv(timeline));
    if (!timeline.empty()) add(kFinalName, npzBytes(experiment.finalArrays()));
    // Whoever finds the weights finds what made them.
    for (const char* name : {kFinalName, kMetricsName, kSpecName}) removeFile(path_ / name);
    for (const auto& file : files) file->becomeTarget();
}

}  // namespace featurescope
