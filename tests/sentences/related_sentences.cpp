#include "tests/sentences/sentence.h"

namespace featurescope::sentences {
namespace {

using O = Observable;

void halfOfTheLampsAreLitAtRandom() {
    for (const std::int64_t seed : kSeeds) {
        Run run("equal-margins", {}, seed);
        EXPECT_NEAR(run.now(O::ownPatternShare), 0.5, 0.05);
    }
}

void aLeakyPatternIsCompleteAfterOneStep() {
    for (const std::int64_t seed : kSeeds)
        EXPECT_EQ(Run("equal-margins", {}, seed).at(1, O::ownPatternShare), 1);
}

void neuronsBecomeParallelAndMarginsEqual() {
    for (const std::int64_t seed : kSeeds) {
        Run run("equal-margins", {}, seed);
        EXPECT_GT(run.now(O::rankPositive), 10);
        EXPECT_NEAR(run.at(100, O::rankPositive), 1, 0.01);
        EXPECT_NEAR(run.now(O::rankNegative), 1, 0.01);
        EXPECT_NEAR(run.at(4000, O::marginRatio), 1, 0.05) << "the largest over the smallest";
    }
}

void oneStepCutsTheRank() {
    for (const std::int64_t seed : kSeeds) {
        Run run("rank-two", {}, seed);
        EXPECT_GT(run.now(O::stableRank), 20);
        EXPECT_LT(run.at(1, O::stableRank), 2.2);
    }
}

void theOddHalfComesFirst() {
    for (const std::int64_t seed : kSeeds) {
        Run run("linear-then-xor", {}, seed);
        EXPECT_GT(run.at(1, O::linearShare), 0.5);
        EXPECT_EQ(run.now(O::trainError), 0) << "fits every label";
        EXPECT_LT(run.at(100, O::linearShare), 0.2);
    }
}

void thePenaltyHelpsOutOfDistribution() {
    for (const std::int64_t seed : kSeeds) {
        Run with("feature-reconstruction", {}, seed), without("feature-reconstruction-control", {}, seed);
        const std::int64_t last = without.spec().training.steps;
        EXPECT_LT(with.at(with.spec().training.steps, O::oodError), without.at(last, O::oodError) - 0.05);
        EXPECT_LT(without.now(O::testError), 0.02);
    }
}

#define HELP(name) "resources/help/" name ".md"

const Sentence kSentences[] = {
    {"FeaturesLimit", HELP("features"),
     "The larger λ, the nearer the output weights come to the first principal direction of the features over "
     "the training samples",
     nullptr, "Features.TendToWhatRebuildsThemBestFromOneNumber"},
    {"FeaturesPenalty", HELP("features"), "the error out of distribution falls.",
     thePenaltyHelpsOutOfDistribution, "", true},
    {"KernelSamples", HELP("kernel"), "The samples are the first 400 of the test set", nullptr,
     "Kernel.TakesTheFirstFourHundredSamples"},
    {"KernelFormula", HELP("kernel"),
     "K(x, x′) = ⟨∂f(x)/∂p, ∂f(x′)/∂p⟩, over the numbers p of the trained layers.", nullptr,
     "TangentKernel.IsTheInnerProductOfGradientsByWhatIsTrained"},
    {"KernelOfTheTarget", HELP("kernel"), "it is 1 for the kernel yy′, which knows nothing but the target",
     nullptr, "KernelAlignment.OfTheTargetsOwnKernelIsOneAndOfAConstantUndefined"},
    {"PartsLinear", HELP("parts"), "So the odd half of a network without biases is exactly linear", nullptr,
     "EverySlope.TheOddHalfIsLinearAndBothMakeTheOutput"},
    {"PartsShare", HELP("parts"), "is the mean of f_odd² over that of f², over all test samples", nullptr,
     "CostlyValues.PatternsAndLinearPartsFollowTheirDefinitions"},
    {"PartsOddFirst", HELP("parts"),
     "Early in a run with many dimensions and few samples the odd half can outweigh the even one: the "
     "network "
     "fits every label and knows nothing. Later the even half takes over",
     theOddHalfComesFirst},
    {"PatternFewSamples", HELP("pattern"), "The panel needs a run with at most 64 training samples.", nullptr,
     "Pattern.IsThereForFewSamplesOnly"},
    {"PatternAtRandom", HELP("pattern"),
     "In a random network about half of the lamps are lit, without order.", halfOfTheLampsAreLitAtRandom},
    {"PatternAfterOneStep", HELP("pattern"),
     "On nearly orthogonal samples the pattern of a leaky network is complete after one step",
     aLeakyPatternIsCompleteAfterOneStep},
    {"PatternMargins", HELP("pattern"), "the neurons of each sign become parallel and all margins equal",
     neuronsBecomeParallelAndMarginsEqual, "", true},
    {"RankLaws", HELP("rank"), "a leaky ReLU network of slope γ has", nullptr,
     "RankLaw.IsThatOfRunsAfterOneStepAndAfterMany"},
    {"RankOneStep", HELP("rank"), "one step cuts the rank, and it stays small", oneStepCutsTheRank},
    {"SurrogateFourier", HELP("surrogate"), "that is (4ω/π) Σ cos((2i+1)ωh) where |h| ≤ 1.", nullptr,
     "FourierSurrogate.DrawsTheCosinesAndTheirIntegral"},
    {"SurrogateStraight", HELP("surrogate"), "takes 1 where |h| ≤ 1", nullptr,
     "StraightThrough.IsOneWhereThePreactivationIsSmall"},
    {"TargetCurve", HELP("target"), "The curve is the target without noise", nullptr,
     "TargetPanelTest.ItsCurveIsTheLink"},
    {"TargetXor", HELP("target"), "XOR data have labels and no target function; the panel then says so.",
     nullptr, "TargetPanel.SaysThatXorDataHaveNoTargetFunction"},
};

}  // namespace

std::span<const Sentence> relatedSentences() { return kSentences; }

}  // namespace featurescope::sentences
