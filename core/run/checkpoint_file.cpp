#include "core/run/checkpoint_file.h"

#include "core/base/errors.h"
#include "core/base/machine_memory.h"
#include "core/base/number_text.h"
#include "core/io/atomic_file.h"
#include "core/io/npz.h"
#include "core/recording/recording_arrays.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

const std::string kFormat = "featurescope-checkpoint 1";

/// Without the rows that are there only because they were the last ones.
Timeline onSchedule(const TimelineView& rows, const RecordingSchedule& schedule) {
    Timeline timeline;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (schedule.contains(rows[i].step)) timeline.record(rows[i]);
    }
    return timeline;
}

}  // namespace

std::string checkpointFileBytes(const CheckpointFile& file) {
    std::vector<NpzEntry> entries{{"format", {{}, kFormat}},
                                  {"spec", {{}, specToCompactJson(file.spec)}},
                                  {"metrics_every", {{}, file.schedule.text()}}};
    for (NpzEntry& entry : checkpointArrays(file.checkpoint)) entries.push_back(std::move(entry));
    for (NpzEntry& entry : timelineArrays(onSchedule(file.timeline, file.schedule).view())) {
        entries.push_back(std::move(entry));
    }
    return npzBytes(entries);
}

CheckpointFile readCheckpointFile(const std::filesystem::path& path) {
    return checkpointFileFromBytes(readWholeFile(path, machineMemory()), path.string());
}

CheckpointFile checkpointFileFromBytes(std::string_view bytes, const std::string& name) {
    const std::vector<NpzEntry> arrays = readNpzBytes(bytes, name, machineMemory());
    if (arrays.empty() || arrays[0].name != "format") {
        throw InputError(name + " is no checkpoint; give a file that --checkpoint has written.");
    }
    if (textNamed(arrays, "format", name) != kFormat) {
        throw InputError(name + " has the format \"" + textNamed(arrays, "format", name).substr(0, 60) +
                         "\"; this program reads \"" + kFormat + "\".");
    }
    CheckpointFile file{.spec = specFromJson(textNamed(arrays, "spec", name), name + ", spec"),
                        .schedule = RecordingSchedule::fromText(textNamed(arrays, "metrics_every", name),
                                                                name + ": metrics_every"),
                        .timeline = {},
                        .checkpoint = checkpointFrom(arrays, name)};
    file.timeline = onSchedule(timelineFrom(arrays, name).view(), file.schedule).view();
    std::int64_t expected = 0;
    for (std::size_t i = 0; i < file.timeline.size(); ++i) {
        if (file.timeline[i].step != expected) break;
        expected = file.schedule.next(expected);
    }
    if (file.timeline.empty() || expected <= file.checkpoint.step ||
        file.timeline.back().step > file.checkpoint.step) {
        throw InputError(name + ": the recorded rows are not those of a run up to step " +
                         numberText(file.checkpoint.step) + ".");
    }
    return file;
}

}  // namespace featurescope
