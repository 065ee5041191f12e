#include "core/run/checkpoint_file.h"

#include "core/base/errors.h"
#include "core/base/field.h"
#include "core/base/machine_memory.h"
#include "core/base/number_text.h"
#include "core/io/atomic_file.h"
#include "core/io/npz.h"
#include "core/recording/recording_arrays.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

const std::string kFormat = "featurescope-checkpoint ";
/// Version 2 knows more settings, and states that hold output weights; what version 1 wrote means the same.
constexpr std::int64_t kVersion = 2;
const std::string kStatePrefix = "state_";
const TimelineNames kTimelineNames{"timeline_steps", "timeline_columns", "timeline_values"};

void requireFormat(const NpzArrays& arrays) {
    const std::string& name = arrays.fileName();
    if (!arrays.has("format") || !arrays.text("format").starts_with(kFormat))
        throw InputError(name + " is no checkpoint; give a file that --checkpoint has written.");
    const std::optional<std::int64_t> version = parseInteger(arrays.text("format").substr(kFormat.size()));
    if (!version || *version < 1) {
        arrays.refuse("format", "must be \"" + kFormat + "\" with a version from 1 to " +
                                    numberText(kVersion) + " behind it");
    }
    if (*version > kVersion) {
        throw InputError(name + " was written by a newer Featurescope (its format is of version " +
                         numberText(*version) + ", the newest one known here is " + numberText(kVersion) +
                         "); go on with that one.");
    }
}

/// Without the rows that are there only because they were the last ones.
Timeline onSchedule(const TimelineView& rows, const RecordingSchedule& schedule) {
    Timeline timeline;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (schedule.contains(rows[i].step)) timeline.record(rows[i]);
    }
    return timeline;
}

Checkpoint checkpointFrom(const NpzArrays& arrays) {
    Checkpoint checkpoint{.step = arrays.integer("step"),
                          .engine = arrays.text("engine"),
                          .instructionSet = arrays.text("instruction_set"),
                          .arrays = {}};
    if (checkpoint.step < 0 || static_cast<double>(checkpoint.step) > kLargestExactInteger)
        arrays.refuse("step", "must be from 0 to 2^53 - 1");
    std::vector<std::string> names;
    for (const std::string& name : arrays.names()) {
        if (name.starts_with(kStatePrefix)) names.push_back(name.substr(kStatePrefix.size()));
    }
    checkpoint.arrays = stateFrom(arrays, kStatePrefix, names);
    return checkpoint;
}

/// Refuses rows that are not those that a run on this schedule has when it reaches its step.
void requireRowsOfTheRun(const CheckpointFile& file, const std::string& name) {
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
}

}  // namespace

std::string checkpointFileBytes(const CheckpointFile& file) {
    std::vector<NpzEntry> entries{{"format", textArray(kFormat + numberText(kVersion))},
                                  {"spec", textArray(specToCompactJson(file.spec))},
                                  {"metrics_every", textArray(file.schedule.text())},
                                  {"step", {{}, std::vector<std::int64_t>{file.checkpoint.step}}},
                                  {"engine", textArray(file.checkpoint.engine)},
                                  {"instruction_set", textArray(file.checkpoint.instructionSet)}};
    for (NpzEntry& entry : stateArrays(file.checkpoint, kStatePrefix)) entries.push_back(std::move(entry));
    const TimelineView rows = onSchedule(file.timeline, file.schedule).view();
    for (NpzEntry& entry : timelineArrays(rows, kTimelineNames)) entries.push_back(std::move(entry));
    return npzBytes(entries);
}

CheckpointFile readCheckpointFile(const std::filesystem::path& path) {
    return checkpointFileFromBytes(readWholeFile(path, memoryForReading(0)), path.string());
}

CheckpointFile checkpointFileFromBytes(std::string_view bytes, const std::string& name) {
    const NpzArrays arrays(readNpzBytes(bytes, name, memoryForReading(bytes.size())), name);
    requireFormat(arrays);
    CheckpointFile file{
        .spec = specFromJson(arrays.text("spec"), name + ", spec"),
        .schedule = RecordingSchedule::fromText(arrays.text("metrics_every"), name + ": metrics_every"),
        .timeline = {},
        .checkpoint = checkpointFrom(arrays)};
    file.timeline = onSchedule(timelineFrom(arrays, kTimelineNames), file.schedule).view();
    requireRowsOfTheRun(file, name);
    return file;
}

}  // namespace featurescope
