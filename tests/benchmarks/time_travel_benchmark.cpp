// How quickly a session shows an earlier step, and what a long run keeps in memory. Run by hand on an idle
// machine:
//   cmake --build build/release --target featurescope-travel-bench && build/release/featurescope-travel-bench

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <random>
#include <thread>
#include <vector>

#include "core/run/training_session.h"
#include "core/spec/scenario_table.h"

namespace featurescope {
namespace {

using Clock = std::chrono::steady_clock;
using SnapshotPtr = std::shared_ptr<const Snapshot>;
using namespace std::chrono_literals;

double milliseconds(Clock::duration duration) {
    return std::chrono::duration<double, std::milli>(duration).count();
}

/// What the window asks for: a field of its usual size, looked at sixty times a second.
constexpr auto kFrame = 16ms;
SetView usualView() { return {.view = {.field = {.area = {-2, 2, -2, 2}, .width = 200, .height = 200}}}; }

bool isResting(const Snapshot& snapshot) {
    return snapshot.state == RunState::paused || snapshot.state == RunState::finished;
}

/// Waits for the exact state of a step, looking as often as can be.
SnapshotPtr arrivalAt(TrainingSession& session, std::int64_t step) {
    while (true) {
        const SnapshotPtr snapshot = session.takeSnapshot();
        if (snapshot && isResting(*snapshot) && snapshot->step == step) return snapshot;
        std::this_thread::sleep_for(200us);
    }
}

double residentMebibytes() {
    std::ifstream file("/proc/self/statm");
    double all = 0, resident = 0;
    file >> all >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

void printQuantiles(const char* what, std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    };
    std::cout << "  " << what << ": median " << at(0.5) << " ms, 90 % " << at(0.9) << " ms, longest " << at(1)
              << " ms\n";
}

void printVisits(TrainingSession& session, std::int64_t last) {
    std::mt19937 random(1);
    std::vector<double> visits, backs;
    for (int i = 0; i < 40; ++i) {
        const std::int64_t step = std::uniform_int_distribution<std::int64_t>(1, last)(random);
        auto start = Clock::now();
        session.send(ShowStep{step});
        arrivalAt(session, step);
        visits.push_back(milliseconds(Clock::now() - start));
        start = Clock::now();
        session.send(StepBy{-1});
        arrivalAt(session, step - 1);
        backs.push_back(milliseconds(Clock::now() - start));
    }
    printQuantiles("a random step until it is exact", visits);
    printQuantiles("one step back from there", backs);
}

/// Drags across the whole run in two seconds.
void printScrub(TrainingSession& session, std::int64_t last) {
    int frames = 0;
    const auto start = Clock::now();
    while (Clock::now() - start < 2s) {
        const double share = milliseconds(Clock::now() - start) / 2000;
        session.send(ShowStep{static_cast<std::int64_t>(share * static_cast<double>(last))});
        std::this_thread::sleep_for(kFrame);
        if (session.takeSnapshot()) ++frames;
    }
    const auto release = Clock::now();
    session.send(ShowStep{last / 3});
    arrivalAt(session, last / 3);
    std::cout << "  scrub across in 2 s: " << frames / 2 << " snapshots a second; exact "
              << milliseconds(Clock::now() - release) << " ms after the release\n";
}

void printTravel(const char* name, const LearnerOptions& learner) {
    TrainingSession session({.learner = learner});
    const ExperimentSpec spec = scenarioNamed(name);
    const std::int64_t last = spec.training.steps;
    session.send(usualView());
    session.send(Restart{spec, nullptr});
    const auto start = Clock::now();
    session.send(RunTo{last});
    const SnapshotPtr end = arrivalAt(session, last);
    std::cout << name << ": " << last << " steps in " << milliseconds(Clock::now() - start) / 1000 << " s, "
              << end->archive->checkpoints.size() << " checkpoints, "
              << static_cast<double>(end->memory.checkpointBytes) / (1024 * 1024) << " MiB\n";
    printVisits(session, last);
    printScrub(session, last);
}

/// A million steps, watched like by a window.
void printLongRun(const LearnerOptions& learner) {
    ExperimentSpec spec = scenarioNamed("first-screen");
    std::get<XorClusters>(spec.data).dimension = 20;
    std::get<XorClusters>(spec.data).trainSamples = 200;
    spec.network.neurons = 50;
    spec.training.steps = 1000000;
    TrainingSession session({.learner = learner});
    session.send(usualView());
    session.send(Restart{spec, nullptr});
    session.send(Play{});
    std::cout << "d = 20, n = 200, m = 50: a million steps\n";
    std::int64_t next = 1000;
    while (true) {
        std::this_thread::sleep_for(kFrame);
        const SnapshotPtr snapshot = session.takeSnapshot();
        if (!snapshot) continue;
        if (snapshot->step >= next || snapshot->state == RunState::finished) {
            std::cout << "  step " << snapshot->step << ": " << residentMebibytes()
                      << " MiB resident, checkpoints "
                      << static_cast<double>(snapshot->memory.checkpointBytes) / (1024 * 1024)
                      << " MiB, rows " << snapshot->timeline.size() << ", recorded "
                      << static_cast<double>(snapshot->memory.recordBytes) / (1024 * 1024) << " MiB, "
                      << snapshot->stepsPerSecond << " steps a second\n";
            next *= 10;
        }
        if (snapshot->state == RunState::finished) break;
    }
    printVisits(session, spec.training.steps);
}

}  // namespace
}  // namespace featurescope

int main() {
    const featurescope::LearnerOptions learner{.threads = 2};
    std::cout.precision(3);
    for (const char* name : {"figure-1", "first-screen", "theorem-1", "figure-2-high-dimension"}) {
        featurescope::printTravel(name, learner);
    }
    featurescope::printLongRun(learner);
}
