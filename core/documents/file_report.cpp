#include "core/documents/file_report.h"

#include <algorithm>
#include <span>
#include <system_error>

#include "core/base/errors.h"
#include "core/base/machine_memory.h"
#include "core/base/number_text.h"
#include "core/documents/picture_recipe.h"
#include "core/documents/session_file.h"
#include "core/io/atomic_file.h"
#include "core/io/csv_table.h"
#include "core/io/npz.h"
#include "core/io/sha256.h"
#include "core/run/checkpoint_file.h"
#include "core/run/given_data.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

constexpr std::string_view kBeforeJson = "\xEF\xBB\xBF \t\r\n";  // blanks, and the mark that some editors set
constexpr std::string_view kMetricsStart = "step,train_loss,";

std::string kindOf(PictureFormat format) {
    switch (format) {
        case PictureFormat::png:
            return "PNG picture";
        case PictureFormat::svg:
            return "SVG picture";
        case PictureFormat::pdf:
            return "PDF picture";
        case PictureFormat::gif:
            return "GIF movie";
    }
    return {};
}

FileReport reportOnPicture(std::string_view bytes, PictureFormat format, const std::string& name) {
    const Recipe recipe = recipeInPicture(bytes, name);
    FileReport report{.kind = kindOf(format), .spec = recipe.spec, .step = recipe.step};
    report.engine = recipe.engine;
    report.instructionSet = recipe.instructionSet;
    report.programVersion = recipe.programVersion;
    report.weightsSha256 = recipe.weightsSha256;
    report.outputWeightsSha256 = recipe.outputWeightsSha256;
    if (!recipe.view.empty()) report.notes.push_back("View: " + recipe.view);
    return report;
}

const NpyArray* arrayNamed(const std::vector<NpzEntry>& entries, std::string_view name) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const NpzEntry& entry) { return entry.name == name; });
    return found == entries.end() ? nullptr : &found->array;
}

std::string sha256Of(const NpyArray& array) {
    return std::visit([](const auto& values) { return sha256Hex(std::as_bytes(std::span(values))); },
                      array.values);
}

std::string shapeText(const NpyArray& array) {
    std::string text;
    for (const std::size_t extent : array.shape)
        text += (text.empty() ? "" : " x ") + numberText(static_cast<std::int64_t>(extent));
    return text.empty() ? "single value" : text;
}

/// final.npz: the interface fixes its arrays.
FileReport reportOnNetwork(const std::vector<NpzEntry>& entries, const std::string& name) {
    const NpyArray *const weights = arrayNamed(entries, "W"), *const spec = arrayNamed(entries, "spec"),
                          *const step = arrayNamed(entries, "step");
    FileReport report{.kind = "trained network"};
    const auto* const specText = std::get_if<std::string>(&spec->values);
    if (specText == nullptr) throw InputError(name + ": spec must be a byte string.");
    report.spec = specFromJson(*specText, name + ": spec");
    const auto* const steps = std::get_if<std::vector<std::int64_t>>(&step->values);
    if (steps == nullptr || steps->size() != 1) throw InputError(name + ": step must be one int64.");
    report.step = steps->front();
    report.weightsSha256 = sha256Of(*weights);
    const NpyArray* const outputWeights = arrayNamed(entries, "a");
    // The array is what multiplies phi, the hash that of the trained numbers.
    const bool isTrained = report.spec->network.trained != TrainedLayers::first;
    if (isTrained && outputFactor(report.spec->network) == 1 && outputWeights != nullptr)
        report.outputWeightsSha256 = sha256Of(*outputWeights);
    report.notes.push_back("W: " + shapeText(*weights));
    return report;
}

FileReport reportOnSession(std::string_view bytes, const std::string& name) {
    const SessionDocument session = sessionFromBytes(bytes, name);
    const auto count = [](std::size_t number) { return numberText(static_cast<std::int64_t>(number)); };
    FileReport report{.kind = "session", .spec = session.run.spec, .step = session.run.step};
    report.engine = session.run.engine;
    report.instructionSet = session.run.instructionSet;
    report.programVersion = session.programVersion;
    report.weightsSha256 = session.weightsSha256;
    report.outputWeightsSha256 = session.outputWeightsSha256;
    report.notes = {"Trained to step: " + numberText(session.run.trainedTo),
                    "Recorded steps: " + count(session.run.timeline.size()),
                    "Checkpoints: " + count(session.run.checkpoints.size())};
    for (const PinnedRun& pinned : session.pinned)
        report.notes.push_back("Pinned: " + pinned.name + ", step " + numberText(pinned.run.step));
    return report;
}

/// The arrays a run goes on from, "W 12 x 20".
std::string stateText(const Checkpoint& checkpoint) {
    std::string text;
    const auto add = [&text](const auto& array) {
        text += (text.empty() ? "" : ", ") + array.name + " " + numberText(array.rows) + " x " +
                numberText(array.columns);
    };
    std::visit([&](const auto& arrays) { std::for_each(arrays.begin(), arrays.end(), add); },
               checkpoint.arrays);
    return text;
}

/// The file of `run --checkpoint`.
FileReport reportOnCheckpoint(std::string_view bytes, const std::string& name) {
    const CheckpointFile file = checkpointFileFromBytes(bytes, name);
    FileReport report{.kind = "checkpoint", .spec = file.spec, .step = file.checkpoint.step};
    report.notes.push_back("State: " + stateText(file.checkpoint));
    report.engine = file.checkpoint.engine;
    report.instructionSet = file.checkpoint.instructionSet;
    std::visit(
        [&](const auto& arrays) {
            for (const auto& array : arrays) {
                const std::string hash = sha256Hex(std::as_bytes(std::span(array.values)));
                if (array.name == "W") report.weightsSha256 = hash;
                if (array.name == "a") report.outputWeightsSha256 = hash;
            }
        },
        file.checkpoint.arrays);
    report.notes.push_back("Recorded steps: " + numberText(static_cast<std::int64_t>(file.timeline.size())));
    return report;
}

FileReport reportOnArrays(std::string_view bytes, const std::string& name) {
    std::vector<NpzEntry> entries = readNpzBytes(bytes, name, memoryForReading(bytes.size()));
    const auto has = [&](std::string_view array) { return arrayNamed(entries, array) != nullptr; };
    if (has("format")) {
        const auto* const format = std::get_if<std::string>(&arrayNamed(entries, "format")->values);
        const bool isCheckpoint = format != nullptr && format->starts_with("featurescope-checkpoint");
        entries = {};  // they are read anew
        return isCheckpoint ? reportOnCheckpoint(bytes, name) : reportOnSession(bytes, name);
    }
    if (has("W") && has("spec") && has("step")) return reportOnNetwork(entries, name);
    if (!has("X") || !has("y"))
        throw InputError(name + " is an .npz file, but none that Featurescope wrote or takes as data.");
    std::vector<std::string> shapes;
    for (const NpzEntry& entry : entries) shapes.push_back(entry.name + ": " + shapeText(entry.array));
    entries = {};  // they are read anew
    FileReport report{.kind = "data"};
    report.notes.push_back("Data sha256: " + givenDataFromBytes(bytes, name).sha256);
    report.notes.insert(report.notes.end(), shapes.begin(), shapes.end());
    return report;
}

FileReport reportOnMetrics(std::string_view bytes, const std::string& name) {
    const CsvTable table(bytes, name, {.separator = ',', .hasHeader = true});
    FileReport report{.kind = "metrics"};
    const std::size_t last = table.rows() - 1;
    report.step = parseInteger(table.field(last, 0));
    if (!report.step) {
        throw InputError(name + ", line " + numberText(static_cast<std::int64_t>(table.line(last))) +
                         ": step is \"" + table.field(last, 0) + "\"; it must be an integer.");
    }
    report.notes.push_back("Recorded steps: " + numberText(static_cast<std::int64_t>(table.rows())));
    return report;
}

}  // namespace

FileReport reportOnBytes(std::string_view bytes, const std::string& name) {
    if (const std::optional<PictureFormat> format = pictureFormat(bytes))
        return reportOnPicture(bytes, *format, name);
    if (bytes.starts_with("PK")) return reportOnArrays(bytes, name);
    if (bytes.starts_with(kMetricsStart)) return reportOnMetrics(bytes, name);
    if (bytes.find_first_not_of(kBeforeJson) == bytes.find('{') && bytes.find('{') != std::string_view::npos)
        return {.kind = "spec", .spec = specFromJson(bytes, name)};
    throw InputError(
        name +
        " is none of Featurescope's files: no spec, metrics.csv, final.npz, data, session or picture.");
}

FileReport reportOnFile(const std::filesystem::path& path) {
    FileReport report = reportOnBytes(readWholeFile(path, memoryForReading(0)), path.string());
    const std::filesystem::path spec = path.parent_path() / "spec.json";
    std::error_code unknown;
    if (report.kind == "metrics" && std::filesystem::exists(spec, unknown)) {
        report.spec = readSpecFile(spec);
        report.notes.push_back("The spec is that of " + spec.string() + ".");
    }
    return report;
}

}  // namespace featurescope
