#include "core/theory/xor_setting.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/spec/spec_validation.h"

namespace featurescope {

namespace {

/// The theory is about relu, the logistic loss and the first layer.
bool trainsAsInThePaper(const ExperimentSpec& spec) {
    return spec.network.activation == Activation::relu && spec.training.loss == Loss::logistic &&
           spec.network.trained == TrainedLayers::first;
}

}  // namespace

std::optional<XorSetting> xorSettingOf(const ExperimentSpec& spec) {
    const DataTraits data = traitsOf(spec.data);
    if (!data.isXor || !data.noiseIsGaussian || !trainsAsInThePaper(spec) || !validate(spec).empty())
        return std::nullopt;
    const LabelNoise noise = *data.labelNoise;
    return XorSetting{
        .dimension = data.dimension,
        .trainSamples = data.trainSamples,
        .neurons = spec.network.neurons,
        .sigma = *data.noiseSigma,
        .labelNoise = noise.share,
        .stepSize = stepSizeAt(spec.training, 0),
        .initScale = std::sqrt(spec.network.initVariance),
        .start = spec.network.start,
        .uniformFlips = noise.share == 0 || noise.corruption == Corruption::bernoulli ||
                        noise.corruption == Corruption::exact,
    };
}

double startNorm(const XorSetting& setting) {
    return setting.initScale *
           std::sqrt(static_cast<double>(setting.neurons) * static_cast<double>(setting.dimension));
}

double outputWeightSize(const XorSetting& setting) {
    return 1 / std::sqrt(static_cast<double>(setting.neurons));
}

double signalFactor(double sigma) {
    return std::max(0.0, 1 - sigma * std::numbers::sqrt2 * std::numbers::inv_sqrtpi);
}

}  // namespace featurescope
