#include "ui/view_models/alignment_view.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/run/experiment.h"
#include "core/spec/scenario_table.h"
#include "core/theory/start_alignment_law.h"
#include "tests/support/sample_snapshot.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

constexpr std::size_t kPointsPerBin = 4;

double sumAtCentres(const CountLine& line, std::size_t step = 1) {
    double sum = 0;
    for (std::size_t i = 0; i < line.size(); i += step) sum += line[i].y;
    return sum;
}

XorSetting crisp() { return {.dimension = 50, .sigma = 0.15, .initScale = 0.011314}; }

TEST(StartLaw, IsTheCoresLawOverABinOfTheFoldedAxis) {
    const StartLaw law = startLaw(50, kOwnDirection);
    const AlignmentHistogram bins{.low = 0};
    for (std::size_t bin = 0; bin < AlignmentHistogram::kBins; ++bin) {
        const PlanePoint& point = law.shares[bin * kPointsPerBin];
        EXPECT_NEAR(point.x, 0.5 * (bins.edge(bin) + bins.edge(bin + 1)), 1e-12);
        EXPECT_NEAR(point.y, startCosineCdf(50, bins.edge(bin + 1)) - startCosineCdf(50, bins.edge(bin)),
                    1e-12);
    }
}

TEST(StartLaw, PutsHalfOfTheLawOnEachSideOfASignedAxis) {
    const StartLaw law = startLaw(50, kFirstDirection);
    const AlignmentHistogram bins;
    double sum = 0;
    for (std::size_t bin = 0; bin < AlignmentHistogram::kBins; ++bin) {
        const double share = law.shares[bin * kPointsPerBin].y;
        sum += share;
        EXPECT_NEAR(share, law.shares[(AlignmentHistogram::kBins - 1 - bin) * kPointsPerBin].y, 1e-12);
        if (bins.edge(bin) < 0) continue;
        const double inBin = startCosineCdf(50, bins.edge(bin + 1)) - startCosineCdf(50, bins.edge(bin));
        EXPECT_NEAR(share, inBin / 2, 1e-12);
    }
    EXPECT_NEAR(sum, 1, 1e-9);
    // The middle bin reaches over 0.
    EXPECT_NEAR(law.shares[AlignmentHistogram::kBins / 2 * kPointsPerBin].y,
                startCosineCdf(50, bins.edge(AlignmentHistogram::kBins / 2 + 1)), 1e-12);
}

TEST(StartLaw, IsFiniteInTwoDimensionsAndEmptyInOne) {
    for (const PlanePoint& point : startLaw(2, kSecondDirection).shares) EXPECT_TRUE(std::isfinite(point.y));
    EXPECT_TRUE(startLaw(1, kOwnDirection).shares.empty());
    EXPECT_TRUE(expectedAtStart(startLaw(1, kOwnDirection), {.low = 0}).empty());
}

TEST(StartLaw, FollowsTheNeuronsThatAreDrawn) {
    // 20 000 drawn neurons: every bin within five standard errors of its expectation.
    const ProjectedNeurons population = drawnPopulation(crisp(), 20000, 3);
    AlignmentHistogram all{.low = -1};
    all.positive[0] = all.negative[0] = 10000;
    const CountLines drawn = predictedCounts(population, kFirstDirection, all);
    const CountLines expected = expectedAtStart(startLaw(50, kFirstDirection), all);
    for (std::size_t bin = 0; bin < AlignmentHistogram::kBins; ++bin) {
        const double mean = expected.positive[bin * kPointsPerBin].y;
        EXPECT_NEAR(drawn.positive[bin].y, mean, 5 * std::sqrt(mean) + 1) << bin;
        EXPECT_NEAR(drawn.negative[bin].y, mean, 5 * std::sqrt(mean) + 1) << bin;
    }
}

TEST(PredictedCounts, AreTheCoresSharesTimesTheNeurons) {
    const ProjectedNeurons population = drawnPopulation(crisp(), 600, 4);
    std::vector<double> positive;
    for (std::size_t j = 0; j < population.size(); ++j) {
        if (population.outputWeight[j] <= 0) continue;
        const double norm =
            std::hypot(population.alongMu1[j], population.alongMu2[j], population.perpendicular[j]);
        positive.push_back(population.alongMu2[j] / norm);
    }
    AlignmentHistogram neurons{.low = -1};
    neurons.positive[5] = 30;
    neurons.negative[7] = 20;
    const CountLines lines = predictedCounts(population, kSecondDirection, neurons);
    const std::vector<double> shares = binShares(positive, -1, 1, AlignmentHistogram::kBins);
    for (std::size_t bin = 0; bin < shares.size(); ++bin)
        EXPECT_NEAR(lines.positive[bin].y, 30 * shares[bin], 1e-9);
    EXPECT_NEAR(sumAtCentres(lines.negative), 20, 1e-9);
}

TEST(PredictedCounts, JoinTheSignsForOwnAlignment) {
    const ProjectedNeurons population = drawnPopulation(crisp(), 600, 4);
    AlignmentHistogram neurons{.low = 0};
    neurons.positive[5] = 30;
    neurons.negative[7] = 20;
    const CountLines lines = predictedCounts(population, kOwnDirection, neurons);
    EXPECT_NEAR(sumAtCentres(lines.positive), 50, 1e-9);
    EXPECT_TRUE(lines.negative.empty());
}

TEST(AlignmentView, CountsEveryNeuronAtEveryStep) {
    ExperimentSpec spec = scenarioNamed(kDefaultScenario);
    auto& clusters = std::get<XorClusters>(spec.data);
    clusters.dimension = 10;
    clusters.trainSamples = 80;
    clusters.testSamples = 0;
    spec.network.neurons = 31;
    const auto experiment = makeExperiment(spec, {}, nullptr, {});
    for (int step = 0; step <= 40; ++step) {
        for (const DirectionChoice choice : {kFirstDirection, kSecondDirection, kOwnDirection}) {
            const AlignmentHistogram histogram = alignmentHistogram(experiment->neurons(), choice);
            EXPECT_EQ(histogram.positiveNeurons(), 15) << step;
            EXPECT_EQ(histogram.negativeNeurons(), 15) << step;
        }
        experiment->advance();
    }
}

TEST(AlignmentView, KeepsTheStartOfTheRunWhateverIsShown) {
    const auto snapshot = test::sampleSnapshot();
    const AlignmentView view = alignmentView({.snapshot = snapshot}, kFirstDirection, {});
    EXPECT_EQ(view.start, alignmentHistogram(snapshot->scene->startNeurons, kFirstDirection));
    EXPECT_EQ(view.start.positiveNeurons(), 20);
    EXPECT_NE(view.start, view.now);
}

TEST(AlignmentView, TakesThePredictionOfItsOwnRunOnly) {
    const auto snapshot = test::sampleSnapshot();
    auto theory = std::make_shared<TheoryOverlay>();
    theory->runId = snapshot->runId;
    theory->applies = true;
    theory->population = {.step = 39, .trustedTo = 50, .neurons = drawnPopulation(crisp(), 100, 1)};
    PanelContent content{.snapshot = snapshot, .selection = {}, .theory = theory};
    AlignmentView view = alignmentView(content, kFirstDirection, {});
    EXPECT_NEAR(sumAtCentres(view.predicted.positive), 20, 1e-9);
    EXPECT_EQ(view.predictedStep, 39);
    EXPECT_TRUE(view.predictionHolds);

    auto other = std::make_shared<TheoryOverlay>(*theory);
    other->runId = snapshot->runId + 1;
    content.theory = other;
    EXPECT_TRUE(alignmentView(content, kFirstDirection, {}).predicted.empty());
}

TEST(AlignmentView, GivesALineAboveTheBarsRoomOnTheAxis) {
    const auto snapshot = test::sampleSnapshot();
    auto theory = std::make_shared<TheoryOverlay>();
    theory->runId = snapshot->runId;
    theory->applies = true;
    // All of them at right angles to mu1: 20 positive ones in one bin, more than any bar holds.
    ProjectedNeurons& neurons = theory->population.neurons;
    for (const double a : {1.0, -1.0}) {
        neurons.alongMu1.push_back(0);
        neurons.alongMu2.push_back(1);
        neurons.perpendicular.push_back(1);
        neurons.outputWeight.push_back(a);
    }
    theory->population.step = 39;
    const PanelContent content{.snapshot = snapshot, .selection = {}, .theory = theory};
    const AlignmentView view = alignmentView(content, kFirstDirection, {});
    ASSERT_LT(histogramTop(std::max(view.now.largest(), view.start.largest())), 20);
    EXPECT_GE(view.top, 20);
    // The law of 1000 dimensions has nearly all neurons in the middle.
    const AlignmentView law =
        alignmentView({.snapshot = snapshot}, kFirstDirection, startLaw(10000, kFirstDirection));
    EXPECT_GE(law.top, 20);
}

TEST(AlignmentView, TrustsAPredictionOfTheStepShownOnly) {
    const auto snapshot = test::sampleSnapshot();
    const auto holds = [&](std::int64_t step, std::int64_t trustedTo) {
        auto theory = std::make_shared<TheoryOverlay>();
        theory->runId = snapshot->runId;
        theory->applies = true;
        theory->population = {
            .step = step, .trustedTo = trustedTo, .neurons = drawnPopulation(crisp(), 100, 1)};
        return alignmentView({.snapshot = snapshot, .selection = {}, .theory = theory}, kFirstDirection, {})
            .predictionHolds;
    };
    ASSERT_EQ(snapshot->step, 39);
    EXPECT_TRUE(holds(39, 39));
    EXPECT_FALSE(holds(39, 38)) << "beyond the steps for which it was checked";
    EXPECT_FALSE(holds(38, 1000)) << "of an earlier step";
}

TEST(AlignmentView, MarksPickedNeuronsAndShowsPinnedRuns) {
    const auto snapshot = test::sampleSnapshot();
    PanelContent content{.snapshot = snapshot};
    content.selection.neurons = {0, 1, 39};
    content.pinned.push_back(
        {.name = QStringLiteral("kept"), .difference = {}, .snapshot = test::sampleSnapshot(5, 400)});
    const AlignmentView view = alignmentView(content, kSecondDirection, {});
    EXPECT_EQ(view.selected.positiveNeurons(), 2);
    EXPECT_EQ(view.selected.negativeNeurons(), 1);
    ASSERT_EQ(view.pinned.size(), 1U);
    EXPECT_EQ(view.pinned[0].positiveNeurons(), 200);
    EXPECT_GE(view.top, view.pinned[0].largest());
}

TEST(AlignmentView, MarksTheNeuronsThatFireOnPickedSamples) {
    auto snapshot = std::make_shared<Snapshot>(*test::sampleSnapshot());
    auto activity = std::make_shared<SelectionActivity>();
    activity->neuronFires.assign(40, false);
    for (const std::size_t j : {1U, 5U, 30U}) activity->neuronFires[j] = true;
    snapshot->activity = activity;
    PanelContent content{.snapshot = snapshot};
    EXPECT_EQ(alignmentView(content, kSecondDirection, {}).selected.neurons(), 0) << "nothing is picked";
    content.selection.samples = {7};
    EXPECT_EQ(alignmentView(content, kSecondDirection, {}).selected.positiveNeurons(), 2);
    EXPECT_EQ(alignmentView(content, kSecondDirection, {}).selected.negativeNeurons(), 1);
    content.selection.neurons = {0};
    EXPECT_EQ(alignmentView(content, kSecondDirection, {}).selected.neurons(), 1) << "neurons come first";
}

TEST(AlignmentView, IsEmptyBeforeARun) {
    const auto empty = std::make_shared<Snapshot>();
    for (const DirectionChoice choice : {kFirstDirection, kSecondDirection, kOwnDirection}) {
        const AlignmentView view = alignmentView({.snapshot = empty}, choice, {});
        EXPECT_EQ(view.now.largest(), 0);
        EXPECT_EQ(view.top, 4);
    }
}

}  // namespace
