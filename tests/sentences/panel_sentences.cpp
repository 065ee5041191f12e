#include <cmath>

#include "core/theory/alignment_law.h"
#include "core/theory/paper_conditions.h"
#include "core/theory/xor_setting.h"
#include "tests/sentences/sentence.h"

namespace featurescope::sentences {
namespace {

using O = Observable;

/// What every neuron gains along its own mean between two steps, per step.
std::vector<double> gains(Run& run, std::int64_t from, std::int64_t to) {
    const std::vector<double> before = run.to(from).ownProjections();
    std::vector<double> gained = run.to(to).ownProjections();
    for (std::size_t j = 0; j < gained.size(); ++j)
        gained[j] = (gained[j] - before[j]) / static_cast<double>(to - from);
    return gained;
}

double spread(std::span<const double> values) {
    double squares = 0;
    const double mean = meanOf(values);
    for (const double value : values) squares += (value - mean) * (value - mean);
    return std::sqrt(squares / static_cast<double>(values.size()));
}

void gainsFollowTheFirstCosine() {
    for (const std::int64_t seed : kSeeds) {
        Run wide("first-screen", {}, seed);
        const std::vector<double> start = wide.ownCosines();
        const std::vector<double> early = gains(wide, 1, 6);
        EXPECT_GT(correlation(early, start), 0.7) << seed;
        EXPECT_LT(correlation(early, start), 0.95) << seed;
        // No exponential: from steps 1-6 to 15-20 a factor of two at most.
        EXPECT_LT(meanOf(gains(wide, 15, 20)) / meanOf(early), 2.2);
        EXPECT_GT(spread(early) / meanOf(early), 0.6) << "they differ from neuron to neuron";
    }
}

void gainsAreAlikeWhereClustersAreNarrow() {
    Run narrow("theorem-1");
    const std::vector<double> gained = gains(narrow, 0, 1);
    EXPECT_LT(spread(gained) / meanOf(gained), 0.4);
}

void lemma14BoundsTheNorms() {
    Run run("theorem-1");
    for (std::int64_t step = 1; step <= 4; ++step)
        EXPECT_LE(run.at(step, O::weightNorm), weightNormBound(0.25 * static_cast<double>(step))) << step;
}

void pointsBecomeACross() {
    for (const std::int64_t seed : kSeeds) {
        Run run("crisp-clusters", {}, seed);
        const NeuronTable start = run.experiment().neurons();
        EXPECT_NEAR(std::log(spread(start.projections[0]) / spread(start.projections[1])), 0, 0.25)
            << "round";
        const NeuronTable& now = run.to(200).experiment().neurons();
        for (std::size_t j = 0; j < now.norm.size(); ++j) {
            const std::size_t own = now.signOf(j) > 0 ? 0 : 1;
            const double along = now.projections[own][j], across = now.projections[1 - own][j];
            if (std::abs(along) < 0.05) continue;
            EXPECT_LT(std::abs(across), std::abs(along)) << j;
        }
        EXPECT_GE(run.shareOnTheSideOf(start), 0.9);
    }
}

void clockOfAmplification() {
    const double clock = amplificationTime(*xorSettingOf(Run("first-screen").spec()));
    for (const std::int64_t seed : kSeeds) {
        Run run("first-screen", {}, seed);
        EXPECT_LT(static_cast<double>(*run.firstStepWith(O::alignmentOwnMedian, 0.4, 200)), clock);
        EXPECT_GT(static_cast<double>(*run.firstStepWith(O::alignmentOwnMedian, 0.75, 200)), clock);
    }
}

void halfTheStepSizeTwiceTheTime() {
    for (const std::int64_t seed : kSeeds) {
        Run whole("first-screen", {}, seed), halved("first-screen", {"training.step_size=0.1"}, seed);
        const auto usual = *whole.firstStepWith(O::alignmentOwnMedian, 0.6, 200);
        const auto later = *halved.firstStepWith(O::alignmentOwnMedian, 0.6, 400);
        EXPECT_NEAR(static_cast<double>(later) / static_cast<double>(usual), 2, 0.1);
    }
}

void stableRankFallsToTwo() {
    for (const std::int64_t seed : kSeeds) {
        Run rich("first-screen", {}, seed), lazy("lazy", {}, seed);
        EXPECT_GT(rich.now(O::stableRank), 10);
        EXPECT_NEAR(rich.at(200, O::stableRank), 2, 0.4);
        const double before = lazy.now(O::stableRank);
        EXPECT_GT(lazy.at(400, O::stableRank), 0.8 * before);
    }
}

void oneStepFromTensToTwo() {
    for (const std::int64_t seed : kSeeds) {
        Run run("one-giant-step", {}, seed);
        EXPECT_GT(run.now(O::stableRank), 10);
        EXPECT_NEAR(run.at(1, O::stableRank), 2, 0.5);
    }
}

void boundaryComesWithinAFewSteps() {
    for (const std::int64_t seed : kSeeds) {
        Run run("crisp-clusters", {}, seed);
        EXPECT_GT(run.now(O::testErrorClean), 0.25);
        EXPECT_LT(run.at(20, O::testErrorClean), 0.05);
    }
}

#define HELP(name) "resources/help/" name ".md"

const Sentence kSentences[] = {
    {"CurvesGain", HELP("neuron-curves"),
     "Where clusters are wide, as on *first-screen*, the gain grows with the cosine at the start "
     "(correlation 0.7 to 0.95);",
     gainsFollowTheFirstCosine},
    {"CurvesNarrow", HELP("neuron-curves"),
     "where they are narrow, as in *theorem-1*, it is nearly the same for most neurons.",
     gainsAreAlikeWhereClustersAreNarrow, "", true},
    {"CurvesLemma14", HELP("neuron-curves"),
     "is 2|aⱼ|αt (Lemma 14), a bound that holds when assumption (A6), a small enough start, does.",
     lemma14BoundsTheNorms, "", true},
    {"PlaneCross", HELP("neuron-plane"),
     "At step 0 the points are a small round cloud. Neurons that vote +1 are then driven out along the "
     "horizontal "
     "axis, neurons that vote −1 along the vertical axis, on *crisp-clusters* nine in ten to the side where "
     "they started. The picture becomes a cross.",
     pointsBecomeACross},
    {"PlaneArrows", HELP("neuron-plane"),
     "are one step of gradient descent at f = 0, averaged over the clusters", nullptr,
     "FlowField.IsTheStepThatManySamplesWouldMake"},
    {"ProjectionBoundary", HELP("projection"),
     "At step 0 the boundary is an accident. Within a few steps it becomes an X",
     boundaryComesWithinAFewSteps},
    {"ProjectionBand", HELP("projection"),
     "direct sampling gave the same probability up to .017 on average and .049 at worst", nullptr,
     "SmoothedField.IsTheMeanOverManyDraws"},
    {"RidgeClock", HELP("ridge"), "The climb is near t = 8‖W₀‖ / (α c (1 − 2η)), the clock of amplification",
     clockOfAmplification},
    {"RidgeHalfStep", HELP("ridge"),
     "Halve the step size: the picture moves by a factor of two in time and hardly changes otherwise.",
     halfTheStepSizeTwiceTheTime},
    {"SpectrumTwo", HELP("spectrum"),
     "outgrow all others, and the stable rank falls to about **2**. A lazy network keeps its random "
     "spectrum.",
     stableRankFallsToTwo},
    {"SpectrumGiantStep", HELP("spectrum"), "a single step takes the stable rank from tens to about two.",
     oneStepFromTensToTwo},
};

}  // namespace

std::span<const Sentence> panelSentences() { return kSentences; }

}  // namespace featurescope::sentences
