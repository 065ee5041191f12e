#include "core/data/xor_clusters.h"

#include <cmath>
#include <span>

#include "core/data/cluster.h"
#include "core/data/cluster_law.h"
#include "core/data/random_rotation.h"

namespace featurescope {
namespace {

/// Adds the mean of the sample's cluster; before rotation the means are the first two coordinate axes.
void addMean(std::int32_t group, std::span<double> input) {
    switch (static_cast<Cluster>(group)) {
        case Cluster::plusMu1:
            input[0] += 1.0;
            return;
        case Cluster::minusMu1:
            input[0] -= 1.0;
            return;
        case Cluster::plusMu2:
            input[1] += 1.0;
            return;
        case Cluster::minusMu2:
            input[1] -= 1.0;
            return;
    }
}

/// Zero where the ideal classifier changes its mind (paper, eq. 2).
double boundaryDistance(std::span<const double> input) {
    return std::abs(std::abs(input[0]) - std::abs(input[1]));
}

}  // namespace

DataTraits traits(const XorClusters& settings) {
    const auto d = static_cast<double>(settings.dimension);
    return {.dimension = settings.dimension,
            .trainSamples = settings.trainSamples,
            .testSamples = settings.testSamples,
            .extraBytes = settings.rotated ? 4 * d * d : 0,
            .noiseSigma = std::sqrt(settings.clusterVariance),
            .noiseIsGaussian = settings.clusterNoise == NoiseKind::gaussian,
            .labelNoise = LabelNoise{settings.labelNoise, settings.corruption},
            .directions = {{"mu1", "μ₁", 1}, {"mu2", "μ₂", -1}},
            .groups = {{"+μ₁", 0, 1}, {"−μ₁", 1, 1}, {"+μ₂", 2, -1}, {"−μ₂", 3, -1}},
            .isXor = true};
}

template <typename Scalar>
Dataset<Scalar> draw(const XorClusters& settings, const Seeds& seeds, const std::stop_token& stop) {
    const ClusterLaw law{.variance = settings.clusterVariance,
                         .noise = settings.clusterNoise,
                         .balanced = settings.balanced,
                         .addCentre = addMean,
                         .boundaryDistance = boundaryDistance};
    Dataset<Scalar> data = drawClusters<Scalar>(traits(settings), law, seeds, stop);
    data.directions = Matrix<Scalar>::Identity(settings.dimension, 2);
    if (settings.rotated) {
        const RandomRotation rotation(settings.dimension, seeds.data, stop);
        rotation.apply(data.train.inputs, stop);
        rotation.apply(data.test.inputs, stop);
        rotation.apply(data.directions, stop);
    }
    return data;
}

template Dataset<float> draw(const XorClusters&, const Seeds&, const std::stop_token&);
template Dataset<double> draw(const XorClusters&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
