#include "core/theory/xor_setting.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/spec/spec_validation.h"

namespace featurescope {

// What may differ is listed, so that a new setting has to be thought about here before theory speaks of it.
bool trainsAsThePaper(const ExperimentSpec& spec) {
    NetworkSettings network;
    network.neurons = spec.network.neurons;
    network.initVariance = spec.network.initVariance;
    network.start = spec.network.start;
    TrainingSettings training;
    training.stepSize = spec.training.stepSize;
    training.steps = spec.training.steps;
    training.precision = spec.training.precision;
    training.stepSizeChanges = spec.training.stepSizeChanges;
    training.readout = spec.training.readout;  // it changes no run
    training.readoutRidge = spec.training.readoutRidge;
    if (spec.network.start == Start::identity) return false;
    return spec.network == network && spec.training == training;
}

bool isPapersSetting(const ExperimentSpec& spec) {
    return traitsOf(spec.data).isXor && trainsAsThePaper(spec);
}

bool isLemma14sSetting(const ExperimentSpec& spec) {
    return isPapersSetting(spec) || (!isDrawn(spec.data) && trainsAsThePaper(spec));
}

std::optional<XorSetting> xorSettingOf(const ExperimentSpec& spec) {
    const DataTraits data = traitsOf(spec.data);
    if (!isPapersSetting(spec) || !data.noiseIsGaussian || !validate(spec).empty()) return std::nullopt;
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
