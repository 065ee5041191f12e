#include "core/theory/xor_setting.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <variant>

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
    const auto* clusters = std::get_if<XorClusters>(&spec.data);
    if (clusters == nullptr || clusters->clusterNoise != NoiseKind::gaussian || !trainsAsInThePaper(spec) ||
        !validate(spec).empty())
        return std::nullopt;
    return XorSetting{
        .dimension = clusters->dimension,
        .trainSamples = clusters->trainSamples,
        .neurons = spec.network.neurons,
        .sigma = std::sqrt(clusters->clusterVariance),
        .labelNoise = clusters->labelNoise,
        .stepSize = stepSizeAt(spec.training, 0),
        .initScale = std::sqrt(spec.network.initVariance),
        .start = spec.network.start,
        .uniformFlips = clusters->labelNoise == 0 || clusters->corruption == Corruption::bernoulli ||
                        clusters->corruption == Corruption::exact,
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
