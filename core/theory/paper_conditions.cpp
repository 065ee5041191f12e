#include "core/theory/paper_conditions.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "core/model/prediction.h"

namespace featurescope {

std::optional<Cluster> candidateCluster(double outputWeight, double startCos1, double startCos2,
                                        double threshold) {
    if (outputWeight == 0) return std::nullopt;
    const double own = outputWeight > 0 ? startCos1 : startCos2;
    if (!(std::abs(own) > threshold)) return std::nullopt;
    if (outputWeight > 0) return own > 0 ? Cluster::plusMu1 : Cluster::minusMu1;
    return own > 0 ? Cluster::plusMu2 : Cluster::minusMu2;
}

std::vector<std::optional<Cluster>> candidateClusters(std::span<const double> outputWeights,
                                                      std::span<const double> startCos1,
                                                      std::span<const double> startCos2, double threshold) {
    assert(outputWeights.size() == startCos1.size() && outputWeights.size() == startCos2.size());
    std::vector<std::optional<Cluster>> candidates;
    for (std::size_t j = 0; j < outputWeights.size(); ++j) {
        candidates.push_back(candidateCluster(outputWeights[j], startCos1[j], startCos2[j], threshold));
    }
    return candidates;
}

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
        const bool right = prediction(outputs[i]) == labels[i];
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
