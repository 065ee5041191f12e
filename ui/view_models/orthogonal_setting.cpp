#include "ui/view_models/orthogonal_setting.h"

#include <algorithm>
#include <cmath>

#include "core/theory/equal_margin_law.h"
#include "core/theory/learning_clock.h"

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

std::optional<OrthogonalSetting> orthogonalSetting(const Snapshot& snapshot) {
    constexpr double kSmallStart = 0.05;  // moves the rank by less than one percent
    if (!snapshot.scene || !snapshot.scene->orthogonality) return std::nullopt;
    const RunScene& scene = *snapshot.scene;
    const NetworkSettings& network = scene.spec.network;
    if (!(scene.orthogonality->constant >= 1) || !areBalanced(scene.samples.labels) ||
        !isTheLawsNetwork(network) || scene.spec.training.loss != Loss::logistic)
        return std::nullopt;
    const double gamma = network.activation == Activation::leakyRelu ? network.activationSlope : 0;
    if (!(startShare(scene, gamma) <= kSmallStart)) return std::nullopt;
    return OrthogonalSetting{.slope = gamma,
                             .samples = static_cast<double>(scene.samples.labels.size()),
                             .neurons = static_cast<double>(network.neurons),
                             .length = scene.orthogonality->length};
}

std::optional<double> largestMarginLevel(const Snapshot& snapshot) {
    const std::optional<OrthogonalSetting> setting = orthogonalSetting(snapshot);
    if (!setting || !(setting->slope > 0)) return std::nullopt;
    return setting->length * std::sqrt((1 + setting->slope * setting->slope) / (2 * setting->samples));
}

void EqualMarginLossLine::follow(const Snapshot& snapshot, double lastStep) {
    if (scene_ == snapshot.scene && training_ == snapshot.spec.training && lastStep_ == lastStep) return;
    scene_ = snapshot.scene;
    training_ = snapshot.spec.training;
    lastStep_ = lastStep;
    curve_.clear();
    const std::optional<OrthogonalSetting> setting = orthogonalSetting(snapshot);
    if (!setting || !(setting->slope > 0)) return;
    const double rate = marginRate(1, setting->slope, setting->length * setting->length, setting->samples);
    const LearningClock clock(training_);
    constexpr int kPoints = 200;
    double before = -1;
    for (int i = 0; i <= kPoints; ++i) {
        const double step = std::round(std::expm1(std::log1p(lastStep) * i / kPoints));
        if (!(step > before)) continue;
        curve_.append(step, equalMarginLoss(rate, clock.at(static_cast<std::int64_t>(step))));
        before = step;
    }
}

}  // namespace featurescope::ui
