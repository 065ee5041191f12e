#include "core/observables/margin_observables.h"

#include <algorithm>
#include <cmath>

#include "core/model/prediction.h"
#include "core/observables/weight_norms.h"

namespace featurescope {
namespace {

struct MarginRange {
    double smallest = 0, largest = 0;
};

/// Nothing without samples, and where targets are real numbers.
std::optional<MarginRange> marginRange(const ScoredSamples& samples) {
    if (samples.areReal || samples.outputs.empty()) return std::nullopt;
    MarginRange range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (std::size_t i = 0; i < samples.outputs.size(); ++i) {
        const double margin = samples.labels[i] * samples.outputs[i];
        range = {std::min(range.smallest, margin), std::max(range.largest, margin)};
    }
    return range;
}

}  // namespace

double meanSquareOfNeurons(const NeuronTable& neurons, double outputFactor) {
    double sum = 0;
    for (std::size_t j = 0; j < neurons.norm.size(); ++j) {
        const double w = neurons.norm[j], a = neurons.outputWeight[j] / outputFactor;
        sum += w * w + a * a;
    }
    return sum / static_cast<double>(neurons.norm.size());
}

double marginRatio(const Probe& probe) {
    const std::optional<MarginRange> range = marginRange(probe.train);
    return range && range->smallest > 0 ? range->largest / range->smallest : kUndefined;
}

double normalisedMargin(const Probe& probe) {
    const std::optional<MarginRange> range = marginRange(probe.train);
    const double size =
        probe.trainsBothLayers ? meanSquareOfNeurons(probe.neurons, probe.outputFactor) : weightNorm(probe);
    return range && size > 0 ? range->smallest / size : kUndefined;
}

double linearAgreement(const Probe& probe) {
    const std::vector<double>& linear = probe.costly.linearTestOutputs();
    if (linear.empty()) return kUndefined;
    double same = 0;
    for (std::size_t i = 0; i < linear.size(); ++i)
        same += prediction(linear[i]) == prediction(probe.test.outputs[i]) ? 1 : 0;
    return same / static_cast<double>(linear.size());
}

double linearShare(const Probe& probe) {
    const std::vector<double>& linear = probe.costly.linearTestOutputs();
    if (linear.empty() || !probe.oddSlope) return kUndefined;
    double odd = 0, all = 0;
    for (std::size_t i = 0; i < linear.size(); ++i) {
        odd += std::pow(*probe.oddSlope * linear[i], 2);
        all += std::pow(probe.test.outputs[i], 2);
    }
    return all > 0 ? odd / all : kUndefined;
}

template <typename Scalar>
double ownPatternShare(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                       const Matrix<Scalar>& inputs, std::span<const std::int8_t> labels) {
    const Matrix<Scalar> z = weights * inputs;
    double own = 0, pairs = 0;
    for (Eigen::Index i = 0; i < z.cols(); ++i) {
        const auto label = static_cast<Scalar>(labels[static_cast<std::size_t>(i)]);
        for (Eigen::Index j = 0; j < z.rows(); ++j) {
            if (outputWeights[j] == 0) continue;
            own += (z(j, i) > 0) == (outputWeights[j] * label > 0) ? 1 : 0;
            ++pairs;
        }
    }
    return pairs > 0 ? own / pairs : kUndefined;
}

template double ownPatternShare(const WeightMatrix<float>&, const Vector<float>&, const Matrix<float>&,
                                std::span<const std::int8_t>);
template double ownPatternShare(const WeightMatrix<double>&, const Vector<double>&, const Matrix<double>&,
                                std::span<const std::int8_t>);

}  // namespace featurescope
