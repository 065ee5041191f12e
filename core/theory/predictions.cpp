#include "core/theory/predictions.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/theory/alignment_law.h"
#include "core/theory/bayes_error.h"
#include "core/theory/margin_law.h"
#include "core/theory/paper_conditions.h"
#include "core/theory/spectrum.h"
#include "core/theory/start_alignment_law.h"

namespace featurescope {
namespace {

using Value = std::optional<double>;

Value finite(double value) { return std::isfinite(value) ? Value(value) : std::nullopt; }

// The laws with label noise hold when flips fall evenly on the clusters.
Value marginLaw(const PredictedRun& run, std::int64_t step) {
    const XorSetting& setting = run.setting;
    if (!setting.uniformFlips || signalFactor(setting.sigma) == 0) return std::nullopt;
    return finite(marginAt(run.clock.at(step), setting.sigma, setting.labelNoise));
}

Value ceiling(const PredictedRun& run, std::int64_t) {
    return run.setting.uniformFlips ? finite(marginCeiling(run.setting.labelNoise)) : std::nullopt;
}

// A margin of either sign aligns neurons: with eta > 1/2 the roles of the classes are swapped, not of the
// means.
Value amplificationLaw(const PredictedRun& run, std::int64_t step) {
    const Value margin = marginLaw(run, step);
    return margin && *margin >= 0 ? finite(amplification(run.setting, *margin)) : std::nullopt;
}

Value alignmentLaw(const PredictedRun& run, std::int64_t step) {
    const Value amplified = amplificationLaw(run, step);
    return amplified ? Value(meanOwnAlignment(run.setting.dimension, *amplified)) : std::nullopt;
}

Value startAlignment(const PredictedRun& run, std::int64_t) {
    return run.setting.initScale > 0 ? Value(meanStartCosine(run.setting.dimension)) : std::nullopt;
}

Value noiseLimit(const PredictedRun& run, std::int64_t) {
    return run.setting.uniformFlips ? Value(noiseLimitedAlignment(run.setting)) : std::nullopt;
}

Value cleanBayes(const PredictedRun& run, std::int64_t) { return bayesErrorClean(run.setting.sigma); }

// The adversaries leave test labels clean.
Value noisyBayes(const PredictedRun& run, std::int64_t) {
    return bayesErrorNoisy(run.setting.sigma, run.setting.uniformFlips ? run.setting.labelNoise : 0);
}

Value linear(const PredictedRun&, std::int64_t) { return kLinearErrorThroughOrigin; }

Value halfSpace(const PredictedRun& run, std::int64_t) { return bestHalfSpace(run.setting.sigma).error; }

// Who spends all flips on one cluster has no more than its samples.
Value noiseFloor(const PredictedRun& run, std::int64_t) {
    const double share = run.setting.labelNoise;
    return run.corruption == Corruption::oneCluster ? std::min(share, 0.25) : share;
}

Value normBound(const PredictedRun& run, std::int64_t step) {
    return step < 1 ? std::nullopt : finite(weightNormBound(run.clock.at(step)));
}

Value startRank(const PredictedRun& run, std::int64_t) {
    return run.setting.initScale > 0 ? Value(startStableRank(run.setting)) : std::nullopt;
}

constexpr std::array kPredictions{
    Prediction{"margin-law", "Margin law", "test_margin_clean_mean",
               "Population limit of gradient descent from a small start, all neurons aligned.", false,
               marginLaw},
    Prediction{"margin-ceiling", "Logit of the label noise", "test_margin_clean_mean",
               "ln((1 - η)/η): there a cluster's clean and flipped samples pull equally hard.", true,
               ceiling},
    Prediction{"alignment-law", "Alignment law", "alignment_own_mean",
               "Exact law of the start moved along the means by the margin law; sample noise is not in it.",
               false, alignmentLaw},
    Prediction{"start-alignment", "Random features", "alignment_own_mean",
               "Mean |cos| of a random direction with a given one; of order 1/√d (Lemmas 3 and 4).", true,
               startAlignment},
    Prediction{"noise-limit", "Limit set by sample noise", "alignment_own_mean",
               "Noise across the means over signal along one, both per step, before the noise is memorised.",
               true, noiseLimit},
    Prediction{"amplification-law", "Amplification", "relative_distance",
               "Length gained along the mean over the length at the start, 4ν/(c ‖W(0)‖), by the margin law.",
               false, amplificationLaw},
    Prediction{"bayes-clean", "Bayes error", "test_error_clean",
               "Least error of any classifier against clean labels; the rule of eq. 2 reaches it.", true,
               cleanBayes},
    Prediction{"bayes-noisy", "Bayes error", "test_error",
               "Least error of any classifier against noisy labels, η + (1 - 2η) clean error.", true,
               noisyBayes},
    Prediction{"linear", "Linear through the origin", "test_error_clean",
               "Exactly 1/2: x and -x have the same label and get opposite predictions.", true, linear},
    Prediction{"half-space", "Best half-space", "test_error_clean",
               "The best linear classifier with a bias gives up one of the four clusters.", true, halfSpace},
    Prediction{"noise-floor", "Share of flipped labels", "train_error",
               "The training error of a network that ignores the flipped labels (Theorem 1).", true,
               noiseFloor},
    Prediction{"norm-bound", "Bound 2αt", "weight_norm",
               "Lemma 14; holds when (A6) does: a larger start exceeds it in the first steps.", false,
               normBound},
    Prediction{"start-rank", "Random matrix", "stable_rank",
               "Stable rank of W(0) in the limit of many weights (edge of the Marchenko-Pastur law).", true,
               startRank},
};

}  // namespace

std::optional<PredictedRun> predictedRunOf(const ExperimentSpec& spec) {
    const std::optional<XorSetting> setting = xorSettingOf(spec);
    if (!setting) return std::nullopt;
    return PredictedRun{*setting, traitsOf(spec.data).labelNoise->corruption, LearningClock(spec.training)};
}

std::span<const Prediction> predictions() { return kPredictions; }

}  // namespace featurescope
