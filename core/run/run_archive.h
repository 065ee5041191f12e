#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/recording/checkpoint.h"
#include "core/recording/markers.h"
#include "core/recording/neuron_history.h"
#include "core/recording/timeline.h"
#include "core/run/divergence_watch.h"
#include "core/run/given_data.h"
#include "core/spec/experiment_spec.h"

namespace featurescope {

/// All that a run leaves behind: enough to look at every step of it again, to the bit, and to train on.
/// Immutable; whatever is large in it is shared, so copying is cheap.
struct RunArchive {
    ExperimentSpec spec;                    ///< with every step size change, also those after `step`
    std::shared_ptr<const GivenData> data;  ///< null unless the spec's data kind is "file"
    std::string engine;                     ///< "primal" or "gram"
    std::string instructionSet;             ///< of rows and checkpoints
    TimelineView timeline;
    NeuronHistoryView history;
    CheckpointList checkpoints;
    std::vector<Marker> markers;
    std::optional<Divergence> divergence;  ///< set when step trainedTo + 1 is not acceptable
    std::int64_t trainedTo = 0;            ///< last step that was ever trained
    std::int64_t step = 0;                 ///< the one that was shown
};

/// Bytes of the rows and checkpoints, as if nothing were shared with other archives.
std::uint64_t bytesOf(const RunArchive& archive);

}  // namespace featurescope
