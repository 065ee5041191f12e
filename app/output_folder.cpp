#include "app/output_folder.h"

#include <array>
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

}  // namespace

OutputFolder::OutputFolder(fs::path path, bool force) : path_(std::move(path)) {
    std::error_code error;
    if (fs::exists(path_, error) && !fs::is_directory(path_, error)) {
        throw FileError("--out " + path_.string() + " is a file; it must be a folder.");
    }
    wasMadeHere_ = fs::create_directories(path_, error);
    if (error) throw FileError("The folder " + path_.string() + " cannot be made: " + error.message() + ".");
    sweepUnfinished(path_);
    const bool isEmpty = fs::is_empty(path_, error);
    if (error) throw FileError("The folder " + path_.string() + " cannot be read: " + error.message() + ".");
    if (!isEmpty && !force) {
        throw InputError("--out " + path_.string() +
                         " is not empty; name another folder, or add --force to write there.");
    }
    for (const char* name : kNames) requireWritable(path_ / name);
}

OutputFolder::~OutputFolder() {
    std::error_code notEmpty;
    if (wasMadeHere_) fs::remove(path_, notEmpty);
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
