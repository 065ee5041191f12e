#include "core/data/xor_clusters.h"

#include <array>
#include <cmath>
#include <span>

#include "core/base/number_text.h"
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

/// The groups of the clusters themselves, whatever is trained on.
std::span<const SampleGroup> clusterGroups() {
    static const std::array groups{SampleGroup{"+μ₁", 0, 1}, SampleGroup{"−μ₁", 1, 1},
                                   SampleGroup{"+μ₂", 2, -1}, SampleGroup{"−μ₂", 3, -1}};
    return groups;
}
/// A clone knows labels only.
std::span<const SampleGroup> labelGroups() {
    static const std::array groups{SampleGroup{"+1", 0, 1}, SampleGroup{"−1", 2, -1}};
    return groups;
}

template <typename Scalar>
void groupByLabel(SampleSet<Scalar>& set) {
    set.groups.clear();
    for (const std::int8_t label : set.cleanLabels) set.groups.push_back(label > 0 ? 0 : 1);
}

/// Trains on a clone of the training samples in their place.
template <typename Scalar>
void cloneTrainingSamples(Dataset<Scalar>& data, TrainOn kind, std::int64_t seed,
                          const std::stop_token& stop) {
    data.train = gaussianClone<Scalar>(data.train, kind, seed, stop);
    data.groups.assign(labelGroups().begin(), labelGroups().end());
    groupByLabel(data.train);
    groupByLabel(data.test);
}

/// Zero where the ideal classifier changes its mind (paper, eq. 2).
double boundaryDistance(std::span<const double> input) {
    return std::abs(std::abs(input[0]) - std::abs(input[1]));
}

}  // namespace

DataTraits traits(const XorClusters& settings) {
    static const std::array directions{ReferenceDirection{"mu1", "μ₁", 1},
                                       ReferenceDirection{"mu2", "μ₂", -1}};
    const auto d = static_cast<double>(settings.dimension), n = static_cast<double>(settings.trainSamples);
    constexpr double kOfClones = 3 * 8;  // the samples of a label, about their mean, and the clone
    const bool clones = settings.trainOn != TrainOn::data;
    DataTraits traits{.dimension = settings.dimension,
                      .trainSamples = settings.trainSamples,
                      .testSamples = settings.testSamples,
                      .extraBytes = (settings.rotated ? 4 * d * d : 0) + (clones ? kOfClones * d * n : 0),
                      .noiseSigma = std::sqrt(settings.clusterVariance),
                      .noiseIsGaussian = settings.clusterNoise == NoiseKind::gaussian,
                      .labelNoise = LabelNoise{settings.labelNoise, settings.corruption},
                      .directions = directions,
                      .groups = clones ? labelGroups() : clusterGroups(),
                      .isXor = settings.meanShift == 0 && !clones};
    if (settings.meanShift > 0 && settings.dimension < 3) {
        traits.conflicts.push_back({"data.mean_shift", "data.mean_shift is " +
                                                           numberText(settings.meanShift) +
                                                           " and needs a third axis; it must be 0 when "
                                                           "data.dimension is " +
                                                           numberText(settings.dimension) + "."});
    }
    return traits;
}

template <typename Scalar>
Dataset<Scalar> draw(const XorClusters& settings, const Seeds& seeds, const std::stop_token& stop) {
    const auto place = [shift = settings.meanShift](std::int32_t group, std::span<double> input) {
        addMean(group, input);
        if (shift > 0) input[2] += shift * cleanLabelOf(static_cast<Cluster>(group));
    };
    const ClusterLaw law{.variance = settings.clusterVariance,
                         .noise = settings.clusterNoise,
                         .balanced = settings.balanced,
                         .place = place,
                         .boundaryDistance = boundaryDistance};
    DataTraits drawn = traits(settings);
    drawn.groups = clusterGroups();
    Dataset<Scalar> data = drawClusters<Scalar>(drawn, law, seeds, stop);
    data.directions = Matrix<Scalar>::Identity(settings.dimension, 2);
    if (settings.rotated) {
        const RandomRotation rotation(settings.dimension, seeds.data, stop);
        rotation.apply(data.train.inputs, stop);
        rotation.apply(data.test.inputs, stop);
        rotation.apply(data.directions, stop);
    }
    if (settings.trainOn != TrainOn::data) cloneTrainingSamples(data, settings.trainOn, seeds.data, stop);
    return data;
}

template Dataset<float> draw(const XorClusters&, const Seeds&, const std::stop_token&);
template Dataset<double> draw(const XorClusters&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
