#include "core/documents/session_export.h"

#include <algorithm>

#include "core/base/cancel.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/documents/run_arrays.h"
#include "core/io/csv.h"
#include "core/training/learner.h"

namespace featurescope {
namespace {

/// The last checkpoint at or before the shown step; null when there is none.
CheckpointPtr nearestCheckpoint(const RunArchive& run) {
    CheckpointPtr nearest;
    for (const CheckpointPtr& checkpoint : run.checkpoints) {
        if (checkpoint->step <= run.step) nearest = checkpoint;
    }
    return nearest;
}

/// "pinned/0/step" and the like stay as they are; those of the run itself are in the arrays of `atStep`.
bool isOfTheNetwork(const std::string& name) { return name == "spec" || name == "step"; }

}  // namespace

LearnerOptions recordedLearner(const std::string& engine, const std::string& instructionSet, int threads) {
    LearnerOptions options{.threads = threads};
    options.engine = kindNamed<Engine>(engine).value_or(Engine::automatic);
    const InstructionSet wanted =
        kindNamed<InstructionSet>(instructionSet).value_or(InstructionSet::automatic);
    if (isSupported(wanted)) options.instructionSet = wanted;
    return options;
}

std::string otherArithmeticNote(const std::string& what, const std::string& recorded,
                                const std::string& instructionSet) {
    if (recorded.empty() || recorded == instructionSet) return {};
    return what + " was computed with the instruction set " + recorded +
           ", which this machine does not have; with " + instructionSet +
           " the weights are the same up to rounding.";
}

RestoredRun restoredRun(const SessionDocument& session, int threads, std::stop_token stop) {
    const RunArchive& run = session.run;
    RestoredRun restored;
    restored.experiment = makeExperiment(run.spec, recordedLearner(run.engine, run.instructionSet, threads),
                                         run.data.get(), stop);
    const LearnerInfo info = restored.experiment->learnerInfo();
    restored.note = otherArithmeticNote("The session", run.instructionSet, info.instructionSet);
    if (const CheckpointPtr checkpoint = nearestCheckpoint(run); checkpoint && restored.note.empty())
        restored.experiment->restore(*checkpoint);
    Experiment& experiment = *restored.experiment;
    while (experiment.step() < run.step && !experiment.divergence()) {
        throwIfCancelled(stop);
        experiment.advance();
    }
    if (experiment.divergence()) throw InputError(experiment.divergence()->message);
    const auto compare = [&restored](const std::string& what, const std::string& now,
                                     const std::string& saved) {
        if (!restored.note.empty() || saved.empty() || now == saved) return;
        restored.note = "The " + what + " are not those that were saved: their SHA-256 is " + now + ", not " +
                        saved + ".";
    };
    compare("weights", experiment.weightsSha256(), session.weightsSha256);
    compare("output weights", experiment.outputWeightsSha256(), session.outputWeightsSha256);
    return restored;
}

std::string neuronsCsv(const NeuronTable& neurons, std::span<const ReferenceDirection> directions) {
    // Data without directions have always had the columns of the paper's two, empty.
    const std::span<const ReferenceDirection> paper = traits(XorClusters{}).directions;
    const std::span<const ReferenceDirection> named = directions.empty() ? paper : directions;
    std::vector<std::string> fields{"neuron", "sign_a", "norm"};
    for (const ReferenceDirection& direction : named) fields.push_back("cos_" + direction.id);
    for (const ReferenceDirection& direction : named) fields.push_back("projection_" + direction.id);
    std::string text = csvLine(fields);
    for (std::size_t j = 0; j < neurons.norm.size(); ++j) {
        fields = {numberText(static_cast<std::int64_t>(j)), numberText(std::int64_t{neurons.signOf(j)}),
                  numberText(neurons.norm[j])};
        for (const auto* values : {&neurons.cosines, &neurons.projections}) {
            for (std::size_t k = 0; k < named.size(); ++k)
                fields.push_back(directions.empty() ? "" : numberText((*values)[k][j]));
        }
        text += csvLine(fields);
    }
    return text;
}

std::string markersCsv(const std::vector<Marker>& markers) {
    std::vector<std::string> fields{"landmark", "step", "not_before"};
    std::string text = csvLine(fields);
    for (const Marker& marker : markers) {
        fields = {std::string(nameOf(marker.landmark)), numberText(marker.step),
                  numberText(marker.notBefore)};
        text += csvLine(fields);
    }
    return text;
}

std::vector<NpzEntry> exportedArrays(const SessionDocument& session, Experiment& atStep) {
    std::vector<NpzEntry> entries = atStep.finalArrays();
    const auto add = [&](const RunArchive& run, const std::string& prefix) {
        for (NpzEntry& entry : arraysOfRun(run, prefix, 0)) {
            if (!isOfTheNetwork(entry.name)) entries.push_back(std::move(entry));
        }
    };
    add(session.run, "");
    for (std::size_t i = 0; i < session.pinned.size(); ++i) add(session.pinned[i].run, pinnedPrefix(i));
    return entries;
}

}  // namespace featurescope
