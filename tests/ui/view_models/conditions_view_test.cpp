#include "ui/view_models/conditions_view.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/sample_snapshot.h"
#include "ui/view_models/predicted_lines.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// A run that has come to `step`, with errors measured at every step.
Snapshot runAt(std::int64_t step, double clean, double corrupted, double test) {
    Snapshot snapshot;
    snapshot.spec.training.stepSize = 0.2;  // T = 2.25
    std::get<XorClusters>(snapshot.spec.data).labelNoise = 0.15;
    std::get<XorClusters>(snapshot.spec.data).trainSamples = 1000;
    Timeline timeline;
    for (std::int64_t t = 0; t <= step; ++t) {
        TimelineRow row{.step = t, .values = {}};
        row.values[Observable::trainErrorClean] = t < 3 ? 0.4 : clean;
        row.values[Observable::trainErrorNoisy] = t < 3 ? 0.4 : corrupted;
        row.values[Observable::testError] = t < 3 ? 0.4 : test;
        timeline.record(row);
    }
    snapshot.timeline = timeline.view();
    snapshot.step = step;
    return snapshot;
}

TEST(TheoremView, SaysNotYetBeforeT) {
    const auto view = theoremView(runAt(2, 0, 1, 0.15));
    ASSERT_TRUE(view);
    EXPECT_DOUBLE_EQ(view->steps, 2.25);
    EXPECT_FALSE(view->step);
    EXPECT_EQ(view->training, Verdict::notYet);
    EXPECT_EQ(view->generalisation, Verdict::notYet);
}

TEST(TheoremView, LooksAtTheFirstStepFromTOn) {
    const auto view = theoremView(runAt(40, 0, 1, 0.16));
    ASSERT_TRUE(view);
    EXPECT_EQ(view->step, 3);
    EXPECT_EQ(view->training, Verdict::holds);
    // 0.16 - 0.15 = C sqrt(log(10) / 1000)
    EXPECT_NEAR(view->smallestC, 0.01 / std::sqrt(std::log(10) / 1000), 1e-12);
    EXPECT_EQ(view->generalisation, Verdict::holds);
}

TEST(TheoremView, OneWrongSampleIsEnoughToFail) {
    EXPECT_EQ(theoremView(runAt(5, 0.001, 1, 0.15))->training, Verdict::fails);
    EXPECT_EQ(theoremView(runAt(5, 0, 0.99, 0.15))->training, Verdict::fails);
    EXPECT_EQ(theoremView(runAt(5, 0, kUndefined, 0.15))->training, Verdict::holds);
}

TEST(TheoremView, TheBoundIsOpenWhenItNeedsACAboveOneOrWasNotMeasured) {
    const auto large = theoremView(runAt(5, 0, 1, 0.4));
    EXPECT_EQ(large->generalisation, Verdict::open);
    EXPECT_GT(large->smallestC, 1);
    const auto unmeasured = theoremView(runAt(5, 0, 1, kUndefined));
    EXPECT_EQ(unmeasured->generalisation, Verdict::open);
    EXPECT_TRUE(std::isnan(unmeasured->smallestC));
}

TEST(TheoremView, ComparesCleanTestLabelsWithNoNoise) {
    Snapshot snapshot = runAt(5, 0, 1, 0.01);
    EXPECT_FALSE(theoremView(snapshot)->cleanTest);
    EXPECT_EQ(theoremView(snapshot)->smallestC, 0) << "below eta = 0.15";
    for (const Corruption adversary :
         {Corruption::nearBoundary, Corruption::farFromBoundary, Corruption::oneCluster}) {
        std::get<XorClusters>(snapshot.spec.data).corruption = adversary;
        const auto view = theoremView(snapshot);
        EXPECT_TRUE(view->cleanTest);
        EXPECT_NEAR(view->smallestC, 0.01 / std::sqrt(std::log(10) / 1000), 1e-12);
    }
}

TEST(TheoremView, StepsAfterTheOneShownAreNotLookedAt) {
    Snapshot snapshot = runAt(40, 0, 1, 0.15);
    snapshot.step = 1;
    EXPECT_EQ(theoremView(snapshot)->training, Verdict::notYet);
}

TEST(TheoremView, SpeaksOfXorClustersOnly) {
    Snapshot snapshot = runAt(40, 0, 1, 0.15);
    snapshot.spec.data = FileData{};
    EXPECT_FALSE(theoremView(snapshot));
}

TEST(NeuronConditions, AreThoseOfTheSnapshot) {
    const auto snapshot = test::sampleSnapshot();
    const auto conditions = neuronConditions(*snapshot);
    ASSERT_TRUE(conditions);
    EXPECT_EQ(conditions->clusters[2].candidates, 10U);
    EXPECT_EQ(conditions->clusters[2].aligned, 9U);
    EXPECT_EQ(conditions->orthogonal, 30U);
    EXPECT_EQ(conditions->largestRatio, 4.5);
    EXPECT_FALSE(neuronConditions(Snapshot()));
}

TEST(PredictedLine, IsTheTheorysCurveUpToTheEndOfTheAxis) {
    const auto content = test::sampleContent();
    PredictedLine law("margin-law");
    law.follow(content, 50);
    EXPECT_EQ(law.curve().size(), 13U);
    EXPECT_EQ(law.curve().back(), (CurvePoint{48, 0.0035 * 48}));
    law.follow(content, 100);
    EXPECT_EQ(law.curve().back().step, 100);
    EXPECT_EQ(predictedLevel(content, "margin-ceiling"), 1.735);
    EXPECT_FALSE(predictedLevel(content, "nonsense"));
}

TEST(PredictedLine, TheoryOfAnotherRunIsNotShown) {
    auto content = test::sampleContent();
    auto snapshot = std::make_shared<Snapshot>(*content.snapshot);
    ++snapshot->runId;
    content.snapshot = snapshot;
    PredictedLine law("margin-law");
    law.follow(content, 50);
    EXPECT_TRUE(law.curve().empty());
    EXPECT_FALSE(predictedLevel(content, "margin-ceiling"));
}

}  // namespace
