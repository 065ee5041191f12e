#include "ui/view_models/explanation.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/sample_snapshot.h"
#include "ui/view_models/readouts_view.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

TEST(Explanation, IsThereForEveryObservable) {
    const auto snapshot = test::sampleSnapshot();
    for (const ObservableInfo& info : observables()) {
        const Explanation about = explanationOf(info.which, *snapshot);
        EXPECT_FALSE(about.formula.isEmpty()) << info.id;
        EXPECT_FALSE(about.source.isEmpty()) << info.id;
        EXPECT_TRUE(about.over.contains(QStringLiteral("%1"))) << info.id;
    }
}

TEST(Explanation, CountsCleanAndCorruptedSamples) {
    const auto snapshot = test::sampleSnapshot();
    const ProjectedSamples& samples = snapshot->scene->samples;
    const auto all = static_cast<std::int64_t>(samples.labels.size());
    std::int64_t flipped = 0;
    for (std::size_t i = 0; i < samples.labels.size(); ++i)
        flipped += samples.labels[i] != samples.cleanLabels[i];
    ASSERT_GT(flipped, 0);
    EXPECT_EQ(explanationOf(Observable::trainError, *snapshot).count, all);
    EXPECT_EQ(explanationOf(Observable::trainErrorClean, *snapshot).count, all - flipped);
    EXPECT_EQ(explanationOf(Observable::trainErrorNoisy, *snapshot).count, flipped);
}

TEST(Explanation, TheLossIsThatOfTheRun) {
    auto snapshot = std::make_shared<Snapshot>(*test::sampleSnapshot());
    EXPECT_TRUE(
        explanationOf(Observable::trainLoss, *snapshot).formula.contains(QStringLiteral("log(1 + exp")));
    snapshot->spec.training.loss = Loss::squared;
    EXPECT_TRUE(
        explanationOf(Observable::trainLoss, *snapshot).formula.contains(QStringLiteral("(f - y)^2")));
}

TEST(Explanation, OnlyErrorsOfTheTestSetHaveAStandardError) {
    auto snapshot = std::make_shared<Snapshot>(*test::sampleSnapshot());
    std::get<XorClusters>(snapshot->spec.data).testSamples = 100;
    snapshot->measurement[Observable::testError] = 0.2;
    const Explanation about = explanationOf(Observable::testError, *snapshot);
    ASSERT_TRUE(about.standardError);
    EXPECT_NEAR(*about.standardError, 0.04, 1e-12);
    EXPECT_FALSE(explanationOf(Observable::trainError, *snapshot).standardError);
    std::get<XorClusters>(snapshot->spec.data).testSamples = 0;
    EXPECT_FALSE(explanationOf(Observable::testError, *snapshot).standardError);
}

TEST(StandardError, NeedsSamplesAndAShare) {
    EXPECT_EQ(standardErrorOf(0, 50), 0);
    EXPECT_FALSE(standardErrorOf(std::nan(""), 50));
    EXPECT_FALSE(standardErrorOf(0.5, 0));
}

}  // namespace
