#include "core/theory/setting_levels.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "core/data/target_law.h"
#include "core/theory/linear_error_law.h"
#include "core/theory/spike_law.h"

namespace featurescope {
namespace {

using Level = std::optional<double>;

Level bestLinear(const ExperimentSpec& spec) { return linearErrorAt(spec, 1); }

/// Of a linear predictor with an offset; 0, which a linear target has, is no level of a logarithmic axis.
Level bestLinearPredictor(const ExperimentSpec& spec) {
    const std::optional<TargetLaw> target = targetLawOf(spec.data);
    if (!target || !(target->variance > 0)) return std::nullopt;
    const double rest = 1 - target->linearPart * target->linearPart / target->variance;
    constexpr double kRounding = 1e-12;
    return rest > kRounding ? Level(rest) : std::nullopt;
}

/// Error on the training samples of the target without noise.
Level targetNoise(const ExperimentSpec& spec) {
    const std::optional<TargetLaw> target = targetLawOf(spec.data);
    if (!target || !(target->variance > 0 && target->noise > 0)) return std::nullopt;
    return target->noise * target->noise / target->variance;
}

Level spikesCosine(const ExperimentSpec& spec) {
    const std::optional<SpikeSetting> setting = spikeSettingOf(spec);
    return setting && spikeSize(*setting) > spikeThreshold(*setting) ? Level(spikeCosine(*setting))
                                                                     : std::nullopt;
}

constexpr std::array kLevels{
    SettingLevel{"best-linear", "test_error_clean", bestLinear},
    SettingLevel{"best-linear-predictor", "test_nmse", bestLinearPredictor},
    SettingLevel{"target-noise", "train_nmse", targetNoise},
    SettingLevel{"spike-cosine", "leading_cosine", spikesCosine},
};

}  // namespace

std::optional<double> linearErrorAt(const ExperimentSpec& spec, double cosine) {
    const DataTraits data = traitsOf(spec.data);
    const std::optional<double> mean = labelMeanOf(spec.data);
    const bool isKnown = data.noiseIsGaussian && data.noiseSigma && *data.noiseSigma > 0 && mean && *mean > 0;
    return isKnown ? Level(linearRuleError(*mean, cosine, *data.noiseSigma)) : std::nullopt;
}

double targetVariance(const ExperimentSpec& spec) {
    const std::optional<TargetLaw> target = targetLawOf(spec.data);
    return target && target->variance > 0 ? target->variance : 1;
}

std::optional<double> settingLevel(const ExperimentSpec& spec, std::string_view id) {
    const auto* const found = std::ranges::find(kLevels, id, &SettingLevel::id);
    assert(found != kLevels.end());
    return found->of(spec);
}

}  // namespace featurescope
