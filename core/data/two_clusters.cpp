#include "core/data/two_clusters.h"

#include <array>
#include <cmath>
#include <span>

#include "core/data/cluster_law.h"

namespace featurescope {

DataTraits traits(const TwoClusters& settings) {
    static const std::array directions{ReferenceDirection{"mu", "μ", 0}};
    static const std::array groups{SampleGroup{"+μ", 0, 1}, SampleGroup{"−μ", 2, -1}};
    return {.dimension = settings.dimension,
            .trainSamples = settings.trainSamples,
            .testSamples = settings.testSamples,
            .noiseSigma = std::sqrt(settings.clusterVariance),
            .noiseIsGaussian = settings.clusterNoise == NoiseKind::gaussian,
            .labelNoise = LabelNoise{settings.labelNoise, settings.corruption},
            .directions = directions,
            .groups = groups};
}

template <typename Scalar>
Dataset<Scalar> draw(const TwoClusters& settings, const Seeds& seeds, const std::stop_token& stop) {
    const auto place = [mean = settings.clusterMean](std::int32_t group, std::span<double> input) {
        input[0] += group == 0 ? mean : -mean;
    };
    const ClusterLaw law{
        .variance = settings.clusterVariance,
        .noise = settings.clusterNoise,
        .balanced = settings.balanced,
        .place = place,
        .boundaryDistance = [](std::span<const double> input) { return std::abs(input[0]); }};
    Dataset<Scalar> data = drawClusters<Scalar>(traits(settings), law, seeds, stop);
    // The direction, whatever the length of the mean: it has one also when the clusters lie on each other.
    data.directions = Matrix<Scalar>::Identity(settings.dimension, 1);
    if (settings.clusterMean > 0) data.directions *= static_cast<Scalar>(settings.clusterMean);
    return data;
}

template Dataset<float> draw(const TwoClusters&, const Seeds&, const std::stop_token&);
template Dataset<double> draw(const TwoClusters&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
