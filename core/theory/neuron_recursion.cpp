#include "core/theory/neuron_recursion.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/math/stable_math.h"
#include "core/theory/normal_law.h"

namespace featurescope {
namespace {

constexpr std::array<double, 4> kCleanLabel{1, 1, -1, -1};

}  // namespace

ClusterStatistics expectedStatistics(const XorSetting& setting) {
    ClusterStatistics statistics;
    statistics.flipped.fill(setting.labelNoise);
    return statistics;
}

ClusterStatistics countedStatistics(std::span<const std::int32_t> groups, std::span<const std::int8_t> labels,
                                    std::span<const std::int8_t> cleanLabels) {
    assert(groups.size() == labels.size() && labels.size() == cleanLabels.size() && !groups.empty());
    std::array<double, 4> count{}, flipped{};
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto c = static_cast<std::size_t>(groups[i]);
        count[c] += 1;
        flipped[c] += labels[i] != cleanLabels[i] ? 1 : 0;
    }
    ClusterStatistics statistics;
    for (std::size_t c = 0; c < 4; ++c) {
        statistics.share[c] = count[c] / static_cast<double>(groups.size());
        statistics.flipped[c] = count[c] > 0 ? flipped[c] / count[c] : 0;
    }
    return statistics;
}

NeuronRecursion::NeuronRecursion(const XorSetting& setting, const ClusterStatistics& statistics,
                                 const ProjectedNeurons& start, double copies)
    : sigma_(setting.sigma),
      noisePerStep_(setting.sigma * std::sqrt((static_cast<double>(setting.dimension) - 2) /
                                              static_cast<double>(setting.trainSamples))),
      copies_(copies),
      statistics_(statistics),
      neurons_(start),
      sampleNoise_(start.size(), 0.0),
      gates_(start.size()) {
    for (std::size_t j = 0; j < gates_.size(); ++j) gates_[j] = gate(j);
}

double NeuronRecursion::norm(std::size_t neuron) const {
    return std::sqrt(neurons_.alongMu1[neuron] * neurons_.alongMu1[neuron] +
                     neurons_.alongMu2[neuron] * neurons_.alongMu2[neuron] +
                     neurons_.perpendicular[neuron] * neurons_.perpendicular[neuron] +
                     sampleNoise_[neuron] * sampleNoise_[neuron]);
}

NeuronRecursion::Gate NeuronRecursion::gate(std::size_t neuron) const {
    const double spread = sigma_ * norm(neuron);
    const double p1 = neurons_.alongMu1[neuron], p2 = neurons_.alongMu2[neuron];
    if (spread > 0) {
        return {.cdf1 = normalCdf(p1 / spread),
                .cdf2 = normalCdf(p2 / spread),
                .density1 = normalDensity(p1 / spread),
                .density2 = normalDensity(p2 / spread)};
    }
    // Without cluster noise a neuron is on or off for a whole cluster; one that misses it exactly counts
    // half.
    const auto on = [](double p) { return p > 0 ? 1.0 : p < 0 ? 0.0 : 0.5; };
    return {.cdf1 = on(p1), .cdf2 = on(p2), .density1 = 0, .density2 = 0};
}

std::array<double, 4> NeuronRecursion::clusterMargins() const {
    std::array<double, 4> outputs{};
    for (std::size_t j = 0; j < gates_.size(); ++j) {
        const Gate& on = gates_[j];
        const double a = copies_ * neurons_.outputWeight[j], spread = sigma_ * norm(j);
        const double p1 = neurons_.alongMu1[j], p2 = neurons_.alongMu2[j];
        outputs[0] += a * (p1 * on.cdf1 + spread * on.density1);
        outputs[1] += a * (-p1 * (1 - on.cdf1) + spread * on.density1);
        outputs[2] += a * (p2 * on.cdf2 + spread * on.density2);
        outputs[3] += a * (-p2 * (1 - on.cdf2) + spread * on.density2);
    }
    for (std::size_t c = 0; c < 4; ++c) outputs[c] *= kCleanLabel[c];
    return outputs;
}

double NeuronRecursion::meanMargin() const {
    const std::array<double, 4> margins = clusterMargins();
    double mean = 0;
    for (std::size_t c = 0; c < 4; ++c) mean += statistics_.share[c] * margins[c];
    return mean;
}

void NeuronRecursion::advance(double stepSize) {
    const std::array<double, 4> margins = clusterMargins();
    std::array<double, 4> pull{}, noise{};  // pi_c y~_c h_c and pi_c E[l'^2]
    for (std::size_t c = 0; c < 4; ++c) {
        const double g = sigmoid(-margins[c]), eta = statistics_.flipped[c];
        pull[c] = statistics_.share[c] * kCleanLabel[c] * (g - eta);
        noise[c] = statistics_.share[c] * ((1 - eta) * g * g + eta * (1 - g) * (1 - g));
    }
    for (std::size_t j = 0; j < gates_.size(); ++j) {
        const Gate& on = gates_[j];
        const double r = norm(j), a = neurons_.outputWeight[j];
        const double self =
            r > 0 ? sigma_ / r * ((pull[0] + pull[1]) * on.density1 + (pull[2] + pull[3]) * on.density2) : 0;
        const double active =
            noise[0] * on.cdf1 + noise[1] * (1 - on.cdf1) + noise[2] * on.cdf2 + noise[3] * (1 - on.cdf2);
        const double along1 = pull[0] * on.cdf1 - pull[1] * (1 - on.cdf1);
        const double along2 = pull[2] * on.cdf2 - pull[3] * (1 - on.cdf2);
        neurons_.alongMu1[j] += stepSize * a * (along1 + neurons_.alongMu1[j] * self);
        neurons_.alongMu2[j] += stepSize * a * (along2 + neurons_.alongMu2[j] * self);
        neurons_.perpendicular[j] *= std::max(0.0, 1 + stepSize * a * self);
        sampleNoise_[j] = sampleNoise_[j] * std::max(0.0, 1 + stepSize * a * self) +
                          stepSize * std::abs(a) * noisePerStep_ * std::sqrt(active);
    }
    for (std::size_t j = 0; j < gates_.size(); ++j) gates_[j] = gate(j);
    ++step_;
}

ProjectedNeurons NeuronRecursion::neurons() const {
    ProjectedNeurons now = neurons_;
    for (std::size_t j = 0; j < now.size(); ++j) {
        now.perpendicular[j] = std::hypot(now.perpendicular[j], sampleNoise_[j]);
    }
    return now;
}

std::vector<double> NeuronRecursion::ownAlignments() const {
    std::vector<double> alignments;
    for (std::size_t j = 0; j < neurons_.size(); ++j) {
        const double a = neurons_.outputWeight[j], length = norm(j);
        if (a == 0) continue;
        const double own = a > 0 ? neurons_.alongMu1[j] : neurons_.alongMu2[j];
        alignments.push_back(length > 0 ? std::abs(own) / length : 0);
    }
    return alignments;
}

}  // namespace featurescope
