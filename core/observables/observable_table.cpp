#include "core/observables/observable_table.h"

#include "core/math/statistics.h"
#include "core/observables/alignments.h"
#include "core/observables/losses_and_errors.h"
#include "core/observables/margin_observables.h"
#include "core/observables/probe.h"
#include "core/observables/rank_observables.h"
#include "core/observables/regression_errors.h"
#include "core/observables/weight_norms.h"

namespace featurescope {
namespace {

/// How an observable is written, drawn and measured.
struct Row {
    ObservableInfo info;
    double (*measure)(const Probe&);
};

constexpr std::array<Row, kObservableCount> kRows{{
    {{Observable::trainLoss, "train_loss", "Training loss",
      "What training lowers: the mean of the loss over the training samples, in nats for the logistic loss."},
     [](const Probe& p) { return p.trainLoss; }},
    {{Observable::trainError, "train_error", "Training error",
      "Share of training samples whose prediction differs from the given label."},
     [](const Probe& p) { return errorShare(p.train, SampleKind::all); }},
    {{Observable::trainErrorClean, "train_error_clean", "Error on clean samples",
      "Share of wrong predictions within the clean training samples."},
     [](const Probe& p) { return errorShare(p.train, SampleKind::clean); }},
    {{Observable::trainErrorNoisy, "train_error_noisy", "Error on corrupted samples",
      "Share of corrupted training samples whose prediction differs from the given label."},
     [](const Probe& p) { return errorShare(p.train, SampleKind::corrupted); }},
    {{Observable::testError, "test_error", "Test error",
      "Share of test samples whose prediction differs from the noisy label."},
     [](const Probe& p) { return errorShare(p.test, SampleKind::all); }},
    {{Observable::testErrorClean, "test_error_clean", "Clean test error",
      "Share of test samples whose prediction differs from the clean label."},
     [](const Probe& p) { return cleanLabelErrorShare(p.test); }},
    {{Observable::alignmentOwnMedian, "alignment_own_median", "Median alignment, own mean",
      "Median over neurons of |cos| with mu1 for a > 0 and with mu2 for a < 0."},
     [](const Probe& p) { return median(ownAlignments(p.neurons)); }},
    {{Observable::alignmentCrossMedian, "alignment_cross_median", "Median alignment, other mean",
      "Median over neurons of |cos| with mu2 for a > 0 and with mu1 for a < 0."},
     [](const Probe& p) { return median(crossAlignments(p.neurons)); }},
    {{Observable::weightNorm, "weight_norm", "Weight norm", "Frobenius norm of W."}, weightNorm},
    {{Observable::alignmentOwnMean, "alignment_own_mean", "Mean alignment, own mean",
      "Mean over neurons of |cos| with the own mean."},
     [](const Probe& p) { return mean(ownAlignments(p.neurons)); }},
    {{Observable::alignmentOwnShareAbove09, "alignment_own_share_above_0.9", "Share aligned above 0.9",
      "Share of neurons whose |cos| with the own mean is above 0.9."},
     [](const Probe& p) { return shareAbove(ownAlignments(p.neurons), 0.9); }},
    {{Observable::stableRank, "stable_rank", "Stable rank",
      "Squared Frobenius norm of W over its squared largest singular value."},
     stableRank},
    {{Observable::relativeDistance, "relative_distance", "Distance from the start",
      "||W - W(0)|| / ||W(0)||, Frobenius norms."},
     relativeDistance},
    {{Observable::testMarginCleanMean, "test_margin_clean_mean", "Mean clean test margin",
      "Mean of (clean label) f(x) over the test samples."},
     [](const Probe& p) { return meanCleanMargin(p.test); }},
    {{Observable::rankPositive, "rank_positive", "Stable rank, a > 0",
      "Stable rank of the rows of W with a > 0."},
     [](const Probe& p) { return p.costly.rankPositive(); }},
    {{Observable::rankNegative, "rank_negative", "Stable rank, a < 0",
      "Stable rank of the rows of W with a < 0."},
     [](const Probe& p) { return p.costly.rankNegative(); }},
    {{Observable::marginRatio, "margin_ratio", "Largest over smallest margin",
      "Largest y f over smallest on the training samples, where all are positive."},
     marginRatio},
    {{Observable::ownPatternShare, "own_pattern_share", "Own activation pattern",
      "Share of pairs of a neuron and a training sample that are active exactly when a and the label have "
      "one sign."},
     [](const Probe& p) { return p.costly.ownPatternShare(); }},
    {{Observable::thirdSingularRatio, "third_singular_ratio", "Third singular value",
      "Third singular value of W over the first."},
     thirdSingularRatio},
    {{Observable::linearAgreement, "linear_agreement", "Agreement with a linear rule",
      "Share of test samples on which the network and the linear rule of the sum of its weighted neurons "
      "predict the same."},
     linearAgreement},
    {{Observable::linearShare, "linear_share", "Linear share",
      "Mean square of the odd part of f, which is linear, over that of f, on the test samples."},
     linearShare},
    {{Observable::normalisedMargin, "normalised_margin", "Normalised margin",
      "Smallest y f on the training samples over the norm of W; over the mean of ||w||^2 + a^2 when both "
      "layers are trained."},
     normalisedMargin},
    {{Observable::effectiveNeurons, "effective_neurons", "Effective neurons",
      "Number of neurons that share the output: (sum q)^2 / sum q^2 of q = |a| ||w||."},
     effectiveNeurons},
    {{Observable::directionCosine, "direction_cosine", "Cosine of the sum with the direction",
      "Cosine of the sum of the weighted neurons with the only direction of the data."},
     [](const Probe& p) { return p.costly.directionCosine(); }},
    {{Observable::leadingCosine, "leading_cosine", "Cosine of the leading direction",
      "|cos| of the first right singular vector of W with the only direction of the data."},
     [](const Probe& p) { return p.costly.leadingCosine(); }},
    {{Observable::singularRatio, "singular_ratio", "First over second singular value",
      "First singular value of W over the second."},
     singularRatio},
    {{Observable::energyAlong, "energy_along", "Energy along the direction",
      "Share of the squared norm of W along the only direction of the data."},
     energyAlongDirection},
    {{Observable::kernelAlignment, "kernel_alignment", "Alignment of the kernel",
      "Alignment of the centred tangent kernel with the centred targets, on at most 400 test samples."},
     [](const Probe& p) { return p.costly.kernelAlignment(); }},
    {{Observable::trainNmse, "train_nmse", "Normalised training error",
      "Mean of (f - y)^2 on the training samples over the variance of the targets without noise."},
     [](const Probe& p) { return normalisedGivenError(p.train); }},
    {{Observable::testNmse, "test_nmse", "Normalised test error",
      "Mean of (f - y*)^2 on the test samples over the variance of y*, the targets without noise."},
     [](const Probe& p) { return normalisedCleanError(p.test); }},
    {{Observable::excessRisk, "excess_risk", "Excess risk",
      "Mean of (f - y*)^2 on the test samples, y* the target without noise."},
     [](const Probe& p) { return excessRisk(p.test); }},
    {{Observable::readoutMse, "readout_mse", "Error of the ridge readout",
      "Mean of (p - y*)^2 on the test samples, p the ridge regression of the readout samples on the "
      "features."},
     [](const Probe& p) { return p.costly.readoutError(); }},
    {{Observable::oodError, "ood_error", "Error out of distribution",
      "Share of wrong predictions on the samples out of distribution."},
     [](const Probe& p) { return p.costly.oodError(); }},
    {{Observable::gradientFidelity, "gradient_fidelity", "Fidelity of the gradient",
      "Median over neurons of the cosine of the gradient by the surrogate with that by a narrow window, on "
      "20000 fresh samples; at step 0 and the last step."},
     [](const Probe& p) { return p.costly.gradientFidelity(); }},
    {{Observable::kernelRegressionNmse, "kernel_regression_nmse", "Kernel regression",
      "Normalised test error that training would end with if the tangent kernel stayed that of step 0."},
     [](const Probe& p) { return p.costly.kernelRegressionError(); }},
    {{Observable::kernelMarginError, "kernel_margin_error", "Kernel of largest margin",
      "Test error of the classifier of largest margin with infinitely many random relu features."},
     [](const Probe& p) { return p.costly.kernelMarginError(); }},
}};

constexpr std::array<ObservableInfo, kObservableCount> kObservables = [] {
    std::array<ObservableInfo, kObservableCount> infos{};
    for (std::size_t i = 0; i < kObservableCount; ++i) infos[i] = kRows[i].info;
    return infos;
}();

}  // namespace

std::span<const ObservableInfo> observables() { return kObservables; }

Measurement measureAll(const Probe& probe) {
    Measurement measurement;
    for (const Row& row : kRows) measurement[row.info.which] = row.measure(probe);
    return measurement;
}

std::optional<Observable> observableNamed(std::string_view id) {
    for (const ObservableInfo& info : kObservables) {
        if (info.id == id) return info.which;
    }
    return std::nullopt;
}

}  // namespace featurescope
