#include "ui/session/run_editor.h"

#include <gtest/gtest.h>

#include <QTest>
#include <limits>

#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "ui/session/session_presenter.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

ExperimentSpec smallSpec() {
    ExperimentSpec spec = scenarioNamed(kDefaultScenario);
    for (const char* setting : {"data.dimension=6", "data.train_samples=60", "data.test_samples=60",
                                "network.neurons=20", "training.steps=1000"})
        spec = withSetting(spec, setting);
    return spec;
}

class RunEditorTest : public testing::Test {
  protected:
    RunEditorTest() {
        presenter.send(SetSpeed{});
        editor.open(smallSpec(), nullptr);
    }
    void SetUp() override { ASSERT_TRUE(restsAt(0)); }

    const Snapshot& now() { return *presenter.snapshot(); }
    bool restsAt(std::int64_t step) {
        return QTest::qWaitFor(
            [&] {
                return presenter.snapshot() && now().scene && now().step == step &&
                       !now().weightsSha256.empty();
            },
            5000);
    }
    void trainTo(std::int64_t step) {
        presenter.send(RunTo{step});
        ASSERT_TRUE(restsAt(step));
    }
    void edit(const char* assignment, bool held = false) {
        editor.edit(withSetting(now().spec, assignment), held);
    }
    bool specBecomes(const ExperimentSpec& spec) {
        return QTest::qWaitFor([&] { return now().spec == spec && now().scene; }, 5000);
    }

    SessionPresenter presenter{SessionOptions{}};
    PinnedRuns pinned{SessionOptions{}};
    RunEditor editor{
        presenter, pinned, [](const ExperimentSpec&, const ExperimentSpec&) { return QString(); },
        [](const ExperimentSpec& before, const ExperimentSpec& after) {
            return before.network == after.network ? std::string() : std::string("network.neurons");
        }};
};

TEST_F(RunEditorTest, ARestartKeepsTheRunItReplaces) {
    trainTo(12);
    const std::string hash = now().weightsSha256;
    edit("network.neurons=30");
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec.network.neurons == 30 && now().scene; }, 5000));
    EXPECT_EQ(now().step, 0);
    ASSERT_EQ(pinned.size(), 1U);
    pinned.setSameStep(false);
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            const auto moment = pinned.moments().front();
            return moment.snapshot && moment.snapshot->step == 12 && moment.snapshot->weightsSha256 == hash;
        },
        5000));
}

TEST_F(RunEditorTest, ARunThatWasNeverTrainedIsNotKept) {
    edit("network.neurons=30");
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec.network.neurons == 30 && now().scene; }, 5000));
    EXPECT_EQ(pinned.size(), 0U);
}

TEST_F(RunEditorTest, UndoGoesBackToSpecStepAndWeights) {
    trainTo(7);
    const ExperimentSpec first = now().spec;
    const std::string hash = now().weightsSha256;
    edit("network.neurons=30");
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec.network.neurons == 30 && restsAt(0); }, 5000));
    edit("seeds.data=9");
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec.seeds.data == 9 && restsAt(0); }, 5000));
    while (editor.history().stack().canUndo()) editor.history().stack().undo();
    ASSERT_TRUE(specBecomes(first));
    ASSERT_TRUE(restsAt(7));
    EXPECT_EQ(now().weightsSha256, hash);
}

TEST_F(RunEditorTest, ADragKeepsOnlyTheRunItStartedFromAndIsOneEntry) {
    trainTo(5);
    const int before = editor.history().stack().count();
    for (const char* value : {"network.neurons=30", "network.neurons=34", "network.neurons=38"}) {
        edit(value, true);
        const ExperimentSpec wanted = withSetting(now().spec, value);
        ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec == wanted && now().scene; }, 5000));
        presenter.send(StepBy{2});
        ASSERT_TRUE(restsAt(2));
    }
    EXPECT_EQ(pinned.size(), 1U);
    EXPECT_EQ(editor.history().stack().count(), before + 1);
}

TEST_F(RunEditorTest, AStepSizeChangedInThePastKeepsTheOldFuture) {
    trainTo(20);
    const std::string end = now().weightsSha256;
    presenter.send(ShowStep{8});
    ASSERT_TRUE(restsAt(8));
    edit("training.step_size=0.05");
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().trainedTo == 8; }, 5000));
    EXPECT_EQ(stepSizeAt(now().spec.training, 8), 0.05);
    ASSERT_EQ(pinned.size(), 1U);
    EXPECT_EQ(pinned.moments().front().archive->trainedTo, 20);
    editor.goTo(pinned.moments().front());
    presenter.send(RunTo{20});
    ASSERT_TRUE(restsAt(20));
    EXPECT_EQ(now().weightsSha256, end);
}

TEST_F(RunEditorTest, AfterADivergenceHalfTheStepGoesOnFromAnEarlierStep) {
    edit("training.step_size=1e9");
    presenter.send(Play{});
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().state == RunState::diverged; }, 5000));
    ASSERT_TRUE(now().divergence.has_value());
    editor.halveStepSizeAt(0);
    ASSERT_TRUE(restsAt(0));
    EXPECT_TRUE(QTest::qWaitFor([&] { return now().spec.training.stepSize == 5e8; }, 5000));
    EXPECT_NE(now().state, RunState::diverged);
}

TEST_F(RunEditorTest, KeepsAtMostFourRunsAndTheOldestGoes) {
    for (int seed = 2; seed < 8; ++seed) {
        trainTo(3);
        edit(("seeds.weights=" + std::to_string(seed)).c_str());
        ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec.seeds.weights == seed && restsAt(0); }, 5000));
    }
    EXPECT_EQ(pinned.size(), PinnedRuns::kMost);
    EXPECT_EQ(pinned.moments().back().archive->spec.seeds.weights, 6);
    EXPECT_EQ(pinned.moments().front().archive->spec.seeds.weights, 3);
}

TEST_F(RunEditorTest, KeptRunsStandAtTheStepOfThePresentOne) {
    trainTo(30);
    editor.keep();
    ASSERT_TRUE(QTest::qWaitFor([&] { return pinned.size() == 1; }, 5000));
    presenter.send(ShowStep{11});
    ASSERT_TRUE(restsAt(11));
    pinned.follow(11);
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            const auto moment = pinned.moments().front();
            return moment.snapshot && moment.snapshot->step == 11 &&
                   moment.snapshot->weightsSha256 == now().weightsSha256;
        },
        5000));
}

}  // namespace
