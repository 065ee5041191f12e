#include "app/output_folder.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "core/recording/timeline_csv.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSpecName = "spec.json";
constexpr const char* kMetricsName = "metrics.csv";
constexpr const char* kFinalName = "final.npz";

}  // namespace

OutputFolder::OutputFolder(fs::path path, bool force) : path_(std::move(path)) {
    std::error_code error;
    if (fs::exists(path_, error) && !fs::is_directory(path_, error)) {
        throw FileError("--out " + path_.string() + " is a file; it must be a folder.");
    }
    wasMadeHere_ = fs::create_directories(path_, error);
    if (error) throw FileError("The folder " + path_.string() + " cannot be made: " + error.message() + ".");
    const bool isEmpty = fs::is_empty(path_, error);
    if (error) throw FileError("The folder " + path_.string() + " cannot be read: " + error.message() + ".");
    if (!isEmpty && !force) {
        throw InputError("--out " + path_.string() +
                         " is not empty; name another folder, or add --force to write there.");
    }
    if (::access(path_.c_str(), W_OK | X_OK) != 0) {
        throw FileError("The folder " + path_.string() + " cannot be written: " + std::strerror(errno) + ".");
    }
    for (const char* name : {kSpecName, kMetricsName, kFinalName}) {
        if (fs::is_directory(path_ / name, error)) {
            throw FileError((path_ / name).string() +
                            " is a folder, so no file of that name can be written.");
        }
    }
}

OutputFolder::~OutputFolder() {
    std::error_code notEmpty;
    if (wasMadeHere_) fs::remove(path_, notEmpty);
}

void OutputFolder::writeRecord(const ExperimentSpec& spec, const TimelineView& timeline) {
    writeFileAtomically(path_ / kSpecName, specToJson(spec));
    writeFileAtomically(path_ / kMetricsName, timelineCsv(timeline));
}

void OutputFolder::writeFinal(Experiment& experiment) {
    writeFileAtomically(path_ / kFinalName, npzBytes(experiment.finalArrays()));
}

void OutputFolder::removeFinal() {
    std::error_code missing;
    fs::remove(path_ / kFinalName, missing);
}

}  // namespace featurescope
