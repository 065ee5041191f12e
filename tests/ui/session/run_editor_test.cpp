#include "ui/session/run_editor.h"

#include <gtest/gtest.h>

#include <QTest>
#include <limits>

#include "core/spec/spec_json.h"
#include "tests/support/small_spec.h"
#include "ui/session/session_presenter.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

class RunEditorTest : public testing::Test {
  protected:
    RunEditorTest() {
        presenter.send(SetSpeed{});
        editor.open(test::smallSpec(1000), nullptr);
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
    void edit(const std::string& assignment, int drag = 0) {
        editor.edit(withSetting(now().spec, assignment), drag);
    }
    void restartWith(const std::string& assignment) {
        const ExperimentSpec wanted = withSetting(now().spec, assignment);
        edit(assignment);
        ASSERT_TRUE(specBecomes(wanted) && restsAt(0));
    }
    QUndoStack& edits() { return editor.history().stack(); }
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

TEST_F(RunEditorTest, ARestartOffersTheRunItReplacesAndComparesOnlyWhenAsked) {
    trainTo(12);
    const std::string hash = now().weightsSha256;
    edit("network.neurons=30");
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec.network.neurons == 30 && now().scene; }, 5000));
    EXPECT_EQ(now().step, 0);
    EXPECT_EQ(pinned.size(), 0U);
    ASSERT_NE(editor.before(), nullptr);
    editor.compareBefore();
    EXPECT_EQ(editor.before(), nullptr);
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
    EXPECT_EQ(editor.left().size(), 0U);
    EXPECT_EQ(editor.before(), nullptr);
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
        edit(value, 1);
        const ExperimentSpec wanted = withSetting(now().spec, value);
        ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec == wanted && now().scene; }, 5000));
        presenter.send(StepBy{2});
        ASSERT_TRUE(restsAt(2));
    }
    EXPECT_EQ(editor.left().size(), 1U);
    EXPECT_EQ(editor.before()->spec.network.neurons, 20);
    EXPECT_EQ(editor.history().stack().count(), before + 1);
}

TEST_F(RunEditorTest, AnotherDragOfTheSameControlIsAnotherEntry) {
    const int before = edits().count();
    edit("network.neurons=30", 1);
    edit("network.neurons=32", 1);
    edit("network.neurons=34", 2);
    edit("network.neurons=36");
    edit("network.neurons=38");
    EXPECT_EQ(edits().count(), before + 4);
}

TEST_F(RunEditorTest, WhatUndoLeavesIsKeptAndRedoComesBackToItsStep) {
    trainTo(7);
    restartWith("network.neurons=30");
    trainTo(25);
    const std::string hash = now().weightsSha256;
    const ExperimentSpec second = now().spec;
    edits().undo();
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec.network.neurons == 20 && restsAt(7); }, 5000));
    ASSERT_NE(editor.left().archiveOf(second, {}), nullptr);
    EXPECT_EQ(editor.left().archiveOf(second, {})->trainedTo, 25);
    EXPECT_EQ(pinned.size(), 0U);
    EXPECT_EQ(editor.before(), nullptr) << "it is the present run again";
    edits().redo();
    ASSERT_TRUE(specBecomes(second));
    ASSERT_TRUE(restsAt(25));
    EXPECT_EQ(now().weightsSha256, hash);
}

TEST_F(RunEditorTest, UndoWhileTrainingKeepsWhatWasTrained) {
    restartWith("network.neurons=30");
    const ExperimentSpec second = now().spec;
    presenter.send(SetSteps{1000000});
    presenter.send(Play{});
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().step > 50; }, 5000));
    const std::int64_t seen = now().trainedTo;
    edits().undo();
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec.network.neurons == 20 && restsAt(0); }, 5000));
    ASSERT_EQ(editor.left().size(), 1U);
    ASSERT_NE(editor.left().archiveOf(second, {}), nullptr);
    EXPECT_GE(editor.left().archiveOf(second, {})->trainedTo, seen);
}

TEST_F(RunEditorTest, UndoingANumberOfStepsLosesNoneThatWereTrained) {
    trainTo(10);
    edit("training.steps=2000");
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec.training.steps == 2000; }, 5000));
    trainTo(1500);
    const std::uint64_t run = now().runId;
    edits().undo();
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec.training.steps == 1000 && restsAt(10); }, 5000));
    EXPECT_EQ(now().trainedTo, 1500);
    EXPECT_EQ(now().runId, run);
    edits().redo();
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec.training.steps == 2000 && restsAt(1500); }, 5000));
}

TEST_F(RunEditorTest, AClickFarBackInTheListGoesThereAtOnce) {
    trainTo(7);
    const ExperimentSpec first = now().spec;
    const std::string hash = now().weightsSha256;
    for (int seed = 2; seed < 5; ++seed) {
        restartWith("seeds.weights=" + std::to_string(seed));
        trainTo(seed);
    }
    const ExperimentSpec last = now().spec;
    const int top = edits().index();
    edits().setIndex(top - 3);
    ASSERT_TRUE(specBecomes(first));
    ASSERT_TRUE(restsAt(7));
    EXPECT_EQ(now().weightsSha256, hash);
    EXPECT_NE(editor.left().archiveOf(last, {}), nullptr) << "the run that was left is kept";
    edits().setIndex(top);
    ASSERT_TRUE(specBecomes(last));
    EXPECT_TRUE(restsAt(4));
}

TEST_F(RunEditorTest, GoingFarBackFindsItsRunAndComparesWithNone) {
    trainTo(30);
    for (int seed = 2; seed < 8; ++seed) {
        restartWith("seeds.weights=" + std::to_string(seed));
        trainTo(3);
    }
    edits().setIndex(edits().index() - 6);
    ASSERT_TRUE(restsAt(30));
    EXPECT_EQ(now().spec.seeds.weights, 1);
    EXPECT_EQ(now().trainedTo, 30);
    EXPECT_EQ(pinned.size(), 0U);
}

TEST_F(RunEditorTest, AnEditWhileAnotherWaitsKnowsWhatItFollows) {
    presenter.send(Play{});
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().step > 5; }, 5000));
    ExperimentSpec second = withSetting(now().spec, "network.neurons=30");
    ExperimentSpec third = withSetting(second, "seeds.data=9");
    editor.edit(second, 0);
    editor.keep();
    editor.edit(third, 0);
    ASSERT_TRUE(specBecomes(third)) << "keeping a run must not drop an edit";
    presenter.send(Pause{});
    edits().undo();
    ASSERT_TRUE(specBecomes(second));
    EXPECT_TRUE(restsAt(0));
}

TEST_F(RunEditorTest, ARunKeepsTheEngineItWasOpenedWith) {
    for (const char* engine : {"gram", "primal"}) {
        editor.open(test::smallSpec(1000), nullptr, 3, engine);
        ASSERT_TRUE(QTest::qWaitFor(
            [&] { return now().scene && now().scene->learner.engine == engine && restsAt(3); }, 5000));
    }
    edits().undo();
    EXPECT_TRUE(QTest::qWaitFor(
        [&] { return now().scene && now().scene->learner.engine == "gram" && restsAt(3); }, 5000));
}

TEST_F(RunEditorTest, AStepSizeChangedInThePastKeepsTheOldFuture) {
    trainTo(20);
    const std::string end = now().weightsSha256;
    presenter.send(ShowStep{8});
    ASSERT_TRUE(restsAt(8));
    edit("training.step_size=0.05");
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().trainedTo == 8; }, 5000));
    EXPECT_EQ(stepSizeAt(now().spec.training, 8), 0.05);
    ASSERT_NE(editor.before(), nullptr);
    EXPECT_EQ(editor.before()->trainedTo, 20);
    editor.compareBefore();
    ASSERT_EQ(pinned.size(), 1U);
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

TEST_F(RunEditorTest, AFifthRunToCompareWithIsRefusedAndNothingIsDropped) {
    int refusals = 0;
    QObject::connect(&pinned, &PinnedRuns::refused, [&] { ++refusals; });
    for (int seed = 2; seed < 7; ++seed) {
        trainTo(3);
        restartWith("seeds.weights=" + std::to_string(seed));
        editor.compareBefore();
    }
    EXPECT_EQ(pinned.size(), PinnedRuns::kMost);
    EXPECT_EQ(refusals, 1);
    EXPECT_EQ(pinned.moments().front().archive->spec.seeds.weights, 1);
    EXPECT_NE(editor.before(), nullptr) << "it is still offered";
}

TEST_F(RunEditorTest, AnotherExperimentStartsClean) {
    trainTo(3);
    editor.keep();
    ASSERT_EQ(pinned.size(), 1U);
    ExperimentSpec other = test::smallSpec(1000);
    other.title = "Other";
    other.network.neurons = 12;
    editor.open(other, nullptr);
    ASSERT_TRUE(specBecomes(other));
    EXPECT_EQ(pinned.size(), 0U);
    edits().undo();
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec.network.neurons == 20 && restsAt(3); }, 5000));
    EXPECT_EQ(pinned.size(), 0U);
}

TEST_F(RunEditorTest, GoingToAComparedRunChangesPlacesWithIt) {
    trainTo(5);
    restartWith("network.neurons=30");
    trainTo(9);
    editor.compareBefore();
    ASSERT_EQ(pinned.size(), 1U);
    editor.goTo(pinned.moments().front());
    ASSERT_TRUE(QTest::qWaitFor([&] { return now().spec.network.neurons == 20 && now().scene; }, 5000));
    ASSERT_EQ(pinned.size(), 1U);
    EXPECT_EQ(pinned.moments().front().archive->spec.network.neurons, 30);
}

TEST_F(RunEditorTest, ABranchCanBecomeTheWholeRunAgain) {
    ExperimentSpec whole;
    std::int64_t from = -1;
    QObject::connect(&editor, &RunEditor::branched, [&](const ExperimentSpec& spec, std::int64_t step) {
        whole = spec;
        from = step;
    });
    trainTo(20);
    const ExperimentSpec first = now().spec;
    edit("training.step_size=0.05");
    ASSERT_TRUE(QTest::qWaitFor([&] { return !now().spec.training.stepSizeChanges.empty(); }, 5000));
    EXPECT_EQ(now().spec.training.stepSize, first.training.stepSize) << "that of the start";
    EXPECT_EQ(from, 20);
    editor.runWhole(whole, from);
    ASSERT_TRUE(specBecomes(whole));
    ASSERT_TRUE(restsAt(20));
    EXPECT_EQ(now().spec.training.stepSize, 0.05);
    EXPECT_TRUE(now().spec.training.stepSizeChanges.empty());
    ASSERT_NE(editor.before(), nullptr);
    EXPECT_EQ(editor.before()->spec, first) << "what is offered to compare with is the run before the branch";
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
