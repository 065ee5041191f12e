#include <algorithm>
#include <cmath>

#include "tests/sentences/sentence.h"

namespace featurescope::sentences {
namespace {

using O = Observable;
constexpr const char* kReadme = "README.md";
constexpr const char* kStart = "resources/help/start.md";

void allCosinesAreSmallAtFirst() {
    for (const std::int64_t seed : kSeeds) {
        Run run("first-screen", {}, seed);
        const std::vector<double> cosines = run.ownCosines();
        EXPECT_LT(*std::max_element(cosines.begin(), cosines.end()), 0.45);
        EXPECT_LT(run.now(O::alignmentOwnMedian), 0.1);
    }
}

void barsMoveOutwardsAndErrorsFall() {
    for (const std::int64_t seed : kSeeds) {
        Run run("first-screen", {}, seed);
        double alignment = run.now(O::alignmentOwnMean);
        const double error = run.now(O::testErrorClean);
        for (std::int64_t step = 1; step <= 20; ++step) {
            EXPECT_GT(run.at(step, O::alignmentOwnMean), alignment) << step;
            alignment = run.now(O::alignmentOwnMean);
        }
        EXPECT_LT(run.now(O::testErrorClean), error / 1.5);
    }
}

void nineInTenAboveFourFifths() {
    for (const std::int64_t seed : kSeeds)
        EXPECT_NEAR(shareAbove(Run("first-screen", {}, seed).to(200).ownCosines(), 0.8), 0.93, 0.06) << seed;
}

void errorsAtStep200() {
    for (const std::int64_t seed : kSeeds) {
        Run run("first-screen", {}, seed);
        EXPECT_LT(run.at(200, O::trainErrorClean), 0.04);
        EXPECT_GT(run.now(O::trainErrorNoisy), 0.92);
        EXPECT_NEAR(run.now(O::testError), 0.15, 0.03);
    }
}

void figure1Alone() { EXPECT_EQ(Run("figure-1").at(60, O::trainErrorNoisy), 1); }

void lazyDoesNotTurn() {
    for (const std::int64_t seed : kSeeds) {
        Run run("lazy", {}, seed);
        const double before = run.now(O::trainError);
        EXPECT_LT(run.at(400, O::trainError), before / 3);
        EXPECT_LT(run.now(O::alignmentOwnMedian), 0.2);
    }
}

void adversaryBreaksIt() {
    for (const std::int64_t seed : kSeeds)
        EXPECT_GT(Run("one-cluster-adversary", {}, seed).at(100, O::testErrorClean), 0.2);
}

void nearlyEveryNeuronInTheEnd() {
    for (const std::int64_t seed : kSeeds) {
        Run run("crisp-clusters", {}, seed);
        EXPECT_GT(run.at(400, O::alignmentOwnShareAbove09), 0.95);
        EXPECT_LT(run.now(O::trainErrorClean), 0.01);
        EXPECT_GT(run.now(O::trainErrorNoisy), 0.95);
    }
}

const Sentence kSentences[] = {
    {"ReadmeStep0", kReadme, "At step 0 all are near 0, as random directions in 100 dimensions are;",
     allCosinesAreSmallAtFirst},
    {"ReadmeLawOfTheStart", kReadme, "the dotted line is what theory says of a random start.", nullptr,
     "StartAlignmentLaw.IsTheLawOfDrawnNeurons"},
    {"ReadmeFirstSteps", kReadme, "The bars move outwards, and the errors fall as they do.",
     barsMoveOutwardsAndErrorsFall},
    {"ReadmeBackToTheBit", kReadme, "The left arrow goes back, to the bit.", nullptr,
     "TimeTravel.AnyEarlierStepIsShownWithTheBitsItHad"},
    {"ReadmeStep200", kReadme,
     "Around step 200 nine neurons in ten have a cosine above 0.8 with one of the means",
     nineInTenAboveFourFifths},
    {"ReadmeErrors", kReadme,
     "the clean test error (thick) and the error on clean training samples have fallen to nearly 0, while "
     "the error on corrupted ones has risen to nearly 1: the network predicts the labels that would have "
     "been right.",
     errorsAtStep200},
    {"ReadmeFigure1", kReadme,
     "*Figure 1 of the paper* has two dimensions and every corrupted point on the wrong side of the X;",
     figure1Alone, "", true},
    {"ReadmeLazy", kReadme, "*Lazy training on the same data* fits without turning its neurons;",
     lazyDoesNotTurn},
    {"ReadmeAdversary", kReadme, "*An adversary on one cluster* breaks it.", adversaryBreaksIt},
    {"StartStep0", kStart,
     "In many dimensions a random direction is nearly at right angles to everything, so all cosines in "
     "*Alignment* are near 0",
     allCosinesAreSmallAtFirst},
    {"StartFirstSteps", kStart,
     "The bars move outwards: this is *random feature amplification*. The errors fall as they do.",
     barsMoveOutwardsAndErrorsFall},
    {"StartLater", kStart,
     "Nearly every neuron points along one mean: ±μ₁ if it votes +1, ±μ₂ if it votes −1. The boundary is an "
     "X. "
     "Clean samples are classified rightly, and corrupted ones \"wrongly\"",
     nearlyEveryNeuronInTheEnd},
};

}  // namespace

std::span<const Sentence> readmeSentences() { return kSentences; }

}  // namespace featurescope::sentences
