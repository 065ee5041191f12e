#include "ui/view_models/rank_levels.h"

#include <algorithm>
#include <cmath>

#include "core/theory/rank_law.h"

namespace featurescope::ui {
namespace {

/// ||W(0)|| over the norm of what the first step adds, about: every neuron moves by step size |a_j| / (2 n)
/// times the sum of n orthogonal inputs, half of them with the factor gamma.
double startShare(const RunScene& scene, double gamma) {
    double square = 0;
    for (const double norm : scene.startNeurons.norm) square += norm * norm;
    const auto samples = static_cast<double>(scene.samples.labels.size());
    return std::sqrt(square) / (stepSizeAt(scene.spec.training, 0) / 2 * scene.orthogonality->length *
                                std::sqrt((1 + gamma * gamma) / (2 * samples)));
}

bool areBalanced(const std::vector<std::int8_t>& labels) {
    return 2 * std::ranges::count(labels, std::int8_t{1}) == std::ssize(labels);
}

bool isTheLawsNetwork(const NetworkSettings& network) {
    const bool isPiecewise =
        network.activation == Activation::relu || network.activation == Activation::leakyRelu;
    return isPiecewise && network.trained == TrainedLayers::first && !network.bias &&
           network.outputWeights == OutputWeights::halfSigns &&
           network.outputScaling == OutputScaling::inverseSqrt && network.outputScale == 1;
}

}  // namespace

RankLevels rankLevels(const Snapshot& snapshot) {
    constexpr double kSmallStart = 0.05;  // moves the rank by less than one percent
    if (!snapshot.scene || !snapshot.scene->orthogonality) return {};
    const RunScene& scene = *snapshot.scene;
    const NetworkSettings& network = scene.spec.network;
    if (!(scene.orthogonality->constant >= 1) || !areBalanced(scene.samples.labels) ||
        !isTheLawsNetwork(network) || scene.spec.training.loss != Loss::logistic)
        return {};
    const double gamma = network.activation == Activation::leakyRelu ? network.activationSlope : 0;
    if (!(startShare(scene, gamma) <= kSmallStart)) return {};
    const auto samples = static_cast<double>(scene.samples.labels.size());
    RankLevels levels{
        .afterOneStep = stableRankAfterOneStep(gamma, samples, static_cast<double>(network.neurons)),
        .limit = std::nullopt};
    if (gamma > 0) levels.limit = stableRankLimit(gamma);
    return levels;
}

}  // namespace featurescope::ui
