#include "core/documents/run_arrays.h"

#include <cmath>
#include <limits>

#include "core/base/number_text.h"
#include "core/documents/checkpoint_arrays.h"
#include "core/documents/json_fields.h"
#include "core/recording/recording_arrays.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

/// Histograms of a run whose data have no directions: files have always had these, filled with zeros.
constexpr std::size_t kEmptyHistograms = 4;

/// Per row: for every direction the neurons with a_j > 0 and those with a_j < 0.
std::size_t histogramsOf(std::size_t directions) {
    return directions == 0 ? kEmptyHistograms : 2 * directions;
}
/// Per row: the norms, then the cosines with every direction, then the projections on every direction.
std::size_t curvesOf(std::size_t directions) { return 1 + 2 * directions; }

TimelineNames timelineNames(const std::string& prefix) {
    return {prefix + "metrics_step", prefix + "metrics_columns", prefix + "metrics"};
}

NpyArray integers(std::vector<std::int64_t> values) { return {{values.size()}, std::move(values)}; }

Json aboutRun(const RunArchive& run) {
    Json about = {
        {"engine", run.engine}, {"instruction_set", run.instructionSet}, {"trained_to", run.trainedTo}};
    about["markers"] = Json::array();
    for (const Marker& marker : run.markers) {
        about["markers"].push_back(
            {{"landmark", nameOf(marker.landmark)}, {"step", marker.step}, {"not_before", marker.notBefore}});
    }
    if (run.divergence)
        about["divergence"] = {{"step", run.divergence->step}, {"message", run.divergence->message}};
    return about;
}

void addHistory(std::vector<NpzEntry>& entries, const NeuronHistoryView& history, const std::string& prefix) {
    const std::size_t rows = history.size(), tracked = history.tracked().size();
    const std::size_t directions = rows > 0 ? history[0].directions() : 0;
    std::vector<std::int64_t> steps;
    std::vector<std::int32_t> counts;
    std::vector<float> curves, margins;
    // Rows that come from an older file have none.
    const std::size_t samples = rows > 0 ? history[rows - 1].margins.size() : 0;
    const auto addCurve = [&curves](const std::vector<float>& part) {
        curves.insert(curves.end(), part.begin(), part.end());
    };
    for (std::size_t i = 0; i < rows; ++i) {
        const NeuronHistoryRow& row = history[i];
        steps.push_back(row.step);
        for (const DirectionCounts& part : row.counts) {
            counts.insert(counts.end(), part.positive.begin(), part.positive.end());
            counts.insert(counts.end(), part.negative.begin(), part.negative.end());
        }
        if (row.margins.size() == samples) {
            margins.insert(margins.end(), row.margins.begin(), row.margins.end());
        } else {
            margins.insert(margins.end(), samples, std::numeric_limits<float>::quiet_NaN());
        }
        addCurve(row.norm);
        for (const auto& part : row.cosines) addCurve(part);
        for (const auto& part : row.projections) addCurve(part);
    }
    const std::size_t histograms = histogramsOf(directions);
    counts.resize(rows * histograms * kHistoryBins);
    entries.push_back({prefix + "history_neurons", {{tracked}, history.tracked()}});
    entries.push_back({prefix + "history_step", integers(std::move(steps))});
    entries.push_back({prefix + "history_counts", {{rows, histograms, kHistoryBins}, std::move(counts)}});
    entries.push_back(
        {prefix + "history_curves", {{rows, curvesOf(directions), tracked}, std::move(curves)}});
    if (samples > 0) entries.push_back({prefix + "history_margins", {{rows, samples}, std::move(margins)}});
}

/// Those of the rows, one after the other, NaN where a row has none; nothing in files of runs that do not
/// keep them.
std::vector<float> marginsFrom(const NpzArrays& arrays, const std::string& name, std::size_t rows,
                               std::int64_t samples) {
    if (!arrays.has(name)) return {};
    const std::vector<float>& margins = arrays.numbers<float>(name, 2);
    if (arrays.at(name).shape != std::vector<std::size_t>{rows, static_cast<std::size_t>(samples)})
        arrays.refuse(name, "must hold a margin for each training sample at each step of the history");
    return margins;
}

void requireShape(const NpzArrays& arrays, const std::string& name, const std::vector<std::size_t>& shape) {
    if (arrays.at(name).shape != shape)
        arrays.refuse(name, "has another shape than the arrays it belongs to");
}

/// The followed neurons, checked to be different ones of so many.
const std::vector<std::int32_t>& requireNeurons(const NpzArrays& arrays, const std::string& name,
                                                std::int64_t neurons) {
    const std::vector<std::int32_t>& tracked = arrays.numbers<std::int32_t>(name, 1);
    std::int32_t before = -1;
    for (const std::int32_t neuron : tracked) {
        if (neuron <= before || neuron >= neurons)
            arrays.refuse(name, "must hold increasing numbers of neurons that the network has");
        before = neuron;
    }
    return tracked;
}

NeuronHistoryView historyFrom(const NpzArrays& arrays, const std::string& prefix,
                              const ExperimentSpec& spec) {
    const std::vector<std::int32_t>& tracked =
        requireNeurons(arrays, prefix + "history_neurons", spec.network.neurons);
    const std::vector<std::int64_t>& steps = stepsNamed(arrays, prefix + "history_step");
    const std::vector<std::int32_t>& counts = arrays.numbers<std::int32_t>(prefix + "history_counts", 3);
    const std::vector<float>& curves = arrays.numbers<float>(prefix + "history_curves", 3);
    const std::string curvesName = prefix + "history_curves";
    const std::size_t parts = arrays.at(curvesName).shape[1];
    const std::size_t directions = parts / 2;
    if (parts != curvesOf(directions))
        arrays.refuse(curvesName, "must have norms and two curves a direction");
    requireShape(arrays, prefix + "history_counts", {steps.size(), histogramsOf(directions), kHistoryBins});
    requireShape(arrays, curvesName, {steps.size(), parts, tracked.size()});
    const std::size_t known = traitsOf(spec.data).directions.size();
    if (known > 0 && directions != known && !steps.empty())
        arrays.refuse(curvesName, "lacks the curves along the directions that this run's data have");
    auto count = counts.begin();
    auto curve = curves.begin();
    const auto takeCounts = [&count](CosineCounts& part) {
        std::copy_n(count, kHistoryBins, part.begin());
        count += kHistoryBins;
    };
    const auto takeCurve = [&curve, length = static_cast<std::ptrdiff_t>(tracked.size())] {
        curve += length;
        return std::vector<float>(curve - length, curve);
    };
    const std::vector<float> margins =
        marginsFrom(arrays, prefix + "history_margins", steps.size(), traitsOf(spec.data).trainSamples);
    auto margin = margins.begin();
    std::vector<NeuronHistoryRow> rows;
    for (const std::int64_t step : steps) {
        NeuronHistoryRow row;
        row.step = step;
        const auto next = margin + std::ssize(margins) / std::ssize(steps);
        if (margin != next && !std::isnan(*margin)) row.margins.assign(margin, next);
        margin = next;
        row.counts.resize(directions);
        for (DirectionCounts& part : row.counts) {
            takeCounts(part.positive);
            takeCounts(part.negative);
        }
        row.norm = takeCurve();
        for (std::size_t k = 0; k < directions; ++k) row.cosines.push_back(takeCurve());
        for (std::size_t k = 0; k < directions; ++k) row.projections.push_back(takeCurve());
        rows.push_back(std::move(row));
    }
    return NeuronHistoryView(tracked, std::move(rows));
}

std::vector<Marker> markersFrom(const Json& about, const std::string& where) {
    std::vector<Marker> markers;
    for (const Json& value : listField(about, "markers", where)) {
        // A landmark that only a newer program knows is no reason to refuse the run.
        const std::optional<Landmark> landmark = kindNamed<Landmark>(textField(value, "landmark", where));
        if (landmark)
            markers.push_back(
                {*landmark, countField(value, "step", where), countField(value, "not_before", where)});
    }
    return markers;
}

}  // namespace

std::string pinnedPrefix(std::size_t index) {
    return "pinned/" + numberText(static_cast<std::int64_t>(index)) + "/";
}

std::vector<NpzEntry> arraysOfRun(const RunArchive& run, const std::string& prefix,
                                  std::uint64_t checkpointBytes) {
    std::vector<NpzEntry> entries{{prefix + "spec", textArray(specToCompactJson(run.spec))},
                                  {prefix + "step", {{}, std::vector{run.step}}}};
    Json about = aboutRun(run);
    std::vector<NpzEntry> checkpoints;
    about["checkpoints"] = addCheckpoints(checkpoints, run, prefix, checkpointBytes);
    entries.push_back({prefix + "about", textArray(jsonText(about, false))});
    for (NpzEntry& entry : timelineArrays(run.timeline, timelineNames(prefix)))
        entries.push_back(std::move(entry));
    addHistory(entries, run.history, prefix);
    for (NpzEntry& entry : checkpoints) entries.push_back(std::move(entry));
    return entries;
}

RunArchive runFromArrays(const NpzArrays& arrays, const std::string& prefix) {
    const std::string where = arrays.fileName() + ": " + prefix + "about";
    const Json about = parseJson(arrays.text(prefix + "about"), where);
    RunArchive run;
    run.spec = specFromJson(arrays.text(prefix + "spec"), arrays.fileName() + ": " + prefix + "spec");
    run.step = arrays.integer(prefix + "step");
    run.engine = textField(about, "engine", where);
    run.instructionSet = textField(about, "instruction_set", where);
    run.trainedTo = countField(about, "trained_to", where);
    if (run.step < 0 || run.step > run.trainedTo)
        arrays.refuse(prefix + "step", "is beyond the last trained step, or negative");
    if (about.contains("divergence")) {
        const Json& divergence = about["divergence"];
        run.divergence =
            Divergence{countField(divergence, "step", where), textField(divergence, "message", where)};
        if (run.divergence->step != run.trainedTo + 1)
            arrays.refuse(prefix + "about", "has a divergence that does not follow the last trained step");
    }
    run.markers = markersFrom(about, where);
    run.timeline = timelineFrom(arrays, timelineNames(prefix));
    run.history = historyFrom(arrays, prefix, run.spec);
    run.checkpoints = checkpointsFrom(arrays, about, prefix);
    if (!run.checkpoints.empty() && run.checkpoints.back()->step > run.trainedTo)
        arrays.refuse(prefix + "about", "has a checkpoint beyond the last trained step");
    return run;
}

}  // namespace featurescope
