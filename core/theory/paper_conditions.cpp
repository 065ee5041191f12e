#include "core/theory/paper_conditions.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/cancel.h"

namespace featurescope {
namespace {

constexpr std::size_t indexOf(Cluster cluster) { return static_cast<std::size_t>(cluster); }

// +mu and -mu are neighbours in the order of Cluster.
constexpr std::size_t oppositeOf(std::size_t cluster) { return cluster ^ 1U; }

// On which clusters a neuron is active on every sample, and on which on none.
struct Activity {
    std::array<bool, 4> always{true, true, true, true};
    std::array<bool, 4> never{true, true, true, true};
};

}  // namespace

std::optional<Cluster> candidateCluster(int sign, double startCos1, double startCos2, double threshold) {
    if (sign == 0) return std::nullopt;
    const double own = sign > 0 ? startCos1 : startCos2;
    if (!(std::abs(own) > threshold)) return std::nullopt;
    if (sign > 0) return own > 0 ? Cluster::plusMu1 : Cluster::minusMu1;
    return own > 0 ? Cluster::plusMu2 : Cluster::minusMu2;
}

std::vector<std::optional<Cluster>> candidateClusters(std::span<const std::int8_t> sign,
                                                      std::span<const double> startCos1,
                                                      std::span<const double> startCos2, double threshold) {
    assert(sign.size() == startCos1.size() && sign.size() == startCos2.size());
    std::vector<std::optional<Cluster>> candidates;
    for (std::size_t j = 0; j < sign.size(); ++j) {
        candidates.push_back(candidateCluster(sign[j], startCos1[j], startCos2[j], threshold));
    }
    return candidates;
}

double NeuronAlignment::share() const {
    const auto all = std::accumulate(candidates.begin(), candidates.end(), std::size_t{0});
    const auto good = std::accumulate(aligned.begin(), aligned.end(), std::size_t{0});
    return all > 0 ? static_cast<double>(good) / static_cast<double>(all) : 0;
}

template <typename Scalar>
NeuronAlignment neuronAlignment(const WeightMatrix<Scalar>& weights, const SampleSet<Scalar>& samples,
                                std::span<const std::optional<Cluster>> candidates,
                                const std::stop_token& stop) {
    assert(static_cast<Eigen::Index>(samples.clusters.size()) == samples.size());
    assert(static_cast<Eigen::Index>(candidates.size()) == weights.rows());
    std::vector<Activity> activity(candidates.size());
    // About 2^24 multiplications between two looks at the stop token, a few milliseconds.
    const Eigen::Index block =
        std::clamp<Eigen::Index>((1 << 24) / std::max<Eigen::Index>(weights.size(), 1), 1, 256);
    for (Eigen::Index first = 0; first < samples.size(); first += block) {
        throwIfCancelled(stop);
        const Eigen::Index count = std::min(block, samples.size() - first);
        const Matrix<Scalar> preActivations = weights * samples.inputs.middleCols(first, count);
        for (Eigen::Index i = 0; i < count; ++i) {
            const std::size_t c = indexOf(samples.clusters[static_cast<std::size_t>(first + i)]);
            for (Eigen::Index j = 0; j < weights.rows(); ++j) {
                Activity& neuron = activity[static_cast<std::size_t>(j)];
                (preActivations(j, i) > 0 ? neuron.never : neuron.always)[c] = false;
            }
        }
    }
    NeuronAlignment result;
    for (std::size_t j = 0; j < candidates.size(); ++j) {
        bool holds = false;
        if (candidates[j]) {
            const std::size_t c = indexOf(*candidates[j]);
            holds = activity[j].always[c] && activity[j].never[oppositeOf(c)];
            result.candidates[c] += 1;
            result.aligned[c] += holds ? 1 : 0;
        }
        result.holds.push_back(holds);
    }
    return result;
}

template NeuronAlignment neuronAlignment(const WeightMatrix<float>&, const SampleSet<float>&,
                                         std::span<const std::optional<Cluster>>, const std::stop_token&);
template NeuronAlignment neuronAlignment(const WeightMatrix<double>&, const SampleSet<double>&,
                                         std::span<const std::optional<Cluster>>, const std::stop_token&);

AlmostOrthogonality almostOrthogonality(std::span<const double> alongMu1, std::span<const double> alongMu2,
                                        std::span<const std::optional<Cluster>> candidates, double stepSize,
                                        double outputWeightSize) {
    assert(alongMu1.size() == candidates.size() && alongMu2.size() == candidates.size());
    AlmostOrthogonality result;
    const double unit = stepSize * outputWeightSize;
    for (std::size_t j = 0; j < candidates.size(); ++j) {
        if (!candidates[j]) continue;
        const bool positive = *candidates[j] == Cluster::plusMu1 || *candidates[j] == Cluster::minusMu1;
        const double other = std::abs(positive ? alongMu2[j] : alongMu1[j]);
        result.candidates += 1;
        result.inside += other <= AlmostOrthogonality::kBand * unit ? 1 : 0;
        const double ratio = unit > 0    ? other / unit
                             : other > 0 ? std::numeric_limits<double>::infinity()
                                         : 0;
        result.largestRatio = std::max(result.largestRatio, ratio);
    }
    return result;
}

double theoremSteps(double stepSize) {
    return stepSize > 0 ? 1 + 1 / (4 * stepSize) : std::numeric_limits<double>::infinity();
}

template <typename Scalar>
TrainingConclusion trainingConclusion(std::span<const Scalar> outputs, std::span<const std::int8_t> labels,
                                      std::span<const std::int8_t> cleanLabels) {
    assert(outputs.size() == labels.size() && outputs.size() == cleanLabels.size());
    TrainingConclusion result;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const bool right = (outputs[i] > 0) == (labels[i] > 0);
        if (labels[i] == cleanLabels[i]) {
            result.clean += 1;
            result.cleanRight += right ? 1 : 0;
        } else {
            result.flipped += 1;
            result.flippedWrong += right ? 0 : 1;
        }
    }
    return result;
}

template TrainingConclusion trainingConclusion(std::span<const float>, std::span<const std::int8_t>,
                                               std::span<const std::int8_t>);
template TrainingConclusion trainingConclusion(std::span<const double>, std::span<const std::int8_t>,
                                               std::span<const std::int8_t>);

double generalisationConstant(double testError, double labelNoise, double trainSamples,
                              double failureProbability) {
    return std::max(0.0, testError - labelNoise) / std::sqrt(-std::log(failureProbability) / trainSamples);
}

}  // namespace featurescope
