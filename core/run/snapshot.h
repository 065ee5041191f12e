#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/observables/decision_field.h"
#include "core/observables/neuron_table.h"
#include "core/recording/neuron_history.h"
#include "core/recording/timeline.h"
#include "core/run/state_view.h"
#include "core/run/view_request.h"
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

/// Everything that stays fixed during one run while it is seen on one plane. Shared by its snapshots;
/// choosing another plane makes a new one.
struct RunScene {
    ExperimentSpec spec;  ///< as the run was started
    LearnerInfo learner;
    PlaneChoice plane;  ///< as it is drawn: `means` only when they are known
    ProjectedSamples samples;
    std::vector<PlanePoint> means;  ///< mu1, mu2 projected on the plane; empty when no means are known
    double radius = 1;              ///< half-height of a view that shows nearly all samples and +-means
    NeuronTable startNeurons;       ///< at step 0
};

/// One moment of a run: the state of the network and where the run stands. Never changes after publication.
struct Snapshot : StateView {
    std::uint64_t runId = 0;  ///< grows by one at every restart and rewind
    RunState state = RunState::preparing;
    std::string message;                    ///< a sentence when state is failed or diverged
    std::shared_ptr<const RunScene> scene;  ///< null while preparing or failed
    ExperimentSpec spec;                    ///< with step size changes made in mid-run
    std::int64_t step = 0;
    double stepsPerSecond = 0;  ///< over about the last half second of training; 0 when paused
    TimelineView timeline;      ///< every recorded step; the last row may be older than `step`
    NeuronHistoryView history;  ///< neurons at the logarithmically spaced steps
    Measurement measurement;    ///< at `step`; test columns may be kUndefined while running fast
    std::string weightsSha256;  ///< at `step`; empty while running
};

}  // namespace featurescope
