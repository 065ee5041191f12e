#include "core/documents/session_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/base/errors.h"
#include "core/documents/drawn_points.h"
#include "core/io/npz.h"
#include "core/run/experiment.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

ExperimentSpec smallSpec(const std::string& precision) {
    ExperimentSpec spec = scenarioNamed("first-screen");
    for (const char* const setting :
         {"data.dimension=4", "data.train_samples=20", "data.test_samples=10", "network.neurons=6"})
        spec = withSetting(spec, setting);
    return withSetting(spec, "training.precision=" + precision);
}

/// A run of 30 steps with a row at each and a checkpoint at every fifth, that shows step 17.
RunArchive someRun(const std::string& precision, Engine engine) {
    const std::unique_ptr<Experiment> experiment =
        makeExperiment(smallSpec(precision), {.engine = engine}, nullptr, {});
    RunArchive run;
    Timeline timeline;
    NeuronHistory history;
    for (;;) {
        timeline.record({experiment->step(), experiment->measure(MeasureDepth::everything)});
        // Rows of an older file have no margins.
        history.record(experiment->step(), experiment->neurons(),
                       experiment->step() < 3 ? std::vector<float>{} : experiment->normalisedMargins());
        if (experiment->step() % 5 == 0 && experiment->step() > 0)
            run.checkpoints.push_back(std::make_shared<const Checkpoint>(experiment->checkpoint()));
        if (experiment->step() == 30) break;
        experiment->advance();
    }
    run.spec = experiment->spec();
    run.engine = experiment->learnerInfo().engine;
    run.instructionSet = experiment->learnerInfo().instructionSet;
    run.timeline = timeline.view();
    run.history = history.view();
    run.markers = {{Landmark::start, 0, 0}, {Landmark::aligned, 12, 9}};
    run.trainedTo = 30;
    run.step = 17;
    return run;
}

SessionDocument someSession() {
    SessionDocument session;
    session.run = someRun("float", Engine::primal);
    session.pinned.push_back({"wide", someRun("double", Engine::gram)});
    session.pinned.push_back({"“η”", someRun("float", Engine::gram)});
    session.pinned[1].run.divergence = Divergence{31, "It exploded."};
    session.layout = R"({"panels": ["field", "curves"]})";
    session.weightsSha256 = std::string(64, 'd');
    session.programVersion = "0.2.0";
    return session;
}

void expectEqual(const RunArchive& read, const RunArchive& written) {
    EXPECT_EQ(read.spec, written.spec);
    EXPECT_EQ(read.data, nullptr);
    EXPECT_EQ(read.engine, written.engine);
    EXPECT_EQ(read.instructionSet, written.instructionSet);
    EXPECT_EQ(read.trainedTo, written.trainedTo);
    EXPECT_EQ(read.step, written.step);
    EXPECT_EQ(read.markers, written.markers);
    ASSERT_EQ(read.divergence.has_value(), written.divergence.has_value());
    if (read.divergence) {
        EXPECT_EQ(read.divergence->step, written.divergence->step);
        EXPECT_EQ(read.divergence->message, written.divergence->message);
    }
    ASSERT_EQ(read.timeline.size(), written.timeline.size());
    for (std::size_t i = 0; i < read.timeline.size(); ++i) {
        EXPECT_EQ(read.timeline[i].step, written.timeline[i].step);
        for (const ObservableInfo& info : observables()) {
            const double a = read.timeline[i].values[info.which], b = written.timeline[i].values[info.which];
            EXPECT_TRUE(a == b || (std::isnan(a) && std::isnan(b))) << info.id;
        }
    }
    ASSERT_EQ(read.history.size(), written.history.size());
    EXPECT_EQ(read.history.tracked(), written.history.tracked());
    for (std::size_t i = 0; i < read.history.size(); ++i) {
        EXPECT_EQ(read.history[i].step, written.history[i].step);
        EXPECT_EQ(read.history[i].counts[0].positive, written.history[i].counts[0].positive);
        EXPECT_EQ(read.history[i].counts[1].negative, written.history[i].counts[1].negative);
        EXPECT_EQ(read.history[i].norm, written.history[i].norm);
        EXPECT_EQ(read.history[i].margins, written.history[i].margins) << "row " << i;
        EXPECT_EQ(read.history[i].projections[1], written.history[i].projections[1]);
    }
    ASSERT_EQ(read.checkpoints.size(), written.checkpoints.size());
    for (std::size_t i = 0; i < read.checkpoints.size(); ++i)
        EXPECT_EQ(*read.checkpoints[i], *written.checkpoints[i]);
}

template <typename Error>
std::string refusalOf(const std::string& bytes) {
    try {
        sessionFromBytes(bytes, "run.fscope");
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

/// The session with one array replaced, or left out.
std::string changed(const std::string& name, const std::optional<NpyArray>& array) {
    std::vector<NpzEntry> entries = readNpzBytes(sessionToBytes(someSession()), "x", std::uint64_t{1} << 26);
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const NpzEntry& entry) { return entry.name == name; });
    EXPECT_NE(found, entries.end()) << name;
    if (array)
        found->array = *array;
    else
        entries.erase(found);
    return npzBytes(entries);
}

TEST(SessionFile, ReadsBackWhatItWrote) {
    const SessionDocument written = someSession();
    const SessionDocument read = sessionFromBytes(sessionToBytes(written), "x");
    expectEqual(read.run, written.run);
    ASSERT_EQ(read.pinned.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(read.pinned[i].name, written.pinned[i].name);
        expectEqual(read.pinned[i].run, written.pinned[i].run);
    }
    EXPECT_EQ(read.layout, written.layout);
    EXPECT_EQ(read.weightsSha256, written.weightsSha256);
    EXPECT_EQ(read.programVersion, written.programVersion);
    EXPECT_EQ(sessionToBytes(read), sessionToBytes(written));
}

TEST(SessionFile, OfARunThatHasNotBegunIsReadToo) {
    SessionDocument session;
    session.run.spec = scenarioNamed("lazy");
    const SessionDocument read = sessionFromBytes(sessionToBytes(session), "x");
    expectEqual(read.run, session.run);
}

TEST(SessionFile, LeadsBackToTheSameWeights) {
    const SessionDocument read = sessionFromBytes(sessionToBytes(someSession()), "x");
    for (const RunArchive* run : {&read.run, &read.pinned[0].run, &read.pinned[1].run}) {
        const Engine engine = run->engine == "gram" ? Engine::gram : Engine::primal;
        const auto straight = makeExperiment(run->spec, {.engine = engine}, nullptr, {});
        while (straight->step() < 17) straight->advance();
        const auto restored = makeExperiment(run->spec, {.engine = engine}, nullptr, {});
        restored->restore(*run->checkpoints[2]);
        EXPECT_EQ(restored->step(), 15);
        while (restored->step() < 17) restored->advance();
        EXPECT_EQ(restored->weightsSha256(), straight->weightsSha256());
    }
}

TEST(SessionFile, KeepsTheCheckpointsThatHelpMostWithinItsBudget) {
    const SessionDocument session = someSession();
    const std::uint64_t two = 2 * bytesOf(*session.run.checkpoints[0]);
    SessionDocument alone;
    alone.run = session.run;
    const RunArchive read = sessionFromBytes(sessionToBytes(alone, two), "x").run;
    ASSERT_EQ(read.checkpoints.size(), 2U);
    EXPECT_EQ(read.checkpoints[0]->step, 15);  // before the shown step, 17
    EXPECT_EQ(read.checkpoints[1]->step, 30);  // the last
    EXPECT_TRUE(sessionFromBytes(sessionToBytes(alone, 0), "x").run.checkpoints.empty());
}

TEST(SessionFile, KeepsTheCheckpointsToGoOnFromHoweverLargeTheyAre) {
    SessionDocument alone;
    alone.run = someSession().run;
    const RunArchive read = sessionFromBytes(sessionToBytes(alone, 1), "x").run;
    ASSERT_EQ(read.checkpoints.size(), 2U);
    EXPECT_EQ(read.checkpoints[0]->step, 15);  // before the shown step, 17
    EXPECT_EQ(read.checkpoints[1]->step, 30);  // the last
}

TEST(SessionFile, RefusesNewerVersionsWithASentence) {
    const std::string newer = changed("version", NpyArray{{}, std::vector<std::int64_t>{3}});
    EXPECT_NE(refusalOf<InputError>(newer).find("run.fscope was saved by a newer Featurescope"),
              std::string::npos);
}

TEST(SessionFile, IgnoresCurvesThatOnlyANewerProgramKnows) {
    const std::size_t rows = someSession().run.timeline.size();
    std::vector<NpzEntry> entries = readNpzBytes(sessionToBytes(someSession()), "x", std::uint64_t{1} << 26);
    for (NpzEntry& entry : entries) {
        if (entry.name == "metrics_columns") entry.array = {{}, std::string("beauty,train_loss")};
        if (entry.name == "metrics") entry.array = {{rows, 2}, std::vector<double>(2 * rows, 0.5)};
    }
    const SessionDocument read = sessionFromBytes(npzBytes(entries), "x");
    EXPECT_EQ(read.run.timeline[3].values[Observable::trainLoss], 0.5);
    EXPECT_TRUE(std::isnan(read.run.timeline[3].values[Observable::trainError]));
}

TEST(SessionFile, NamesTheArrayThatIsWrong) {
    const NpyArray number{{}, std::vector<std::int64_t>{-1}}, list{{2}, std::vector<std::int64_t>{3, 3}};
    for (const char* name :
         {"format", "version", "session", "spec", "step", "about", "metrics", "metrics_step",
          "metrics_columns", "history_step", "history_counts", "history_curves", "history_neurons",
          "checkpoint/15/W", "pinned/0/checkpoint/15/Z", "pinned/1/spec"}) {
        for (const auto& array : {std::optional<NpyArray>(), std::optional(number), std::optional(list)}) {
            const std::string refusal = refusalOf<InputError>(changed(name, array));
            EXPECT_TRUE(refusal.starts_with("run.fscope")) << name << ": " << refusal;
        }
    }
}

TEST(SessionFile, PartsThatContradictEachOtherAreRefused) {
    const auto refusal = [](const auto& change) {
        SessionDocument session = someSession();
        change(session.pinned[0].run);
        return refusalOf<InputError>(sessionToBytes(session));
    };
    EXPECT_EQ(refusal([](RunArchive&) {}), "accepted");
    EXPECT_NE(refusal([](RunArchive& run) {
                  run.divergence = Divergence{40, "It exploded."};
              }).find("pinned/0/about has a divergence"),
              std::string::npos);
    EXPECT_NE(refusal([](RunArchive& run) { run.trainedTo = 25; }).find("pinned/0/about has a checkpoint"),
              std::string::npos);
    EXPECT_NE(refusal([](RunArchive& run) {
                  std::vector<NeuronHistoryRow> rows{run.history[0]};
                  rows[0].counts.clear();
                  rows[0].cosines.clear();
                  rows[0].projections.clear();
                  run.history = NeuronHistoryView(run.history.tracked(), rows);
              }).find("pinned/0/history_curves lacks the curves along the directions"),
              std::string::npos);
}

TEST(SessionFile, OwnedDataArePartOfItAndOthersAreNot) {
    const DrawnData drawn = firstPoints();
    SessionDocument session = someSession();
    for (RunArchive* run : {&session.run, &session.pinned[0].run}) {
        const ExperimentSpec spec = specForGivenData(run->spec, *drawn.data);
        *run = {};
        run->spec = spec;
        run->data = drawn.data;
    }
    EXPECT_EQ(sessionFromBytes(sessionToBytes(session), "run.fscope").run.data, nullptr);
    session.ownedData = {drawn.data->sha256};
    const SessionDocument read = sessionFromBytes(sessionToBytes(session), "run.fscope");
    EXPECT_EQ(read.ownedData, session.ownedData);
    ASSERT_NE(read.run.data, nullptr);
    EXPECT_EQ(read.run.data->sha256, drawn.data->sha256);
    EXPECT_EQ(read.run.data->x, drawn.data->x);
    EXPECT_EQ(read.run.data->y, drawn.data->y);
    EXPECT_EQ(read.run.data->means, drawn.data->means);
    EXPECT_EQ(read.pinned[0].run.data, read.run.data);
    EXPECT_EQ(sessionToBytes(read), sessionToBytes(session));
    std::get<FileData>(session.run.spec.data).trainSamples = 5;
    EXPECT_NE(refusalOf<InputError>(sessionToBytes(session)).find("other sizes"), std::string::npos);
}

TEST(SessionFile, RefusesWhatIsNone) {
    EXPECT_NE(refusalOf<InputError>(npzBytes({{"X", {{1}, std::vector<double>{1}}}})).find("is no session"),
              std::string::npos);
    EXPECT_NE(refusalOf<FileError>(sessionToBytes(someSession()).substr(0, 5000)), "accepted");
    SessionDocument session;
    session.layout = "{";
    EXPECT_THROW(sessionToBytes(session), InputError);
}

}  // namespace
}  // namespace featurescope
