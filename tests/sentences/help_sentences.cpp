#include <cmath>

#include "tests/sentences/sentence.h"

namespace featurescope::sentences {
namespace {

using O = Observable;

constexpr auto kSlowRichSettings = "network.init_variance=0.0064";  // 100 times that of first-screen

void cosinesOfSizeOneOverRootD() {
    for (const std::int64_t seed : kSeeds) {
        double squares = 0;
        const std::vector<double> cosines = Run("first-screen", {}, seed).ownCosines();
        for (const double cosine : cosines) squares += cosine * cosine;
        EXPECT_NEAR(std::sqrt(squares / static_cast<double>(cosines.size())), 0.1, 0.02);
    }
}

void otherHalfIsPulledToZero() {
    for (const std::int64_t seed : kSeeds) {
        Run run("crisp-clusters", {}, seed);
        const double before = run.now(O::alignmentCrossMedian);
        EXPECT_LT(run.at(200, O::alignmentCrossMedian), before / 1.5);
    }
}

void mostGoToTheSideOfTheirStart() {
    for (const std::int64_t seed : kSeeds) {
        Run run("first-screen", {}, seed);
        const NeuronTable start = run.experiment().neurons();
        EXPECT_GT(run.to(200).shareOnTheSideOf(start), 0.75);
    }
}

void largerStartClimbsSlowerAndLower() {
    for (const std::int64_t seed : {0, 100}) {
        Run usual("first-screen", {}, seed);
        const auto half = usual.firstStepWith(O::alignmentOwnMedian, 0.5, 100);
        ASSERT_TRUE(half);
        EXPECT_NEAR(static_cast<double>(*half), 45, 8);
        EXPECT_GT(usual.at(200, O::alignmentOwnMedian), 0.88);
        Run large("first-screen", {kSlowRichSettings}, seed);
        EXPECT_NEAR(large.spec().network.initVariance, 100 * usual.spec().network.initVariance, 1e-12);
        const auto later = large.firstStepWith(O::alignmentOwnMedian, 0.5, 1200);
        ASSERT_TRUE(later);
        EXPECT_NEAR(static_cast<double>(*later), 650, 150);
        for (std::int64_t step = 1200; step <= 4000; step += 200)
            EXPECT_LT(large.at(step, O::alignmentOwnMedian), 0.75) << step;
    }
}

void lazyStart() {
    const Run lazy("lazy"), usual("first-screen");
    EXPECT_NEAR(lazy.spec().network.initVariance / usual.spec().network.initVariance, 5625, 1);
    EXPECT_EQ(lazy.spec().network.start, Start::symmetric);
}

void lazyHardlyTurnsAndLearns() {
    for (const std::int64_t seed : kSeeds) {
        Run run("lazy", {}, seed);
        const double alignment = run.now(O::alignmentOwnMedian), error = run.now(O::testErrorClean);
        EXPECT_NEAR(run.at(400, O::alignmentOwnMedian), alignment, 0.12);
        EXPECT_LT(run.now(O::testErrorClean), error / 3);
    }
}

void twoDimensionsStartAligned() {
    for (const std::int64_t seed : kSeeds)
        EXPECT_NEAR(Run("first-screen", {"data.dimension=2"}, seed).now(O::alignmentOwnMedian),
                    std::sqrt(0.5), 0.15);
}

void fromRootDToOne() {
    for (const std::int64_t seed : kSeeds) {
        Run run("crisp-clusters", {}, seed);
        EXPECT_NEAR(run.now(O::alignmentOwnMedian), 0.67 / std::sqrt(50.0), 0.04)
            << "median of |N(0, 1)| / sqrt(d)";
        EXPECT_GT(run.at(200, O::alignmentOwnMedian), 0.94);
    }
}

void giantStepToOneOverRootTwo() {
    for (const std::int64_t seed : kSeeds) {
        Run run("one-giant-step", {}, seed);
        EXPECT_NEAR(run.at(1, O::alignmentOwnMedian), std::sqrt(0.5), 0.075);
        EXPECT_GT(run.now(O::alignmentCrossMedian), 0.55);
        EXPECT_GT(run.at(4, O::alignmentOwnMedian), 0.95);
        EXPECT_LT(run.now(O::alignmentCrossMedian), 0.2);
    }
}

void aQuarterOfTheNeuronsInEachSet() {
    for (const std::int64_t seed : kSeeds) {
        Run run("first-screen", {}, seed);
        const double quarter = static_cast<double>(run.spec().network.neurons) / 4;
        for (const std::size_t candidates : run.conditions().alignment.candidates)
            EXPECT_NEAR(static_cast<double>(candidates), quarter, 4 * std::sqrt(quarter / 2));
    }
}

void cleanAndCorruptedErrors() {
    for (const std::int64_t seed : kSeeds) {
        Run run("crisp-clusters", {}, seed);
        EXPECT_LT(run.at(200, O::trainErrorClean), 0.01);
        EXPECT_GT(run.now(O::trainErrorNoisy), 0.95);
        EXPECT_NEAR(run.now(O::testError), 0.15, 0.025);
    }
}

void lossIsALateWitness() {
    for (const std::int64_t seed : kSeeds) {
        Run run("crisp-clusters", {}, seed);
        EXPECT_NEAR(run.now(O::trainLoss), std::log(2.0), 0.01);
        const auto right = run.firstStepWith(O::trainErrorClean, 0.05, 100);
        ASSERT_TRUE(right);
        EXPECT_GT(run.now(O::trainLoss), 0.6) << "at step " << *right;
    }
}

void bestMarginIsTheLogit() {
    const double eta = 0.15, best = std::log((1 - eta) / eta);
    const auto loss = [eta](double z) {
        return (1 - eta) * std::log1p(std::exp(-z)) + eta * std::log1p(std::exp(z));
    };
    for (double z = 0; z < 5; z += 0.01) EXPECT_GE(loss(z), loss(best) - 1e-12);
    EXPECT_NEAR(loss(best), 0.42, 0.005);
}

void halfOfTheWayComesLater() {
    for (const std::int64_t seed : kSeeds) {
        Run run("crisp-clusters", {}, seed);
        const auto right = run.firstStepWith(O::trainErrorClean, 0.01, 200);
        ASSERT_TRUE(right);
        const auto half = run.firstStepWith(O::trainLoss, (0.69 + 0.42) / 2, 400);
        ASSERT_TRUE(half);
        EXPECT_GT(*half, 2 * *right);
    }
}

void hillsOfTheMargins() {
    for (const std::int64_t seed : kSeeds) {
        Run crisp("crisp-clusters", {}, seed), noisier("first-screen", {}, seed);
        const MarginValues narrow = crisp.to(200).margins(), wide = noisier.to(200).margins();
        EXPECT_NEAR(-meanOf(narrow.corrupted) / meanOf(narrow.clean), 0.96, 0.06) << seed;
        EXPECT_LT(-meanOf(wide.corrupted) / meanOf(wide.clean), 0.85) << seed;
        EXPECT_LT(meanOf(wide.corrupted), -0.2);
    }
}

void withoutFlipsThereIsNoCeiling() {
    Run run("crisp-clusters", {"data.label_noise=0", "training.steps=6400"});
    // As a logarithm does: with every doubling about the same amount.
    double last = run.at(800, O::testMarginCleanMean), gain = 0;
    for (const std::int64_t step : {1600, 3200, 6400}) {
        const double margin = run.at(step, O::testMarginCleanMean);
        EXPECT_GT(margin, std::log(0.85 / 0.15)) << "the ceiling at 0.15";
        if (gain > 0) {
            EXPECT_NEAR((margin - last) / gain, 1, 0.35) << step;
        }
        gain = margin - last;
        last = margin;
    }
}

#define HELP(name) "resources/help/" name ".md"

constexpr const char* kSides = "go to the side on which they happened to start.";
constexpr const char* kPulled = "is pulled to 0: for a neuron that votes";
constexpr const char* kCosineSize =
    "At step 0 a cosine is a random number of size 1/√d, so all bars stand near 0;";
constexpr const char* kLargerStart =
    "Set the initial variance 100 times larger: the climb is slower and lower. On *first-screen* the median "
    "comes "
    "to 0.5 at step 500 to 800 instead of about 45, and never to 0.75, where it was 0.9 before.";
constexpr const char* kLazyStart = "with 5 625 times the variance and a symmetric start:";
constexpr const char* kLazy = "there the bars hardly move, and the error falls nevertheless.";

const Sentence kSentences[] = {
    {"Mu1Start", HELP("alignment-mu1"), kCosineSize, cosinesOfSizeOneOverRootD},
    {"Mu1OtherHalf", HELP("alignment-mu1"), kPulled, otherHalfIsPulledToZero},
    {"Mu1Sides", HELP("alignment-mu1"), kSides, mostGoToTheSideOfTheirStart},
    {"Mu1TwoDimensions", HELP("alignment-mu1"), "Set d = 2: the cosines are large from the start",
     twoDimensionsStartAligned},
    {"Mu1LargerStart", HELP("alignment-mu1"), kLargerStart, largerStartClimbsSlowerAndLower, "", true},
    {"Mu1LazyStart", HELP("alignment-mu1"), kLazyStart, lazyStart},
    {"Mu1Lazy", HELP("alignment-mu1"), kLazy, lazyHardlyTurnsAndLearns},
    {"Mu1Prediction", HELP("alignment-mu1"), "The line of theory** comes from the hyper-parameters alone",
     nullptr, "MovingHistogram.IsForetoldOnTheFirstScreen"},
    {"Mu2Start", HELP("alignment-mu2"), kCosineSize, nullptr, "StartAlignmentLaw.IsTheLawOfDrawnNeurons"},
    {"Mu2Sides", HELP("alignment-mu2"), kSides, mostGoToTheSideOfTheirStart},
    {"Mu2OtherHalf", HELP("alignment-mu2"), kPulled, otherHalfIsPulledToZero},
    {"Mu2LargerStart", HELP("alignment-mu2"), kLargerStart, largerStartClimbsSlowerAndLower, "", true},
    {"Mu2Lazy", HELP("alignment-mu2"), kLazy, lazyHardlyTurnsAndLearns},
    {"OwnFromRootDToOne", HELP("alignment-own"),
     "all neurons begin near 0 (about 1/√d) and end near 1 when features were learned.", fromRootDToOne},
    {"OwnLazy", HELP("alignment-own"), "When the network is lazy, the bars stay where they were.",
     lazyHardlyTurnsAndLearns},
    {"OwnGiantStep", HELP("alignment-own"),
     "One giant step from a tiny start takes the median only to about 0.7, that is 1/√2: the neuron has "
     "found its "
     "axis and the other one in equal parts. The steps after it take the wrong part away.",
     giantStepToOneOverRootTwo},
    {"BaselinesOrigin", HELP("baselines"),
     "It errs on one half of all fresh clean samples, whatever its weights", nullptr,
     "LinearBaseline.ThroughTheOriginErrsOnExactlyHalfOfASymmetricTestSet"},
    {"BaselinesBias", HELP("baselines"), "logistic loss does not find it and stays near one half.", nullptr,
     "LinearBaseline.IsNoBetterThanChanceOnTheFirstScreen"},
    {"BaselinesHalfSpace", HELP("baselines"), "The best half-space can reach one quarter at low noise",
     nullptr, "BestHalfSpace.HasTheTabulatedErrors"},
    {"BaselinesLazy", HELP("baselines"),
     "As many ReLU neurons from a large, symmetric start, so that it learns without turning its neurons.",
     nullptr, "LazyBaseline.StaysFarBehindRichTraining"},
    {"BaselinesBayes", HELP("baselines"),
     "The best there is: answer by the larger of |⟨μ₁, x⟩| and |⟨μ₂, x⟩|.", nullptr,
     "IdealRule.ScoresTheBayesError"},
    {"ConditionsSets", HELP("conditions"), "Each set holds about m/4 neurons.",
     aQuarterOfTheNeuronsInEachSet},
    {"ConditionsEdge", HELP("conditions"), "some allow C ≤ 4 and (A7) asks for C ≥ 4", nullptr,
     "Assumptions.TheCompliantSettingAllowsFour"},
    {"ErrorsIgnored", HELP("errors"),
     "Error on clean samples near 0, on corrupted ones near 1, test error near **η**: the wrong labels are "
     "ignored.",
     cleanAndCorruptedErrors},
    {"ErrorsBayes", HELP("errors"), "is the least error any rule can have with these clusters", nullptr,
     "BayesError.IsWhatTheIdealRuleScoresOnFreshSamples"},
    {"LossLate", HELP("loss"),
     "Early on the loss hardly moves while the neurons turn: f is still tiny, although its *sign* is already "
     "right "
     "on nearly every clean sample.",
     lossIsALateWitness},
    {"LossBest", HELP("loss"), "it is best at a margin of ln((1−η)/η).", bestMarginIsTheLogit},
    {"LossHalfWay", HELP("loss"),
     "compare the step at which the error on clean samples falls below 1 % with the step at which the loss "
     "has come "
     "half of the way from 0.69 to 0.42, the best it can reach at η = 0.15",
     halfOfTheWayComesLater},
    {"MarginsHills", HELP("margins"),
     "On *crisp-clusters* they are nearly mirror images; on *first-screen*, where samples are noisier, the "
     "corrupted hill stays nearer to 0.",
     hillsOfTheMargins},
    {"MarginsLaw", HELP("margins"), "the mean margin ν obeys dν/dt = (α c²/16) (g(ν) − η)", nullptr,
     "MarginLaw.ForetellsTheMeanMarginOfRuns"},
    {"MarginsNoCeiling", HELP("margins"), "there is no ceiling, and the margin grows like a logarithm.",
     withoutFlipsThereIsNoCeiling, "", true},
};

}  // namespace

std::span<const Sentence> helpSentences() { return kSentences; }

}  // namespace featurescope::sentences
