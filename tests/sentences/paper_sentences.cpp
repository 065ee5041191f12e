#include <algorithm>

#include "tests/sentences/sentence.h"

namespace featurescope::sentences {
namespace {

using O = Observable;

/// What a column of a scenario is at a step, in the mean over the seeds.
double meanAt(std::string_view scenario, std::int64_t step, Observable which) {
    std::vector<double> values;
    for (const std::int64_t seed : kSeeds) values.push_back(Run(scenario, {}, seed).at(step, which));
    return meanOf(values);
}

void nearlyEveryCosinePassesNineTenths() {
    for (const std::int64_t seed : kSeeds)
        EXPECT_GT(Run("crisp-clusters", {}, seed).at(200, O::alignmentOwnShareAbove09), 0.95);
}

void fittingTheNoiseCostsLittle() {
    for (const std::int64_t seed : kSeeds)
        EXPECT_LT(Run("benign-regression", {}, seed).at(60, O::trainLoss), 0.002);
    EXPECT_NEAR(meanAt("benign-regression", 60, O::excessRisk), 0.08, 0.02);
}

void fittingTheNoiseCostsMuchInFewDimensions() {
    for (const std::int64_t seed : kSeeds) {
        Run run("benign-regression-control", {}, seed);
        double best = run.now(O::excessRisk);
        for (std::int64_t step = 1; step <= 3000; step += step < 40 ? 1 : 20)
            best = std::min(best, run.at(step, O::excessRisk));
        EXPECT_GT(run.at(3000, O::excessRisk), 2 * best);
    }
    EXPECT_NEAR(meanAt("benign-regression-control", 3000, O::excessRisk), 0.2, 0.07);
}

void oneStepMakesASpike() {
    for (const std::int64_t seed : kSeeds) {
        Run run("one-gradient-step", {}, seed);
        EXPECT_LT(run.now(O::singularRatio), 1.1);
        EXPECT_NEAR(run.at(1, O::singularRatio), 7.5, 1.2);
        EXPECT_NEAR(run.now(O::leadingCosine), 0.92, 0.04);
    }
}

void theLossFollowsOneOverTheSteps() {
    for (const std::int64_t seed : kSeeds)
        EXPECT_NEAR(Run("equal-margins", {}, seed).at(4000, O::trainLoss) * 4000, 4.95, 0.04 * 4.95);
}

void theTestErrorIsLate() {
    for (const std::int64_t seed : kSeeds) {
        Run run("lazy-to-rich", {}, seed);
        const double late = run.at(1000, O::testNmse);
        EXPECT_GT(late, 3 * run.now(O::trainNmse));
        EXPECT_LT(run.at(10000, O::testNmse), late / 2);
    }
}

void theThreeRunsEndWhereThePageSays() {
    EXPECT_NEAR(meanAt("increasing-complexity", 200, O::testErrorClean), 0.024, 0.006);
    EXPECT_NEAR(meanAt("increasing-complexity-clone-covariance", 200, O::testErrorClean), 0.046, 0.008);
    EXPECT_NEAR(meanAt("increasing-complexity-clone-mean", 200, O::testErrorClean), 0.11, 0.015);
}

void theRankFallsFromEightyThree() {
    for (const std::int64_t seed : kSeeds) {
        Run run("rank-two", {}, seed);
        EXPECT_NEAR(run.now(O::stableRank), 83, 1.5);
        EXPECT_NEAR(run.at(1, O::stableRank), 1.6, 0.15);
    }
}

void aThirdIsWrongOutOfDistribution() {
    for (const std::int64_t seed : kSeeds) {
        Run run("feature-reconstruction-control", {}, seed);
        EXPECT_GT(run.at(3000, O::oodError), 0.2);
        EXPECT_LE(run.now(O::testError), 0.001);
    }
    EXPECT_NEAR(meanAt("feature-reconstruction-control", 3000, O::oodError), 1.0 / 3, 0.08);
}

void wrongLabelsAreFittedWithoutHarm() {
    for (const std::int64_t seed : kSeeds) {
        Run run("benign-linear", {}, seed);
        EXPECT_GT(run.at(1, O::trainError), 0);
        EXPECT_EQ(run.at(100, O::trainError), 0);
        EXPECT_LE(run.now(O::testErrorClean), 0.005);
    }
}

void theStraightThroughRuleIsSlower() {
    for (const std::int64_t seed : kSeeds) {
        EXPECT_LT(Run("sign-neurons", {}, seed).at(200, O::testError), 0.05);
        EXPECT_GT(Run("sign-neurons-control", {}, seed).at(200, O::testError), 0.15);
    }
}

void bothLayersFindFewDirections() {
    for (const std::int64_t seed : kSeeds) {
        Run run("both-layers", {}, seed);
        EXPECT_GT(run.now(O::effectiveNeurons), 100);
        EXPECT_LE(run.at(2000, O::testError), 0.04);
        EXPECT_LT(run.now(O::effectiveNeurons), 50);
    }
}

void theEvenHalfRulesByStepTen() {
    for (const std::int64_t seed : kSeeds) {
        Run run("linear-then-xor", {}, seed);
        EXPECT_GT(run.at(1, O::linearShare), 0.6);
        EXPECT_LT(run.at(10, O::linearShare), 0.5);
        EXPECT_LT(run.now(O::testErrorClean), 0.03);
        EXPECT_LT(run.at(100, O::linearShare), 0.2);
    }
}

#define PAPER(name) "resources/help/papers/" name ".md"

const Sentence kSentences[] = {
    {"PaperAmplification", PAPER("random-feature-amplification"), "nearly every cosine passes 0.9.",
     nearlyEveryCosinePassesNineTenths},
    {"PaperRegression", PAPER("benign-regression"), "ends at about 0.08 where the target has variance 1.",
     fittingTheNoiseCostsLittle},
    {"PaperRegressionControl", PAPER("benign-regression"),
     "the excess risk is about 0.2, several times what it was at its best.",
     fittingTheNoiseCostsMuchInFewDimensions, "", true},
    {"PaperOneStep", PAPER("one-gradient-step"),
     "to 7 or 8 times that, and its direction has a cosine of about 0.92 with that of the target.",
     oneStepMakesASpike},
    {"PaperEqualMargins", PAPER("equal-margins"),
     "which is 4.95 here; at step 4000 runs are within 4 % of it.", theLossFollowsOneOverTheSteps, "", true},
    {"PaperLazyToRich", PAPER("lazy-to-rich"),
     "at step 1000 the test error is still several times as large, and ten thousand steps bring it down.",
     theTestErrorIsLate, "", true},
    {"PaperComplexity", PAPER("increasing-complexity"), "the clean test error falls to about 0.024",
     theThreeRunsEndWhereThePageSays, "", true},
    {"PaperRankTwo", PAPER("rank-two"), "falls from about 83 to about 1.6 in the first step",
     theRankFallsFromEightyThree},
    {"PaperReconstruction", PAPER("feature-reconstruction"),
     "about a third of the samples out of distribution are wrong, in some draws fewer than a quarter.",
     aThirdIsWrongOutOfDistribution},
    {"PaperBenignLinear", PAPER("benign-linear"),
     "the training error starts above 0 and is 0 at step 100, wrong labels included, while the clean test "
     "error "
     "stays at 0 to within half a percent.",
     wrongLabelsAreFittedWithoutHarm, "", true},
    {"PaperSignNeurons", PAPER("sign-neurons"),
     "with the same step size the test error is still above 0.15 at step 200.",
     theStraightThroughRuleIsSlower},
    {"PaperBothLayers", PAPER("both-layers"),
     "the test error falls to 0.04 or less while the effective number of neurons falls from more than 100 to "
     "less "
     "than 50.",
     bothLayersFindFewDirections, "", true},
    {"PaperLinearThenXor", PAPER("linear-then-xor"),
     "it falls from above 0.6 at step 1 to below 0.2 at step 100.", theEvenHalfRulesByStepTen},
};

}  // namespace

std::span<const Sentence> paperSentences() { return kSentences; }

}  // namespace featurescope::sentences
