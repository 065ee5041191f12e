#include "ui/session/insight_presenter.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>

#include "core/run/experiment.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

ExperimentSpec smallSpec() {
    ExperimentSpec spec;
    std::get<XorClusters>(spec.data) = {
        .dimension = 10, .trainSamples = 80, .testSamples = 100, .clusterVariance = 0.02};
    spec.network.neurons = 12;
    spec.training = {.stepSize = 0.3, .steps = 50, .stepSizeChanges = {}};
    return spec;
}

std::shared_ptr<const Snapshot> snapshotOf(std::uint64_t runId, std::int64_t step,
                                           const ExperimentSpec& spec = smallSpec()) {
    const auto run = makeExperiment(spec, {}, nullptr, {});
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->runId = runId;
    snapshot->state = RunState::paused;
    snapshot->spec = spec;
    snapshot->step = step;
    snapshot->scene = run->scene({});
    return snapshot;
}

TEST(InsightPresenter, ComputesNothingThatNobodyWants) {
    InsightPresenter presenter;
    presenter.setWanted(true, false);
    presenter.follow(snapshotOf(1, 5), {}, nullptr);
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return presenter.theory() && presenter.theory()->population.step == 5; }, 20000));
    EXPECT_EQ(presenter.theory()->runId, 1U);
    EXPECT_FALSE(presenter.baselines());
}

TEST(InsightPresenter, HandsOverBaselinesOnceWanted) {
    InsightPresenter presenter;
    const QSignalSpy changes(&presenter, &InsightPresenter::changed);
    presenter.follow(snapshotOf(1, 0), {}, nullptr);
    presenter.setWanted(false, true);
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return presenter.baselines() && presenter.baselines()->complete; }, 30000));
    EXPECT_GE(changes.count(), 1);
    EXPECT_EQ(presenter.baselines()->results.size(), 6U);
    EXPECT_FALSE(presenter.theory());
}

TEST(InsightPresenter, FollowsTheStepAndTheSelection) {
    InsightPresenter presenter;
    presenter.setWanted(true, false);
    Selection selection;
    selection.neurons = {2, 9};
    presenter.follow(snapshotOf(1, 0), selection, nullptr);
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return presenter.theory() && presenter.theory()->paths.size() == 2; }, 20000));
    presenter.follow(snapshotOf(1, 30), {}, nullptr);
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return presenter.theory()->population.step == 30 && presenter.theory()->paths.empty(); },
        20000));
}

TEST(InsightPresenter, DropsWhatBelongsToAnotherRun) {
    InsightPresenter presenter;
    presenter.setWanted(true, false);
    presenter.follow(snapshotOf(1, 0), {}, nullptr);
    ASSERT_TRUE(QTest::qWaitFor([&] { return presenter.theory() != nullptr; }, 20000));
    const QSignalSpy changes(&presenter, &InsightPresenter::changed);
    ExperimentSpec other = smallSpec();
    other.training.stepSize = 0.7;
    presenter.follow(snapshotOf(2, 0, other), {}, nullptr);
    EXPECT_FALSE(presenter.theory());
    EXPECT_EQ(changes.count(), 1);
    ASSERT_TRUE(QTest::qWaitFor([&] { return presenter.theory() && presenter.theory()->runId == 2; }, 20000));
}

}  // namespace
