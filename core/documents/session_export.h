#pragma once

#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/documents/session_file.h"
#include "core/observables/neuron_table.h"
#include "core/run/experiment.h"
#include "core/training/learner.h"

namespace featurescope {

/// An experiment that stands where a saved run was left, and what the user should know about it.
struct RestoredRun {
    std::unique_ptr<Experiment> experiment;
    std::string note;  ///< a sentence when it was computed otherwise than before; else empty
};

/// How to compute what was computed by that engine with that instruction set (as LearnerInfo; unknown ones
/// are chosen anew, and so is an instruction set that this machine does not have).
LearnerOptions recordedLearner(const std::string& engine, const std::string& instructionSet, int threads);

/// What to say when a run is computed with another instruction set than `recorded`, where `what` was; empty
/// when it is the same or not known.
std::string otherArithmeticNote(const std::string& what, const std::string& recorded,
                                const std::string& instructionSet);

/// Goes to the step of a saved session's run: from its nearest checkpoint, or from step 0 where this machine
/// cannot go on from one (the note says so; the numbers are then equal up to rounding). RunArchive::data must
/// be there for specs that need them. Throws InputError, also when the run diverges on the way, and Cancelled
/// when `stop` is requested. The note also says when W, or trained output weights, are not those whose hashes
/// the session holds.
RestoredRun restoredRun(const SessionDocument& session, int threads, std::stop_token stop);

/// Every neuron as a row: "neuron,sign_a,norm,cos_mu1,cos_mu2,projection_mu1,projection_mu2" with the ids of
/// the directions; without any the last four are empty.
std::string neuronsCsv(const NeuronTable& neurons, std::span<const ReferenceDirection> directions);

/// "landmark,step,not_before", one row per marker.
std::string markersCsv(const std::vector<Marker>& markers);

/// Everything a session holds, for NumPy: W, a, mu, step and spec at the shown step as in final.npz (given by
/// `atStep`, where restoredRun stands), curves and neuron histories of the run, and those of pinned runs
/// under "pinned/0/" and so on.
std::vector<NpzEntry> exportedArrays(const SessionDocument& session, Experiment& atStep);

}  // namespace featurescope
