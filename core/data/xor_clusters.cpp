#include "core/data/xor_clusters.h"

#include <cmath>
#include <memory>
#include <numbers>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/data/random_rotation.h"
#include "core/math/random.h"

namespace featurescope {
namespace {

constexpr std::uint64_t kClusters = 4;

/// Cluster of every sample: a uniform mixture, or sizes that differ by at most one.
std::vector<Cluster> drawClusters(std::int64_t samples, bool balanced, const RandomStream& random) {
    std::vector<Cluster> clusters(static_cast<std::size_t>(samples));
    if (!balanced) {
        for (std::size_t i = 0; i < clusters.size(); ++i)
            clusters[i] = static_cast<Cluster>(random.below(i, kClusters));
        return clusters;
    }
    // Position k of a random order belongs to cluster k mod 4, counted from a random first cluster.
    const auto firstCluster = random.below(0, kClusters);
    const auto order = random.permutation(1, samples);
    for (std::size_t k = 0; k < order.size(); ++k) {
        clusters[static_cast<std::size_t>(order[k])] = static_cast<Cluster>((firstCluster + k) % kClusters);
    }
    return clusters;
}

/// Standardised noise of one sample (mean 0, variance 1): coordinates from draw `first` on.
void drawNoise(NoiseKind kind, const RandomStream& random, std::uint64_t first, std::span<double> noise) {
    switch (kind) {
        case NoiseKind::gaussian:
            random.normals(first, noise);
            return;
        case NoiseKind::laplace:
            for (std::size_t k = 0; k < noise.size(); ++k) noise[k] = random.laplace(first + k);
            return;
        case NoiseKind::uniform:
            for (std::size_t k = 0; k < noise.size(); ++k) {
                noise[k] = std::numbers::sqrt3 * (2.0 * random.uniform(first + k) - 1.0);
            }
            return;
    }
}

/// Adds the mean of the sample's cluster; before rotation the means are the first two coordinate axes.
void addMean(Cluster cluster, std::span<double> input) {
    switch (cluster) {
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

struct Draw {
    std::int64_t samples;
    std::int64_t seed;
    Stream clusters, inputs;
};

/// Unrotated samples with clean labels. `boundaryDistance` receives | |<mu1,x>| - |<mu2,x>| | of each sample.
template <typename Scalar>
SampleSet<Scalar> drawSamples(const XorClusters& settings, const Draw& draw,
                              std::vector<double>& boundaryDistance, const std::stop_token& stop) {
    SampleSet<Scalar> set;
    set.clusters = drawClusters(draw.samples, settings.balanced, RandomStream(draw.seed, draw.clusters));
    set.inputs.resize(settings.dimension, draw.samples);
    boundaryDistance.resize(set.clusters.size());
    const RandomStream random(draw.seed, draw.inputs);
    const double sigma = std::sqrt(settings.clusterVariance);
    const auto d = static_cast<std::size_t>(settings.dimension);
    const std::uint64_t drawsPerSample = d + d % 2;  // even, as Box-Muller pairs need
    std::vector<double> input(d);
    for (std::size_t i = 0; i < set.clusters.size(); ++i) {
        throwIfCancelled(stop);
        drawNoise(settings.clusterNoise, random, i * drawsPerSample, input);
        for (double& coordinate : input) coordinate *= sigma;
        addMean(set.clusters[i], input);
        boundaryDistance[i] = std::abs(std::abs(input[0]) - std::abs(input[1]));
        set.inputs.col(static_cast<Eigen::Index>(i)) =
            Eigen::Map<const Vector<double>>(input.data(), settings.dimension).template cast<Scalar>();
        set.cleanLabels.push_back(cleanLabelOf(set.clusters[i]));
    }
    set.labels = set.cleanLabels;
    return set;
}

template <typename Scalar>
void flipLabels(SampleSet<Scalar>& set, const XorClusters& settings, std::span<const double> boundaryDistance,
                const RandomStream& random) {
    const CorruptionView view{.clusters = set.clusters, .boundaryDistance = boundaryDistance};
    for (const std::int64_t i : corruptedSamples(settings.corruption, settings.labelNoise, view, random)) {
        std::int8_t& label = set.labels[static_cast<std::size_t>(i)];
        label = static_cast<std::int8_t>(-label);
    }
}

}  // namespace

template <typename Scalar>
Dataset<Scalar> drawXorClusters(const XorClusters& settings, const Seeds& seeds,
                                const std::stop_token& stop) {
    Dataset<Scalar> data;
    std::vector<double> boundaryDistance;
    data.train = drawSamples<Scalar>(
        settings, {settings.trainSamples, seeds.data, Stream::trainClusters, Stream::trainInputs},
        boundaryDistance, stop);
    flipLabels(data.train, settings, boundaryDistance, RandomStream(seeds.labels, Stream::trainLabels));
    data.test = drawSamples<Scalar>(
        settings, {settings.testSamples, seeds.test, Stream::testClusters, Stream::testInputs},
        boundaryDistance, stop);
    if (corruptsTestLabels(settings.corruption)) {
        flipLabels(data.test, settings, boundaryDistance, RandomStream(seeds.test, Stream::testLabels));
    }
    data.means = Matrix<Scalar>::Identity(settings.dimension, 2);
    if (settings.rotated) {
        const RandomRotation rotation(settings.dimension, seeds.data, stop);
        rotation.apply(data.train.inputs, stop);
        rotation.apply(data.test.inputs, stop);
        rotation.apply(data.means, stop);
    }
    return data;
}

template Dataset<float> drawXorClusters(const XorClusters&, const Seeds&, const std::stop_token&);
template Dataset<double> drawXorClusters(const XorClusters&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
