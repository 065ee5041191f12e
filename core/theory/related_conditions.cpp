#include "core/theory/related_conditions.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/data/target_law.h"
#include "core/theory/spike_law.h"

namespace featurescope {
namespace {

using Theorem = std::optional<RelatedTheorem>;

/// Kou, Chen, Gu; Frei, Vardi, Bartlett, Srebro, Hu.
Theorem nearOrthogonality(const ExperimentSpec& spec, const DrawnFacts& facts) {
    const DataTraits data = traitsOf(spec.data);
    const bool isMeant = facts.orthogonality && !data.hasRealTargets && data.directions.empty() &&
                         spec.network.trained == TrainedLayers::first && spec.training.loss == Loss::logistic;
    if (!isMeant) return std::nullopt;
    return RelatedTheorem{"Kou, Chen, Gu 2023; Frei, Vardi, Bartlett, Srebro, Hu 2023",
                          {{"", "‖xᵢ‖² ≥ C n max |⟨xᵢ, xₖ⟩|", *facts.orthogonality, std::nullopt}},
                          "The larger this C, the more orthogonal the samples: it grows as √d / n. Below 1 "
                          "the laws of rank and "
                          "margin are not drawn."};
}

/// Frei, Chatterji, Bartlett, of two clusters at +-mu.
Theorem benignClusters(const ExperimentSpec& spec, const DrawnFacts&) {
    const DataTraits data = traitsOf(spec.data);
    const std::optional<double> centre = labelMeanOf(spec.data);
    const bool isMeant = data.directions.size() == 1 && centre && data.noiseSigma && *data.noiseSigma > 0 &&
                         data.labelNoise && spec.network.trained == TrainedLayers::first &&
                         spec.training.loss == Loss::logistic;
    if (!isMeant) return std::nullopt;
    const auto n = static_cast<double>(data.trainSamples), p = static_cast<double>(data.dimension),
               m = static_cast<double>(spec.network.neurons);
    const double delta = kRelatedFailureProbability, step = stepSizeAt(spec.training, 0);
    const double square = *centre * *centre / (*data.noiseSigma * *data.noiseSigma);
    const double smoothness =
        spec.network.activation == Activation::smoothLeakyRelu ? spec.network.activationSmoothness : 0;
    const double start = std::sqrt(spec.network.initVariance * m * p);
    return RelatedTheorem{
        "Frei, Chatterji, Bartlett 2022",
        {{"(A1)", "n ≥ C log(1/δ)", n / std::log(1 / delta), std::nullopt},
         {"(A2)", "p ≥ C max(n‖μ‖², n² log(n/δ))", p / std::max(n * square, n * n * std::log(n / delta)),
          std::nullopt},
         {"(A3)", "‖μ‖² ≥ C log(n/δ)", square / std::log(n / delta), std::nullopt},
         {"(A4)", "η ≤ 1/C", 1 / data.labelNoise->share, std::nullopt},
         {"(A5)", "α ≤ 1/(C max(1, H/√m) p²)", 1 / (step * std::max(1.0, smoothness / std::sqrt(m)) * p * p),
          std::nullopt},
         {"(A6)", "ω √(mp) ≤ α, here ω √(mp)/α", start / step, start <= step * (1 + 1e-6)},
         {"", "n‖μ‖⁴/p", n * square * square / p, std::nullopt}},
        "‖μ‖ is in units of the noise, p the dimension. The bound on the test error is η + 2 "
        "exp(−n‖μ‖⁴/(Cp)): "
        "large is harmless, below 1 the labels are memorised in vain. (A5) makes steps so small that runs "
        "here break it on purpose."};
}

/// Cui, Pesce, Dandi, Krzakala, Lu, Zdeborova, Loureiro; derived here.
Theorem spikeThresholds(const ExperimentSpec& spec, const DrawnFacts&) {
    const std::optional<SpikeSetting> setting = spikeSettingOf(spec);
    if (!setting) return std::nullopt;
    const double excess = spikeSize(*setting) / spikeThreshold(*setting);
    return RelatedTheorem{"Setting of Cui and others 2024, thresholds derived here",
                          {{"", "size of the first step over the threshold of the spike", excess, excess > 1},
                           {"", "step size at which the spike leaves the bulk",
                            stepSizeAt(spec.training, 0) / excess, std::nullopt},
                           {"", "cosine of the spike with θ", spikeCosine(*setting), std::nullopt}},
                          "Step size/m √(mq) > (m/d)^(1/4) √(vd), q = c² + (d/n) E y², c the mean of u y, v "
                          "the variance of a weight "
                          "at the start: below it the step is lost among the random directions."};
}

constexpr std::array kTheorems{nearOrthogonality, benignClusters, spikeThresholds};

}  // namespace

std::vector<RelatedTheorem> relatedTheorems(const ExperimentSpec& spec, const DrawnFacts& facts) {
    std::vector<RelatedTheorem> theorems;
    for (const auto& theoremOf : kTheorems) {
        if (Theorem theorem = theoremOf(spec, facts)) theorems.push_back(*std::move(theorem));
    }
    return theorems;
}

}  // namespace featurescope
