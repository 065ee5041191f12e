#include <algorithm>

#include "tests/sentences/sentence.h"

namespace featurescope::sentences {
namespace {

using O = Observable;

void crispClusters() {
    for (const std::int64_t seed : kSeeds) {
        Run run("crisp-clusters", {}, seed);
        EXPECT_LT(run.now(O::alignmentOwnMedian), 0.14);
        EXPECT_GT(run.at(200, O::alignmentOwnMedian), 0.94);
        EXPECT_GT(run.now(O::trainErrorNoisy), 0.97);
    }
}

void figure1() {
    for (const std::int64_t seed : kSeeds) EXPECT_EQ(Run("figure-1", {}, seed).at(60, O::trainErrorNoisy), 1);
}

void figure2IgnoresAtFirst(std::string_view scenario) {
    Run run(scenario, {}, 100);
    EXPECT_GE(run.at(5, O::trainErrorNoisy), 0.999);
    EXPECT_LE(run.now(O::testErrorClean), 0.001);
}

void firstScreen() {
    for (const std::int64_t seed : kSeeds) {
        Run run("first-screen", {}, seed);
        double error = run.now(O::testErrorClean), alignment = run.now(O::alignmentOwnMedian);
        for (const std::int64_t step : {20, 50, 200}) {
            EXPECT_LT(run.at(step, O::testErrorClean), error) << step;
            EXPECT_GT(run.now(O::alignmentOwnMedian), alignment) << step;
            error = run.now(O::testErrorClean);
            alignment = run.now(O::alignmentOwnMedian);
        }
    }
}

void grokking() {
    for (const std::int64_t seed : kSeeds) {
        Run run("grokking", {}, seed);
        EXPECT_LE(run.at(5, O::trainError), 0.01) << "one sample, on one seed of twenty";
        EXPECT_GT(run.now(O::testErrorClean), 0.35);
        EXPECT_LT(run.at(100, O::testErrorClean), 0.05);
    }
}

void lazyAgainstFirstScreen() {
    for (const std::int64_t seed : kSeeds) {
        Run lazy("lazy", {}, seed), rich("first-screen", {}, seed);
        for (const std::int64_t step : {1, 2, 5})
            EXPECT_LT(lazy.at(step, O::testErrorClean), rich.at(step, O::testErrorClean)) << step;
        for (const std::int64_t step : {25, 50, 200})
            EXPECT_GT(lazy.at(step, O::testErrorClean), rich.at(step, O::testErrorClean)) << step;
        EXPECT_GT(lazy.now(O::testErrorClean), 2 * rich.now(O::testErrorClean));
        EXPECT_LT(lazy.now(O::alignmentOwnMedian), 0.2);
        // The same samples with the same labels.
        EXPECT_EQ(lazy.spec().data, rich.spec().data);
    }
}

void oneClusterAdversary() {
    for (const std::int64_t seed : kSeeds) {
        Run run("one-cluster-adversary", {}, seed);
        EXPECT_NEAR(run.at(100, O::testErrorClean), 0.25, 0.03) << "a whole cluster of four";
        EXPECT_LT(run.now(O::trainErrorNoisy), 0.02);
    }
}

void oneGiantStep() {
    for (const std::int64_t seed : kSeeds) {
        Run run("one-giant-step", {}, seed);
        EXPECT_LT(run.now(O::alignmentOwnMedian), 0.16);
        EXPECT_GT(run.at(1, O::alignmentOwnMedian), 0.5);
    }
}

void theorem1() {
    for (const std::int64_t seed : {0, 100}) {
        Run run("theorem-1", {}, seed);
        EXPECT_EQ(run.at(2, O::trainErrorClean), 0);
        EXPECT_EQ(run.now(O::trainErrorNoisy), 1);
    }
}

void tooFewNeurons() {
    // Each of the four clusters that no neuron covers costs at most a quarter.
    for (std::int64_t seed = 0; seed < 8; ++seed) {
        Run run("too-few-neurons", {}, seed);
        bool covered[4] = {};
        const NeuronTable start = run.experiment().neurons();
        for (std::size_t j = 0; j < 4; ++j) {
            const bool positive = start.signOf(j) > 0;
            const double cosine = start.cosines[positive ? 0 : 1][j];
            covered[(positive ? 0 : 2) + (cosine > 0 ? 0 : 1)] = true;
        }
        const auto missed = static_cast<double>(std::count(covered, covered + 4, false));
        EXPECT_LE(run.at(200, O::testErrorClean), 0.25 * missed + 0.03) << seed;
        if (missed == 0) {
            EXPECT_LT(run.now(O::testErrorClean), 0.05) << seed;
        } else {
            EXPECT_GT(run.now(O::testErrorClean), 0.05) << seed;
        }
    }
}

void tooMuchNoise() {
    for (const std::int64_t seed : kSeeds) {
        Run run("too-much-noise", {}, seed);
        EXPECT_LT(run.at(400, O::alignmentOwnMedian), 0.88);
        EXPECT_GT(run.now(O::alignmentOwnMedian), 0.4);
        EXPECT_GT(run.now(O::testErrorClean), 0.03);
    }
}

#define SCENARIO(name) "resources/scenarios/" name ".json"

const Sentence kSentences[] = {
    {"WatchCrispClusters", SCENARIO("crisp-clusters"),
     "it starts near 0 and moves to 1 while the corrupted labels are ignored.", crispClusters},
    {"WatchFigure1", SCENARIO("figure-1"), "every sample with a corrupted label ends on the wrong side of it",
     figure1, "", true},
    {"WatchFigure2HighDimension", SCENARIO("figure-2-high-dimension"),
     "at first the network ignores every corrupted label;",
     [] { figure2IgnoresAtFirst("figure-2-high-dimension"); }, "", true},
    {"WatchFigure2LowDimension", SCENARIO("figure-2-low-dimension"),
     "at first the network ignores every corrupted label;",
     [] { figure2IgnoresAtFirst("figure-2-low-dimension"); }, "", true},
    {"WatchFirstScreen", SCENARIO("first-screen"),
     "Watch the clean test error fall while the neurons turn towards the cluster means", firstScreen},
    {"WatchGrokking", SCENARIO("grokking"),
     "after 5 steps the training error is 0 although the test error is near one half; the test error falls "
     "only "
     "later.",
     grokking},
    {"WatchLazy", SCENARIO("lazy"),
     "In the first five steps the error is lower than on the first screen, whose data are the same; from "
     "step "
     "20 or so it is higher, and falls far more slowly.",
     lazyAgainstFirstScreen},
    {"WatchOneClusterAdversary", SCENARIO("one-cluster-adversary"),
     "the network gives the whole cluster away.", oneClusterAdversary},
    {"WatchOneGiantStep", SCENARIO("one-giant-step"),
     "one step turns most neurons from random directions to the cluster means.", oneGiantStep},
    {"WatchTheorem1", SCENARIO("theorem-1"),
     "Watch step 2: every clean sample is right and every corrupted one is wrong", theorem1, "", true},
    {"WatchTooFewNeurons", SCENARIO("too-few-neurons"),
     "each cluster that none of them turns to costs up to a quarter of the test samples.", tooFewNeurons},
    {"WatchTooMuchNoise", SCENARIO("too-much-noise"), "the neurons turn only part of the way.", tooMuchNoise},
};

}  // namespace

std::span<const Sentence> watchSentences() { return kSentences; }

}  // namespace featurescope::sentences
