#pragma once

#include "core/sweep/sweep_json.h"

namespace featurescope::test {

/// Nine points with two seeds, each run of milliseconds.
inline SweepSpec smallSweep() {
    return sweepFromJson(R"({"format": "featurescope-sweep", "version": 1, "title": "small",
        "base": {"scenario": "first-screen",
                 "set": {"data.dimension": 5, "data.train_samples": 40, "data.test_samples": 30,
                         "network.neurons": 8, "training.steps": 25}},
        "x": {"key": "data.cluster_variance", "log": [0.01, 1, 3]},
        "y": {"key": "training.step_size", "log": [0.01, 1, 3]},
        "seeds": {"count": 2, "first": 1, "streams": ["data", "labels", "weights", "test"]},
        "compute": {"isa": "baseline"}})",
                         "small");
}

}  // namespace featurescope::test
