#include "core/observables/observable_table.h"

#include "core/math/statistics.h"
#include "core/observables/alignments.h"
#include "core/observables/losses_and_errors.h"
#include "core/observables/probe.h"
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
