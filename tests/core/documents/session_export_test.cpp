#include "core/documents/session_export.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "core/base/cancel.h"
#include "core/base/errors.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

/// A scenario whose run takes milliseconds.
ExperimentSpec smallScenario(const std::string& name) {
    ExperimentSpec spec = scenarioNamed(name);
    for (const char* const setting : {"data.train_samples=60", "data.test_samples=20", "network.neurons=10"})
        spec = withSetting(spec, setting);
    return std::get<XorClusters>(spec.data).dimension > 100 ? withSetting(spec, "data.dimension=100") : spec;
}

/// The session of a run of 40 steps that shows step 33, with a checkpoint at step 20.
SessionDocument sessionOf(const ExperimentSpec& spec, Engine engine) {
    const auto experiment = makeExperiment(spec, {.engine = engine}, nullptr, {});
    SessionDocument session;
    while (experiment->step() < 40) {
        experiment->advance();
        if (experiment->step() == 20)
            session.run.checkpoints = {std::make_shared<const Checkpoint>(experiment->checkpoint())};
        if (experiment->step() == 33) session.weightsSha256 = experiment->weightsSha256();
    }
    session.run.spec = spec;
    session.run.engine = experiment->learnerInfo().engine;
    session.run.instructionSet = experiment->learnerInfo().instructionSet;
    session.run.trainedTo = 40;
    session.run.step = 33;
    return session;
}

TEST(SessionExport, SessionsOfSixScenariosOpenWithTheWeightsTheyWereSavedWith) {
    for (const char* name : {"first-screen", "figure-1", "figure-2-high-dimension", "grokking", "lazy",
                             "one-cluster-adversary"}) {
        for (const Engine engine : {Engine::primal, Engine::gram}) {
            const std::string bytes = sessionToBytes(sessionOf(smallScenario(name), engine));
            const SessionDocument session = sessionFromBytes(bytes, name);
            for (const int threads : {1, 3}) {
                const RestoredRun restored = restoredRun(session, threads, {});
                EXPECT_EQ(restored.experiment->step(), 33);
                EXPECT_EQ(restored.experiment->weightsSha256(), session.weightsSha256) << name;
                EXPECT_EQ(restored.note, "") << name;
            }
        }
    }
}

TEST(SessionExport, SaysWhenWhatIsComputedIsNotWhatWasSaved) {
    SessionDocument session = sessionOf(smallScenario("lazy"), Engine::primal);
    SessionDocument altered = session;
    altered.weightsSha256 = std::string(64, '0');
    EXPECT_NE(restoredRun(altered, 1, {}).note.find("The weights are not those that were saved"),
              std::string::npos);
    session.run.instructionSet = "sve2";
    const RestoredRun other = restoredRun(session, 1, {});
    EXPECT_NE(other.note.find("with the instruction set sve2"), std::string::npos) << other.note;
    EXPECT_EQ(other.experiment->step(), 33);
}

// With trained = second W never moves: its hash alone would always fit.
TEST(SessionExport, SaysWhenOutputWeightsAreNotThoseThatWereSaved) {
    ExperimentSpec spec = smallScenario("lazy");
    spec.network.trained = TrainedLayers::second;
    SessionDocument session = sessionOf(spec, Engine::primal);
    const RestoredRun same = restoredRun(session, 1, {});
    EXPECT_EQ(same.note, "");
    session.outputWeightsSha256 = std::string(64, '0');
    EXPECT_NE(restoredRun(session, 1, {}).note.find("The output weights are not those that were saved"),
              std::string::npos);
}

TEST(SessionExport, ARunThatDivergesOnTheWayIsRefused) {
    SessionDocument session = sessionOf(smallScenario("lazy"), Engine::primal);
    session.run.spec.training.stepSizeChanges = {{25, 1e30}};
    EXPECT_THROW(restoredRun(session, 1, {}), InputError);
}

TEST(SessionExport, CanBeBrokenOffThoughNothingMoves) {
    SessionDocument session = sessionOf(smallScenario("too-few-neurons"), Engine::primal);
    session.run.spec.training.stepSize = 0;  // steps that do nothing never look at the stop token
    session.run.step = session.run.trainedTo = 1000000000000;
    std::stop_source stop;
    std::jthread later([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        stop.request_stop();
    });
    EXPECT_THROW(restoredRun(session, 1, stop.get_token()), Cancelled);
}

}  // namespace
}  // namespace featurescope
