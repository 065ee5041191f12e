#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/data/data_source.h"
#include "core/math/seeds.h"
#include "core/model/two_layer_network.h"
#include "core/spec/scenario_opening.h"
#include "core/training/training_settings.h"

namespace featurescope {

/// A statement about a run that can be checked: at `step`, the column `metric` is at least or at most
/// `value`.
struct Claim {
    using Bound = featurescope::Bound;
    /// For which seeds it is meant: nearly any (at least 95 of 100), or only those of the spec it stands in.
    enum class Holds { anySeeds, ownSeeds };
    std::string metric;
    std::int64_t step = 0;
    Bound bound = Bound::atLeast;
    double value = 0;
    Holds holds = Holds::anySeeds;
    bool operator==(const Claim&) const = default;
};

/// Complete description of an experiment: same spec, build, engine and instruction set give the same bits.
struct ExperimentSpec {
    std::string title;
    DataSource data;
    NetworkSettings network;
    TrainingSettings training;
    Seeds seeds;
    std::string watch;          ///< what to watch for; may be empty
    std::vector<Claim> claims;  ///< ignored by runs, checked by tests
    ScenarioOpening opening;    ///< how the window shows it; ignored by runs

    bool operator==(const ExperimentSpec&) const = default;
};

/// The spec without what a scenario file says of how it opens: for files that older versions read, too.
ExperimentSpec withoutOpening(ExperimentSpec spec);

}  // namespace featurescope
