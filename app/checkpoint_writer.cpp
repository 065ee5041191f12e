#include "app/checkpoint_writer.h"

#include <ostream>

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "core/run/checkpoint_file.h"

namespace featurescope {

using std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds kPause{30};

}  // namespace

CheckpointWriter::CheckpointWriter(std::filesystem::path path, bool mayOverwrite) : path_(std::move(path)) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(path_, missing);
    if (!missing && size > 0 && !mayOverwrite) {
        throw InputError(
            "--checkpoint " + path_.string() +
            " is there already; go on from it with --resume, name another file, or add --force to begin "
            "anew.");
    }
    requireWritable(path_);
}

void CheckpointWriter::write(RecordedRun& run) {
    nextTime_ = steady_clock::now() + kPause;  // also after a failure
    const Checkpoint& checkpoint = run.takeCheckpoint();
    // While a run goes back before a divergence, it has rows of later steps than the one it stands at.
    const Timeline rows(run.timeline(), checkpoint.step);
    writeFileAtomically(path_, checkpointFileBytes({.spec = run.experiment().spec(),
                                                    .schedule = run.schedule(),
                                                    .timeline = rows.view(),
                                                    .checkpoint = checkpoint}));
    wasWritten_ = true;
}

void CheckpointWriter::writeIfDue(RecordedRun& run, std::ostream& err) {
    if (steady_clock::now() < nextTime_) return;
    try {
        write(run);
    } catch (const FileError& error) {
        // The first time is before the first step, so that a file that cannot be written is noticed at once.
        if (!wasWritten_) throw;
        // A disk that is full for a while must not cost a run of hours.
        if (!hasWarned_) err << error.what() << " The run goes on, and writing it is tried again.\n";
        hasWarned_ = true;
    }
}

}  // namespace featurescope
