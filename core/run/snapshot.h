#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/observables/decision_field.h"
#include "core/observables/neuron_table.h"
#include "core/recording/timeline.h"
#include "core/spec/experiment_spec.h"
#include "core/training/learner.h"

namespace featurescope {

/// What the session is doing.
enum class RunState {
    preparing,  ///< drawing data, setting up the engine
    paused,
    running,
    finished,  ///< paused because training.steps was reached; playing on is allowed
    diverged,  ///< as interface: a weight or the loss is not finite or exploded; only a rewind or a new spec
               ///< helps
    failed,    ///< the spec could not be run; Snapshot::message says why
};

/// Training samples as points of the plane shown.
struct ProjectedSamples {
    std::vector<float> x, y;               ///< n coordinates each
    std::vector<std::int8_t> labels;       ///< n, as given to the network
    std::vector<std::int8_t> cleanLabels;  ///< n; differs from labels where corrupted
    std::vector<Cluster> clusters;         ///< n, or empty when unknown
};

/// What the axes of the plane are.
enum class PlaneKind {
    means,        ///< mu1 (horizontal) and mu2 made orthogonal to it (vertical)
    coordinates,  ///< the first two coordinates, when no means are known
};

/// Everything that stays fixed during one run. Shared by its snapshots.
struct RunScene {
    ExperimentSpec spec;  ///< as the run was started
    LearnerInfo learner;
    PlaneKind plane = PlaneKind::means;
    ProjectedSamples samples;
    std::vector<PlanePoint> means;  ///< mu1, mu2 in the plane; empty when no means are known
    double radius = 1;              ///< half-height of a view that shows nearly all samples and +-means
    NeuronTable startNeurons;       ///< at step 0
};

/// One moment of a run; never changes after publication.
struct Snapshot {
    std::uint64_t runId = 0;  ///< grows by one at every restart and rewind
    RunState state = RunState::preparing;
    std::string message;                    ///< a sentence when state is failed or diverged
    std::shared_ptr<const RunScene> scene;  ///< null while preparing or failed
    ExperimentSpec spec;                    ///< with step size changes made in mid-run
    std::int64_t step = 0;
    double stepsPerSecond = 0;           ///< over about the last half second of training; 0 when paused
    TimelineView timeline;               ///< every recorded step; the last row may be older than `step`
    Measurement measurement;             ///< at `step`; test columns may be kUndefined while running fast
    NeuronTable neurons;                 ///< at `step`
    DecisionField field;                 ///< at `step`, on the plane, for the view last asked for
    std::vector<BoundaryLine> boundary;  ///< f = 0 inside the field's area
    std::string weightsSha256;           ///< at `step`; empty while running
};

}  // namespace featurescope
