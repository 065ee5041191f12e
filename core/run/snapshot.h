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
#include "core/run/run_archive.h"
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
    seeking,   ///< on the way to a step that was trained before, see Snapshot::seek
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
    std::vector<std::int32_t> groups;      ///< n places in RunScene::groups, or empty when there are none
};

/// How nearly orthogonal the training inputs are.
struct NearOrthogonality {
    double constant = 0;  ///< min ||x_i||^2 / (n max |<x_i, x_k>|), i and k different; large is orthogonal
    double length = 1;    ///< root mean square of ||x_i||
};

/// Everything that stays fixed during one run while it is seen on one plane. Shared by its snapshots;
/// choosing another plane makes a new one.
struct RunScene {
    ExperimentSpec spec;  ///< as the run was started
    LearnerInfo learner;
    PlaneChoice plane;  ///< as it is drawn: `means` only when there are directions
    ProjectedSamples samples;
    std::vector<SampleGroup> groups;             ///< that the samples are of; may be empty
    std::vector<ReferenceDirection> directions;  ///< of the data; may be empty
    std::vector<PlanePoint> directionsOnPlane;   ///< projected on the plane, one each
    double radius = 1;         ///< half-height of a view that shows nearly all samples and +-directions
    NeuronTable startNeurons;  ///< at step 0
    std::optional<NearOrthogonality> orthogonality;  ///< of 2 to kMostPatternSamples samples, else nothing
};

/// How far the way to a step shown again is. The snapshot meanwhile shows a step on that way.
struct SeekProgress {
    std::int64_t target = 0;  ///< the step to be shown
    double share = 0;         ///< of the way done, 0 .. 1
    double secondsLeft = 0;   ///< about
};

/// Memory of what is kept of a run.
struct KeptMemory {
    std::uint64_t checkpointBytes = 0;
    std::uint64_t checkpointBudget = 0;  ///< see SetMemoryBudget
    std::uint64_t recordBytes = 0;       ///< rows of the timeline and of the neurons' history
};

/// One moment of a run: the state of the network and where the run stands. Never changes after publication.
struct Snapshot : StateView {
    std::uint64_t runId =
        0;  ///< grows whenever recorded rows are no longer those of this run: restart, branch
    RunState state = RunState::preparing;
    std::string message;  ///< a sentence: why it failed, diverged or paused, or what else is to be known
    std::shared_ptr<const RunScene> scene;  ///< null while preparing or failed
    ExperimentSpec spec;                    ///< with step size changes made in mid-run
    std::int64_t step = 0;
    double stepsPerSecond = 0;        ///< over about the last half second of training; 0 when paused
    TimelineView timeline;            ///< every recorded step; the last row may be older than `step`
    NeuronHistoryView history;        ///< neurons at the logarithmically spaced steps
    Measurement measurement;          ///< at `step`; test columns may be kUndefined while running fast
    std::string weightsSha256;        ///< at `step`; empty while running or seeking
    std::string outputWeightsSha256;  ///< likewise, and while network.trained leaves a as it was
    std::int64_t trainedTo = 0;  ///< last step ever trained in this run; every step up to it can be shown
    std::optional<SeekProgress> seek;      ///< while seeking
    std::vector<Marker> markers;           ///< of the whole run, also beyond `step`
    std::optional<Divergence> divergence;  ///< of the whole run; the last good step is `trainedTo`
    KeptMemory memory;
    /// Everything the run leaves so far; while training only when KeepArchive asked for it, else null.
    std::shared_ptr<const RunArchive> archive;
};

}  // namespace featurescope
