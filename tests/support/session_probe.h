#pragma once

#include <gtest/gtest.h>

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

inline bool isResting(const Snapshot& snapshot) {
    return snapshot.state == RunState::paused || snapshot.state == RunState::finished ||
           snapshot.state == RunState::diverged;
}

/// The snapshot of this step at rest.
inline SnapshotPtr restingAt(TrainingSession& session, std::int64_t step) {
    return waitFor(session, [step](const Snapshot& s) { return isResting(s) && s.step == step; });
}

/// A session that stands at `step`, trained there; one that does not come there fails the test.
inline std::unique_ptr<TrainingSession> sessionAt(const ExperimentSpec& spec, std::int64_t step,
                                                  const SessionOptions& options = {}) {
    auto session = std::make_unique<TrainingSession>(options);
    session->send(Restart{spec, nullptr});
    session->send(RunTo{step});
    EXPECT_TRUE(restingAt(*session, step));
    return session;
}

}  // namespace featurescope::test
