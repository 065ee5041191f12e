#include "app/session_commands.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <ostream>
#include <thread>
#include <vector>

#include "core/base/errors.h"
#include "core/base/machine_memory.h"
#include "core/base/number_text.h"
#include "core/documents/session_export.h"
#include "core/io/atomic_file.h"
#include "core/recording/timeline_csv.h"

namespace featurescope {
namespace {

namespace fs = std::filesystem;

/// A file to be written.
struct Output {
    fs::path path;
    std::function<std::string(Experiment& atStep)> content;
};

SessionDocument openSession(const ExportSession& command) {
    const std::string bytes = readWholeFile(command.session, memoryForReading(0));
    SessionDocument session = sessionFromBytes(bytes, command.session);
    const std::optional<std::string> sha256 = traitsOf(session.run.spec.data).fileSha256;
    if (sha256 && !session.run.data) {
        if (!command.data) {
            throw InputError("The session is of data from the file with SHA-256 " + *sha256 +
                             "; name it with --data.");
        }
        session.run.data = std::make_shared<const GivenData>(readGivenData(*command.data));
    }
    return session;
}

Output curves(const RunArchive& run, fs::path path) {
    return {std::move(path), [&run](Experiment&) { return timelineCsv(run.timeline); }};
}

/// The curves, as one table or a table for each run, and the tables that go with them.
std::vector<Output> tables(const SessionDocument& session, const fs::path& target) {
    if (target.extension() == ".csv") return {curves(session.run, target)};
    std::vector<Output> outputs{
        curves(session.run, target / "metrics.csv"),
        {target / "neurons.csv",
         [](Experiment& atStep) { return neuronsCsv(atStep.neurons(), atStep.directions()); }},
        {target / "markers.csv", [&session](Experiment&) { return markersCsv(session.run.markers); }}};
    for (std::size_t i = 0; i < session.pinned.size(); ++i) {
        const std::string number = numberText(static_cast<std::int64_t>(i));
        outputs.push_back(curves(session.pinned[i].run, target / ("pinned-" + number + "-metrics.csv")));
    }
    return outputs;
}

/// Makes the folder of a file to be written, and sees that it can be.
void prepareFor(const fs::path& path, bool force) {
    requireNewFile(path, force);
    std::error_code error;
    if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
    requireWritable(path);
}

}  // namespace

void requireNewFile(const fs::path& path, bool force) {
    std::error_code error;  // what cannot be looked at is refused in words by whoever tries to write it
    if (!force && fs::exists(path, error))
        throw InputError(path.string() + " exists already; name another file, or add --force to replace it.");
}

void exportSession(const ExportSession& command, std::ostream& err, const InterruptWatch& watch) {
    const SessionDocument session = openSession(command);
    const std::stop_token interrupted = watch.heed();
    std::vector<Output> outputs;
    if (command.csv) outputs = tables(session, *command.csv);
    if (command.npz) {
        outputs.push_back({*command.npz, [&session](Experiment& atStep) {
                               return npzBytes(exportedArrays(session, atStep));
                           }});
    }
    // Before the work, which may take long.
    for (const Output& output : outputs) prepareFor(output.path, command.force);
    const auto threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const RestoredRun restored = restoredRun(session, threads, interrupted);
    for (const Output& output : outputs) {
        writeFileAtomically(output.path, output.content(*restored.experiment));
    }
    if (!restored.note.empty()) err << restored.note << '\n';
}

void writeSession(const fs::path& path, Experiment& experiment, const RunRecord& record) {
    SessionDocument session;
    session.run = *record.archive(experiment.spec(), nullptr, experiment.learnerInfo(), experiment.step());
    session.run.checkpoints = {std::make_shared<const Checkpoint>(experiment.checkpoint())};
    session.weightsSha256 = experiment.weightsSha256();
    session.outputWeightsSha256 = experiment.outputWeightsSha256();
    session.programVersion = FEATURESCOPE_VERSION;
    writeFileKeepingBackup(path, sessionToBytes(session));
}

}  // namespace featurescope
