#include "core/data/cluster_law.h"

#include <cmath>
#include <numbers>
#include <vector>

#include "core/base/cancel.h"
#include "core/math/random.h"

namespace featurescope {
namespace {

/// Cluster of every sample: a uniform mixture, or sizes that differ by at most one.
std::vector<std::int32_t> drawGroups(std::int64_t samples, std::uint64_t groups, bool balanced,
                                     const RandomStream& random) {
    std::vector<std::int32_t> drawn(static_cast<std::size_t>(samples));
    if (!balanced) {
        for (std::size_t i = 0; i < drawn.size(); ++i)
            drawn[i] = static_cast<std::int32_t>(random.below(i, groups));
        return drawn;
    }
    // Position k of a random order belongs to cluster k mod their number, counted from a random first one.
    const auto first = random.below(0, groups);
    const auto order = random.permutation(1, samples);
    for (std::size_t k = 0; k < order.size(); ++k)
        drawn[static_cast<std::size_t>(order[k])] = static_cast<std::int32_t>((first + k) % groups);
    return drawn;
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

struct Draw {
    std::int64_t samples;
    std::int64_t seed;
    Stream clusters, inputs;
};

/// Samples with clean labels. `boundaryDistance` receives that of each.
template <typename Scalar>
SampleSet<Scalar> drawSamples(const DataTraits& traits, const ClusterLaw& law, const Draw& draw,
                              std::vector<double>& boundaryDistance, const std::stop_token& stop) {
    SampleSet<Scalar> set;
    set.groups =
        drawGroups(draw.samples, traits.groups.size(), law.balanced, RandomStream(draw.seed, draw.clusters));
    set.inputs.resize(traits.dimension, draw.samples);
    boundaryDistance.resize(set.groups.size());
    const RandomStream random(draw.seed, draw.inputs);
    const double sigma = std::sqrt(law.variance);
    const auto d = static_cast<std::size_t>(traits.dimension);
    const std::uint64_t drawsPerSample = d + d % 2;  // even, as Box-Muller pairs need
    std::vector<double> input(d);
    for (std::size_t i = 0; i < set.groups.size(); ++i) {
        throwIfCancelled(stop);
        drawNoise(law.noise, random, i * drawsPerSample, input);
        for (double& coordinate : input) coordinate *= sigma;
        law.place(set.groups[i], input);
        boundaryDistance[i] = law.boundaryDistance(input);
        set.inputs.col(static_cast<Eigen::Index>(i)) =
            Eigen::Map<const Vector<double>>(input.data(), traits.dimension).template cast<Scalar>();
        set.cleanLabels.push_back(traits.groups[static_cast<std::size_t>(set.groups[i])].cleanLabel);
    }
    set.labels = set.cleanLabels;
    return set;
}

template <typename Scalar>
void flipLabels(SampleSet<Scalar>& set, const DataTraits& traits, std::span<const double> boundaryDistance,
                const RandomStream& random) {
    const CorruptionView view{.groups = set.groups,
                              .groupCount = static_cast<std::int32_t>(traits.groups.size()),
                              .boundaryDistance = boundaryDistance};
    const LabelNoise noise = traits.labelNoise.value_or(LabelNoise{});
    for (const std::int64_t i : corruptedSamples(noise.corruption, noise.share, view, random)) {
        std::int8_t& label = set.labels[static_cast<std::size_t>(i)];
        label = static_cast<std::int8_t>(-label);
    }
}

}  // namespace

template <typename Scalar>
Dataset<Scalar> drawClusters(const DataTraits& traits, const ClusterLaw& law, const Seeds& seeds,
                             const std::stop_token& stop) {
    Dataset<Scalar> data;
    data.directionNames.assign(traits.directions.begin(), traits.directions.end());
    data.groups.assign(traits.groups.begin(), traits.groups.end());
    std::vector<double> boundaryDistance;
    data.train = drawSamples<Scalar>(
        traits, law, {traits.trainSamples, seeds.data, Stream::trainClusters, Stream::trainInputs},
        boundaryDistance, stop);
    flipLabels(data.train, traits, boundaryDistance, RandomStream(seeds.labels, Stream::trainLabels));
    data.test = drawSamples<Scalar>(
        traits, law, {traits.testSamples, seeds.test, Stream::testClusters, Stream::testInputs},
        boundaryDistance, stop);
    if (traits.labelNoise && corruptsTestLabels(traits.labelNoise->corruption))
        flipLabels(data.test, traits, boundaryDistance, RandomStream(seeds.test, Stream::testLabels));
    return data;
}

template Dataset<float> drawClusters(const DataTraits&, const ClusterLaw&, const Seeds&,
                                     const std::stop_token&);
template Dataset<double> drawClusters(const DataTraits&, const ClusterLaw&, const Seeds&,
                                      const std::stop_token&);

}  // namespace featurescope
