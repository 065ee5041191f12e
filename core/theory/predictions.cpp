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
#include "core/theory/xor_setting.h"

namespace featurescope {
namespace {

using Value = std::optional<double>;

// The laws with label noise hold when flips fall evenly on the clusters.
std::optional<XorSetting> evenSetting(const ExperimentSpec& spec) {
    const auto setting = xorSettingOf(spec);
    return setting && setting->uniformFlips ? setting : std::nullopt;
}

Value finite(double value) { return std::isfinite(value) ? Value(value) : std::nullopt; }

Value marginLaw(const ExperimentSpec& spec, std::int64_t step) {
    const auto setting = evenSetting(spec);
    if (!setting || signalFactor(setting->sigma) == 0) return std::nullopt;
    return finite(marginAt(learningTime(spec.training, step), setting->sigma, setting->labelNoise));
}

Value ceiling(const ExperimentSpec& spec, std::int64_t) {
    const auto setting = evenSetting(spec);
    return setting ? finite(marginCeiling(setting->labelNoise)) : std::nullopt;
}

// A margin of either sign aligns neurons: with eta > 1/2 the roles of the classes are swapped, not of the
// means.
Value amplificationLaw(const ExperimentSpec& spec, std::int64_t step) {
    const Value margin = marginLaw(spec, step);
    return margin && *margin >= 0 ? finite(amplification(*xorSettingOf(spec), *margin)) : std::nullopt;
}

Value alignmentLaw(const ExperimentSpec& spec, std::int64_t step) {
    const Value amplified = amplificationLaw(spec, step);
    return amplified ? Value(meanOwnAlignment(xorSettingOf(spec)->dimension, *amplified)) : std::nullopt;
}

Value startAlignment(const ExperimentSpec& spec, std::int64_t) {
    const auto setting = xorSettingOf(spec);
    return setting && setting->initScale > 0 ? Value(meanStartCosine(setting->dimension)) : std::nullopt;
}

Value noiseLimit(const ExperimentSpec& spec, std::int64_t) {
    const auto setting = evenSetting(spec);
    return setting ? Value(noiseLimitedAlignment(*setting)) : std::nullopt;
}

Value cleanBayes(const ExperimentSpec& spec, std::int64_t) {
    const auto setting = xorSettingOf(spec);
    return setting ? Value(bayesErrorClean(setting->sigma)) : std::nullopt;
}

// The adversaries leave test labels clean.
Value noisyBayes(const ExperimentSpec& spec, std::int64_t) {
    const auto setting = xorSettingOf(spec);
    if (!setting) return std::nullopt;
    return bayesErrorNoisy(setting->sigma, setting->uniformFlips ? setting->labelNoise : 0);
}

Value linear(const ExperimentSpec& spec, std::int64_t) {
    return xorSettingOf(spec) ? Value(kLinearErrorThroughOrigin) : std::nullopt;
}

Value halfSpace(const ExperimentSpec& spec, std::int64_t) {
    const auto setting = xorSettingOf(spec);
    return setting ? Value(bestHalfSpace(setting->sigma).error) : std::nullopt;
}

Value noiseFloor(const ExperimentSpec& spec, std::int64_t) {
    const auto setting = xorSettingOf(spec);
    if (!setting) return std::nullopt;
    // Who spends all flips on one cluster has no more than its samples.
    const bool oneCluster = traitsOf(spec.data).labelNoise->corruption == Corruption::oneCluster;
    return oneCluster ? std::min(setting->labelNoise, 0.25) : setting->labelNoise;
}

Value normBound(const ExperimentSpec& spec, std::int64_t step) {
    if (!xorSettingOf(spec) || step < 1) return std::nullopt;
    return finite(weightNormBound(learningTime(spec.training, step)));
}

Value startRank(const ExperimentSpec& spec, std::int64_t) {
    const auto setting = xorSettingOf(spec);
    return setting && setting->initScale > 0 ? Value(startStableRank(*setting)) : std::nullopt;
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

std::span<const Prediction> predictions() { return kPredictions; }

}  // namespace featurescope
