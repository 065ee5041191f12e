#include "core/observables/observable_table.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>

#include "core/observables/alignments.h"
#include "core/observables/losses_and_errors.h"
#include "core/observables/probe.h"
#include "core/observables/weight_norms.h"

namespace featurescope {
namespace {

TEST(ObservableTable, RowsFollowTheEnumAndHaveUniqueIdsAndTexts) {
    std::set<std::string_view> ids;
    for (std::size_t i = 0; i < observables().size(); ++i) {
        const ObservableInfo& info = observables()[i];
        EXPECT_EQ(static_cast<std::size_t>(info.which), i);
        EXPECT_FALSE(info.label.empty());
        EXPECT_FALSE(info.help.empty());
        EXPECT_EQ(observableNamed(info.id), info.which);
        ids.insert(info.id);
    }
    EXPECT_EQ(ids.size(), kObservableCount);
    EXPECT_EQ(observableNamed("nothing"), std::nullopt);
}

TEST(ObservableTable, BeginsWithTheColumnsOfTheInterface) {
    const std::vector<std::string_view> fixed{
        "train_loss", "train_error",      "train_error_clean",    "train_error_noisy",
        "test_error", "test_error_clean", "alignment_own_median", "alignment_cross_median",
        "weight_norm"};
    for (std::size_t i = 0; i < fixed.size(); ++i) EXPECT_EQ(observables()[i].id, fixed[i]);
}

struct Scores {
    std::vector<double> outputs;
    std::vector<std::int8_t> labels, cleanLabels;
    ScoredSamples view() const { return {outputs, labels, cleanLabels, false}; }
};

TEST(Errors, AreCountedWithinTheirGroup) {
    // Samples: clean right, clean wrong, corrupted fitted, corrupted not fitted, clean tie (predicts -1).
    const Scores scores{{2, -1, -3, 4, 0}, {1, 1, -1, -1, 1}, {1, 1, 1, 1, 1}};
    EXPECT_DOUBLE_EQ(errorShare(scores.view(), SampleKind::all), 3.0 / 5);
    EXPECT_DOUBLE_EQ(errorShare(scores.view(), SampleKind::clean), 2.0 / 3);
    EXPECT_DOUBLE_EQ(errorShare(scores.view(), SampleKind::corrupted), 1.0 / 2);
    EXPECT_DOUBLE_EQ(cleanLabelErrorShare(scores.view()), 3.0 / 5);
    EXPECT_DOUBLE_EQ(meanCleanMargin(scores.view()), 2.0 / 5);
}

TEST(Errors, WithoutSamplesOfAGroupAreUndefined) {
    const Scores clean{{2, -1}, {1, -1}, {1, -1}};
    EXPECT_TRUE(std::isnan(errorShare(clean.view(), SampleKind::corrupted)));
    EXPECT_TRUE(std::isnan(errorShare({}, SampleKind::all)));
}

TEST(Errors, AreUndefinedWhereTargetsAreRealNumbers) {
    const Scores scores{{2, -1}, {1, 1}, {1, 1}};
    ScoredSamples real = scores.view();
    real.areReal = true;
    EXPECT_TRUE(std::isnan(errorShare(real, SampleKind::all)));
    EXPECT_TRUE(std::isnan(cleanLabelErrorShare(real)));
}

/// Three neurons (positive, negative, a = 0) with known cosines to mu1 = 2 e1, mu2 = e2.
const std::vector<ReferenceDirection> kTwoMeans{{"mu1", "μ₁", 1}, {"mu2", "μ₂", -1}};

NeuronTable knownNeurons() {
    WeightMatrix<double> weights(4, 3);
    weights << 3, 4, 0, 0, -2, 0, 1, 1, 1, 0, 0, 0;
    Vector<double> a(4);
    a << 0.5, -0.5, 0, -0.5;
    Matrix<double> means(3, 2);
    means << 2, 0, 0, 1, 0, 0;
    return neuronTable(weights, a, means, kTwoMeans);
}

TEST(Alignments, AreCosinesWithTheMeansWhateverTheirLength) {
    const NeuronTable neurons = knownNeurons();
    EXPECT_NEAR(neurons.cosines[0][0], 0.6, 1e-15);
    EXPECT_NEAR(neurons.cosines[1][0], 0.8, 1e-15);
    EXPECT_NEAR(neurons.cosines[1][1], -1, 1e-15);
    EXPECT_EQ(neurons.cosines[0][3], 0);  // zero weights
    EXPECT_NEAR(neurons.projections[0][0], 3, 1e-15);
    EXPECT_EQ(neurons.norm[0], 5);
    const std::array<int, 4> signs{1, -1, 0, -1};
    for (std::size_t j = 0; j < signs.size(); ++j) EXPECT_EQ(neurons.signOf(j), signs[j]);
}

TEST(Alignments, OwnAndCrossLeaveOutNeuronsWithoutOutput) {
    const NeuronTable neurons = knownNeurons();
    const std::vector<double> own = ownAlignments(neurons);
    ASSERT_EQ(own.size(), 3U);
    EXPECT_NEAR(own[0], 0.6, 1e-15);
    EXPECT_NEAR(own[1], 1, 1e-15);
    EXPECT_EQ(own[2], 0);
    const std::vector<double> cross = crossAlignments(neurons);
    EXPECT_NEAR(cross[0], 0.8, 1e-15);
    EXPECT_EQ(cross[1], 0);
}

TEST(Alignments, AreNobodysOwnUnlessEachSignHasOneDirection) {
    WeightMatrix<double> weights = WeightMatrix<double>::Ones(3, 2);
    const Vector<double> a = Vector<double>::Ones(3);
    const Matrix<double> axes = Matrix<double>::Identity(2, 2);
    for (const std::vector<ReferenceDirection>& names :
         {std::vector<ReferenceDirection>{{"a", "a", 1}, {"b", "b", 1}}, {{"a", "a", 0}, {"b", "b", -1}}}) {
        const NeuronTable neurons = neuronTable(weights, a, axes, names);
        EXPECT_EQ(neurons.directions(), 2U);
        EXPECT_TRUE(ownAlignments(neurons).empty());
        EXPECT_TRUE(crossAlignments(neurons).empty());
    }
    const NeuronTable turned =
        neuronTable(weights, a, axes, std::vector<ReferenceDirection>{{"b", "b", -1}, {"a", "a", 1}});
    EXPECT_EQ(turned.own, (OwnDirections{.positive = 1, .negative = 0}));
}

TEST(Alignments, WithoutMeansAreEmpty) {
    const NeuronTable neurons =
        neuronTable<float>(WeightMatrix<float>::Ones(3, 2), Vector<float>::Ones(3), Matrix<float>(2, 0), {});
    EXPECT_TRUE(ownAlignments(neurons).empty());
    EXPECT_EQ(neurons.norm.size(), 3U);
}

TEST(WeightNorms, FollowTheirDefinitions) {
    const NeuronTable neurons = knownNeurons();
    const Probe probe{
        .train = {}, .test = {}, .neurons = neurons, .startNorm = 4, .distance = 2, .spectralNorm = 5.5};
    EXPECT_NEAR(weightNorm(probe), std::sqrt(25.0 + 4 + 3), 1e-14);
    EXPECT_NEAR(stableRank(probe), 32 / (5.5 * 5.5), 1e-14);
    EXPECT_EQ(relativeDistance(probe), 0.5);
    const Probe fromZero{.train = {}, .test = {}, .neurons = neurons};
    EXPECT_TRUE(std::isnan(stableRank(fromZero)));
    EXPECT_TRUE(std::isnan(relativeDistance(fromZero)));
}

}  // namespace
}  // namespace featurescope
