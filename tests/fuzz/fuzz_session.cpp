#include "core/documents/session_file.h"
#include "core/io/zip_archive.h"
#include "core/run/experiment.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "tests/fuzz/fuzzing.h"

using namespace featurescope;

namespace {

constexpr std::uint64_t kLimit = std::uint64_t{1} << 24;

void readAndWriteBack(std::string_view bytes) {
    const std::string written = sessionToBytes(sessionFromBytes(bytes, "input"), kLimit);
    fuzz::require(sessionToBytes(sessionFromBytes(written, "written"), kLimit) == written,
                  "a session reads back equal");
}

/// The arrays of a small session with a pinned run.
std::vector<NpzEntry> smallSession() {
    ExperimentSpec spec = scenarioNamed("first-screen");
    for (const char* setting :
         {"data.dimension=2", "data.train_samples=3", "data.test_samples=0", "network.neurons=2"})
        spec = withSetting(spec, setting);
    const auto experiment = makeExperiment(spec, {.instructionSet = InstructionSet::baseline}, nullptr, {});
    experiment->advance();
    Timeline timeline;
    timeline.record({1, experiment->measure(MeasureDepth::everything)});
    NeuronHistory history;
    history.record(1, experiment->neurons());
    RunArchive run;
    run.spec = spec;
    run.engine = experiment->learnerInfo().engine;
    run.instructionSet = "baseline";
    run.timeline = timeline.view();
    run.history = history.view();
    run.checkpoints = {std::make_shared<const Checkpoint>(experiment->checkpoint())};
    run.markers = {{Landmark::start, 0, 0}};
    run.divergence = Divergence{2, "It exploded."};
    run.trainedTo = run.step = 1;
    return readNpzBytes(sessionToBytes({.run = run, .pinned = {{"pinned", run}}}), "small", kLimit);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<NpzEntry> small = smallSession();
    const std::string_view bytes = fuzz::inputText(data, size);
    fuzz::mayRefuse([&] { readAndWriteBack(bytes); });
    // A mutated archive hardly ever has the right checksum, so the input also takes the place of one array of
    // a good session, which its first byte chooses: as a text where there is a text, else as an .npy file.
    if (bytes.empty()) return 0;
    const std::size_t place = static_cast<unsigned char>(bytes.front()) % small.size();
    std::vector<NpzEntry> entries = small;
    fuzz::mayRefuse([&] {
        const std::string content(bytes.substr(1));
        if (std::holds_alternative<std::string>(entries[place].array.values))
            entries[place].array.values = content;
        else
            entries[place].array = readNpzBytes(zipBytes({{"x.npy", content}}), "x", kLimit).front().array;
        readAndWriteBack(npzBytes(entries));
    });
    return 0;
}
