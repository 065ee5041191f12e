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

void figure2Memorises() {
    Run run("figure-2-memorised");
    EXPECT_EQ(run.at(50, O::trainErrorNoisy), 1);
    EXPECT_EQ(run.at(800, O::trainErrorNoisy), 0);
    EXPECT_LE(run.now(O::testErrorClean), 0.001);
    EXPECT_EQ(run.spec().training.stepSize, 200 * Run("figure-2-high-dimension").spec().training.stepSize);
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

/// What the claims of a scenario say, its text says in words.
constexpr const char* kByClaims = "ScenarioClaims.HoldForThreeSeeds";

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
    {"WatchFigure2Memorised", SCENARIO("figure-2-memorised"),
     "it stays at 1 while the network ignores them, then falls to 0,", figure2Memorises, "", true},
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
    {"WatchBenignRegression", SCENARIO("benign-regression"),
     "Watch the training error fall to 0, so that every noisy value is fitted, while the excess risk, the "
     "error against the values without noise, stays about where it was at its best moment.",
     nullptr, kByClaims},
    {"WatchBenignRegressionControl", SCENARIO("benign-regression-control"),
     "it falls early and rises again as the network fits the noise.", nullptr, kByClaims},
    {"WatchOneGradientStep", SCENARIO("one-gradient-step"),
     "one singular value of the weights leaves all others behind, and its direction is nearly the one that "
     "the target depends on.",
     nullptr, kByClaims},
    {"WatchOneGradientStepControl", SCENARIO("one-gradient-step-control"),
     "the step is 40 times smaller, the largest singular value stays among the others, and the features are "
     "as good as random ones.",
     nullptr, kByClaims},
    {"WatchOneGradientStepControl2", SCENARIO("one-gradient-step-control-2"),
     "the target is a square, so that the first gradient hardly points along its direction, and one step of "
     "the same size does not find it.",
     nullptr, kByClaims},
    {"WatchEqualMargins", SCENARIO("equal-margins"),
     "a hundred steps make both 1, so that each group has become one direction.", nullptr, kByClaims},
    {"WatchEqualMarginsControl", SCENARIO("equal-margins-control"),
     "from a start 30 000 times as large it is still about 2 after 4000 steps, though the margins become "
     "equal all the same.",
     nullptr, kByClaims},
    {"WatchEqualMarginsControl2", SCENARIO("equal-margins-control-2"),
     "with ReLU in place of the leaky activation it stays bounded, but does not come to 1; margins become "
     "equal more slowly.",
     nullptr, kByClaims},
    {"WatchRankTwo", SCENARIO("rank-two"), "one step takes it from about 83 to about 1.6.", nullptr,
     kByClaims},
    {"WatchRankTwoControl", SCENARIO("rank-two-control"),
     "the first step changes nothing, and it falls slowly afterwards.", nullptr, kByClaims},
    {"WatchRankTwoControl2", SCENARIO("rank-two-control-2"),
     "with ReLU it stays a good part of the first, and the boundary is not a hyperplane.", nullptr,
     kByClaims},
    {"WatchLazyToRich", SCENARIO("lazy-to-rich"),
     "the training error falls early, the test error stands still and falls thousands of steps later, while "
     "the kernel of the network turns towards the target.",
     nullptr, kByClaims},
    {"WatchLazyToRichControl", SCENARIO("lazy-to-rich-control"),
     "with a small output scale the kernel turns at once, and the test error follows the training error "
     "within some hundred steps, without a long plateau.",
     nullptr, kByClaims},
    {"WatchIncreasingComplexity", SCENARIO("increasing-complexity"),
     "at first the three networks are as good as each other, then the clone that knows means only is left "
     "behind, then the other.",
     nullptr, kByClaims},
    {"WatchIncreasingComplexityCloneCovariance", SCENARIO("increasing-complexity-clone-covariance"),
     "a network that is trained on normal samples with the means and covariances of each label comes to "
     "about 0.05, and the one on the real data to half of that.",
     nullptr, kByClaims},
    {"WatchIncreasingComplexityCloneMean", SCENARIO("increasing-complexity-clone-mean"),
     "a network that is trained on round normal samples with the mean of each label stays at about 0.1, near "
     "the best linear rule.",
     nullptr, kByClaims},
    {"WatchIncreasingComplexityControl", SCENARIO("increasing-complexity-control"),
     "without a mean shift both labels have the same mean, and a clone that knows means only has nothing to "
     "teach.",
     nullptr, kByClaims},
    {"WatchFeatureReconstruction", SCENARIO("feature-reconstruction"),
     "a head that is also to rebuild the features from its output leans less on the simple one, and errs "
     "less there than its control without that wish.",
     nullptr, kByClaims},
    {"WatchFeatureReconstructionControl", SCENARIO("feature-reconstruction-control"),
     "the test error is nearly 0, but the head leans on the simple feature, and where its sign is random a "
     "third of the samples are wrong.",
     nullptr, kByClaims},
    {"WatchFeatureReconstructionControl2", SCENARIO("feature-reconstruction-control-2"),
     "with four copies of the simple feature, rebuilding all features from one output favours the copies, "
     "and the wish to rebuild does not help.",
     nullptr, kByClaims},
    {"WatchBenignLinear", SCENARIO("benign-linear"),
     "at first wrong labels are ignored, at step 100 all of them are fitted, and the clean test error stays "
     "at 0 throughout.",
     nullptr, kByClaims},
    {"WatchBenignLinearControl", SCENARIO("benign-linear-control"),
     "the clusters are four times nearer to each other, every label is fitted at once, and a third of the "
     "test samples are wrong from the first step on.",
     nullptr, kByClaims},
    {"WatchBenignLinearControl2", SCENARIO("benign-linear-control-2"),
     "in 20 dimensions the network cannot remember wrong labels without bending its boundary, so that "
     "fitting them makes it worse than it was after one step.",
     nullptr, kByClaims},
    {"WatchSignNeurons", SCENARIO("sign-neurons"),
     "the derivative of sign is 0 or infinite, and ten terms of a Fourier series stand for it.", nullptr,
     kByClaims},
    {"WatchSignNeuronsControl", SCENARIO("sign-neurons-control"),
     "with this step size it is still large after 200 steps.", nullptr, kByClaims},
    {"WatchBothLayers", SCENARIO("both-layers"),
     "trained in both layers, the network gathers on few directions and does better than the kernel "
     "classifier of largest margin, where training the second layer alone would end.",
     nullptr, kByClaims},
    {"WatchBothLayersControl", SCENARIO("both-layers-control"),
     "gradient descent on the second layer alone has not even separated the training samples after 2000 "
     "steps.",
     nullptr, kByClaims},
    {"WatchLinearThenXor", SCENARIO("linear-then-xor"),
     "the network is nearly a linear classifier, fits every label, wrong ones too, and knows nothing about "
     "new samples.",
     nullptr, kByClaims},
    {"WatchLinearThenXorControl", SCENARIO("linear-then-xor-control"),
     "with wide clusters every label is fitted after one step and ever after, and a hundred steps hardly "
     "help on new samples.",
     nullptr, kByClaims},
    {"WatchFigure2MemorisedFaster", SCENARIO("figure-2-memorised"),
     "The step size is 200 times that of the paper, so that it happens within 1000 steps.", figure2Memorises,
     "", true},
};

}  // namespace

std::span<const Sentence> watchSentences() { return kSentences; }

}  // namespace featurescope::sentences
