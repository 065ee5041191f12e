#include "core/documents/file_report.h"
#include "core/documents/session_file.h"
#include "core/io/zip_archive.h"
#include "core/run/checkpoint_file.h"
#include "core/run/experiment.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "tests/fuzz/fuzzing.h"

using namespace featurescope;

namespace {

constexpr std::uint64_t kLimit = std::uint64_t{1} << 24;

void readAndWriteBackSession(std::string_view bytes) {
    const std::string written = sessionToBytes(sessionFromBytes(bytes, "input"), kLimit);
    fuzz::require(sessionToBytes(sessionFromBytes(written, "written"), kLimit) == written,
                  "a session reads back equal");
}

void readAndWriteBackCheckpoint(std::string_view bytes) {
    const std::string written = checkpointFileBytes(checkpointFileFromBytes(bytes, "input"));
    fuzz::require(checkpointFileBytes(checkpointFileFromBytes(written, "written")) == written,
                  "a checkpoint reads back equal");
}

/// Everything that reads such files.
void readAsEverything(std::string_view bytes) {
    fuzz::mayRefuse([&] { readAndWriteBackSession(bytes); });
    fuzz::mayRefuse([&] { readAndWriteBackCheckpoint(bytes); });
    fuzz::mayRefuse([&] { reportOnBytes(bytes, "input"); });
}

/// A run of one step, as a session with a pinned run and as the file of `run --checkpoint`.
struct SmallFiles {
    std::vector<NpzEntry> session, checkpoint;
};

RunArchive archiveOf(Experiment& experiment, const Timeline& timeline) {
    NeuronHistory history;
    history.record(1, experiment.neurons());
    RunArchive run;
    run.spec = experiment.spec();
    run.engine = experiment.learnerInfo().engine;
    run.instructionSet = "baseline";
    run.timeline = timeline.view();
    run.history = history.view();
    run.checkpoints = {std::make_shared<const Checkpoint>(experiment.checkpoint())};
    run.markers = {{Landmark::start, 0, 0}};
    run.divergence = Divergence{2, "It exploded."};
    run.trainedTo = run.step = 1;
    return run;
}

SmallFiles smallFiles() {
    ExperimentSpec spec = scenarioNamed("first-screen");
    for (const char* setting :
         {"data.dimension=2", "data.train_samples=3", "data.test_samples=0", "network.neurons=2"})
        spec = withSetting(spec, setting);
    const auto experiment = makeExperiment(spec, {.instructionSet = InstructionSet::baseline}, nullptr, {});
    Timeline timeline;
    timeline.record({0, experiment->measure(MeasureDepth::everything)});
    experiment->advance();
    timeline.record({1, experiment->measure(MeasureDepth::everything)});
    const RunArchive run = archiveOf(*experiment, timeline);
    const std::string session = sessionToBytes({.run = run, .pinned = {{"pinned", run}}});
    const std::string checkpoint = checkpointFileBytes(
        {.spec = spec, .schedule = {}, .timeline = timeline.view(), .checkpoint = experiment->checkpoint()});
    return {readNpzBytes(session, "small", kLimit), readNpzBytes(checkpoint, "small", kLimit)};
}

/// The file with one array, which the first byte chooses, replaced by the rest: as a text where there is a
/// text, else as an .npy file.
std::string withArrayReplaced(std::vector<NpzEntry> entries, std::string_view bytes) {
    NpyArray& array = entries[static_cast<unsigned char>(bytes.front()) % entries.size()].array;
    const std::string content(bytes.substr(1));
    if (std::holds_alternative<std::string>(array.values))
        array.values = content;
    else
        array = readNpzBytes(zipBytes({{"x.npy", content}}), "x", kLimit).front().array;
    return npzBytes(entries);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const SmallFiles small = smallFiles();
    const std::string_view bytes = fuzz::inputText(data, size);
    readAsEverything(bytes);
    // A mutated archive hardly ever has the right checksum, so the input also takes the place of one array of
    // a good file.
    if (bytes.empty()) return 0;
    for (const std::vector<NpzEntry>* entries : {&small.session, &small.checkpoint})
        fuzz::mayRefuse([&] { readAsEverything(withArrayReplaced(*entries, bytes)); });
    return 0;
}
