#include "core/theory/spike_law.h"

#include <numbers>

#include "core/data/target_law.h"

namespace featurescope {
namespace {

bool isTheLawsNetwork(const ExperimentSpec& spec) {
    const NetworkSettings& network = spec.network;
    return network.activation == Activation::relu && network.trained == TrainedLayers::first &&
           network.outputWeights == OutputWeights::halfSigns &&
           network.outputScaling == OutputScaling::mean && network.start == Start::independent &&
           !network.bias && spec.training.loss == Loss::squared;
}

}  // namespace

std::optional<SpikeSetting> spikeSettingOf(const ExperimentSpec& spec) {
    const DataTraits data = traitsOf(spec.data);
    // Without a linear part the direction comes from what the law leaves out.
    const std::optional<TargetLaw> target = targetLawOf(spec.data);
    if (!target || !target->unitInputs || target->linearPart == 0 || !isTheLawsNetwork(spec))
        return std::nullopt;
    const auto d = static_cast<double>(data.dimension), m = static_cast<double>(spec.network.neurons);
    return SpikeSetting{
        .dimension = d,
        .samples = static_cast<double>(data.trainSamples),
        .neurons = m,
        .linearPart = target->linearPart,
        .targetSquare = target->mean * target->mean + target->variance + target->noise * target->noise,
        .strength = stepSizeAt(spec.training, 0) * spec.network.outputScale / m,
        .start = std::sqrt(spec.network.initVariance * d)};
}

std::optional<double> startEdge(const ExperimentSpec& spec) {
    const DataTraits data = traitsOf(spec.data);
    if (spec.network.start == Start::identity || !data.isDrawn()) return std::nullopt;
    const double columns = static_cast<double>(data.dimension) + (spec.network.bias ? 1 : 0);
    const double rows = static_cast<double>(spec.network.neurons),
                 deviation = std::sqrt(spec.network.initVariance);
    // A symmetric start has every row twice.
    if (spec.network.start == Start::symmetric)
        return std::numbers::sqrt2 * deviation * (std::sqrt(rows / 2) + std::sqrt(columns));
    return deviation * (std::sqrt(rows) + std::sqrt(columns));
}

}  // namespace featurescope
