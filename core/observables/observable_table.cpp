#include "core/observables/observable_table.h"

#include <cassert>

namespace featurescope {
namespace {

constexpr std::array<ObservableInfo, kObservableCount> kObservables{{
    {Observable::trainLoss, "train_loss", "Training loss",
     "Mean of log(1 + exp(-y f)) over the given labels, in nats."},
    {Observable::trainError, "train_error", "Training error",
     "Share of training samples whose prediction differs from the given label."},
    {Observable::trainErrorClean, "train_error_clean", "Error on clean samples",
     "Share of wrong predictions within the clean training samples."},
    {Observable::trainErrorNoisy, "train_error_noisy", "Error on corrupted samples",
     "Share of corrupted training samples whose prediction differs from the given label."},
    {Observable::testError, "test_error", "Test error",
     "Share of test samples whose prediction differs from the noisy label."},
    {Observable::testErrorClean, "test_error_clean", "Clean test error",
     "Share of test samples whose prediction differs from the clean label."},
    {Observable::alignmentOwnMedian, "alignment_own_median", "Median alignment, own mean",
     "Median over neurons of |cos| with mu1 for a > 0 and with mu2 for a < 0."},
    {Observable::alignmentCrossMedian, "alignment_cross_median", "Median alignment, other mean",
     "Median over neurons of |cos| with mu2 for a > 0 and with mu1 for a < 0."},
    {Observable::weightNorm, "weight_norm", "Weight norm", "Frobenius norm of W."},
    {Observable::alignmentOwnMean, "alignment_own_mean", "Mean alignment, own mean",
     "Mean over neurons of |cos| with the own mean."},
    {Observable::alignmentOwnShareAbove09, "alignment_own_share_above_0.9", "Share aligned above 0.9",
     "Share of neurons whose |cos| with the own mean is above 0.9."},
    {Observable::stableRank, "stable_rank", "Stable rank",
     "Squared Frobenius norm of W over its squared largest singular value."},
    {Observable::relativeDistance, "relative_distance", "Distance from the start",
     "||W - W(0)|| / ||W(0)||, Frobenius norms."},
    {Observable::testMarginCleanMean, "test_margin_clean_mean", "Mean clean test margin",
     "Mean of (clean label) f(x) over the test samples."},
}};

}  // namespace

std::span<const ObservableInfo> observables() { return kObservables; }

std::optional<Observable> observableNamed(std::string_view id) {
    for (const ObservableInfo& info : kObservables) {
        if (info.id == id) return info.which;
    }
    return std::nullopt;
}

}  // namespace featurescope
