#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "core/run/experiment.h"
#include "core/run/training_session.h"

// How tests look at a session from outside.

namespace featurescope::test {

using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// A run whose steps take microseconds.
inline ExperimentSpec quickSpec() {
    ExperimentSpec spec;
    std::get<XorClusters>(spec.data) = {
        .dimension = 10, .trainSamples = 50, .testSamples = 100, .clusterVariance = 0.02};
    spec.network.neurons = 12;
    spec.training = {.stepSize = 0.3, .steps = 200, .stepSizeChanges = {}};
    return spec;
}

/// The first snapshot for which `wanted` holds, or null after 20 seconds.
inline SnapshotPtr waitFor(TrainingSession& session, const std::function<bool(const Snapshot&)>& wanted) {
    using namespace std::chrono_literals;
    using Clock = std::chrono::steady_clock;
    const auto deadline = Clock::now() + 20s;
    while (Clock::now() < deadline) {
        const SnapshotPtr snapshot = session.takeSnapshot();
        if (snapshot && wanted(*snapshot)) return snapshot;
        std::this_thread::sleep_for(1ms);
    }
    return nullptr;
}

inline SnapshotPtr waitForState(TrainingSession& session, RunState state) {
    return waitFor(session, [state](const Snapshot& snapshot) { return snapshot.state == state; });
}

/// SHA-256 of W after so many steps of a straight run.
inline std::string hashAt(const ExperimentSpec& spec, std::int64_t step) {
    const auto experiment = makeExperiment(spec, {}, nullptr, {});
    while (experiment->step() < step) experiment->advance();
    return experiment->weightsSha256();
}

}  // namespace featurescope::test
