#include "core/run/state_parts.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "core/training/sample_activity.h"

namespace featurescope {
namespace {

/// The indices that exist among `count` things.
std::vector<std::int32_t> existing(const std::vector<std::int32_t>& indices, Eigen::Index count) {
    std::vector<std::int32_t> kept;
    for (const std::int32_t index : indices) {
        if (index >= 0 && index < count) kept.push_back(index);
    }
    return kept;
}

/// Calls work(samples) for blocks of at most kBlockSize samples.
template <typename Work>
void forBlocks(std::span<const std::int32_t> samples, const Work& work) {
    for (std::size_t first = 0; first < samples.size(); first += kBlockSize) {
        work(samples.subspan(first, std::min<std::size_t>(kBlockSize, samples.size() - first)));
    }
}

template <typename Scalar>
std::vector<bool> firingNeurons(const std::vector<std::int32_t>& samples, SampleActivity<Scalar>& activity,
                                const WeightMatrix<Scalar>& weights, const std::stop_token& stop) {
    std::vector<bool> fires(static_cast<std::size_t>(weights.rows()), false);
    forBlocks(samples, [&](std::span<const std::int32_t> block) {
        const auto words = activity.on(block, weights.data(), weights.rows(), stop);
        for (std::size_t j = 0; j < fires.size(); ++j) fires[j] = fires[j] || words[j] != 0;
    });
    return fires;
}

template <typename Scalar>
std::vector<bool> activeSamples(const std::vector<std::int32_t>& neurons, SampleActivity<Scalar>& activity,
                                Eigen::Index count, const WeightMatrix<Scalar>& weights,
                                const std::stop_token& stop) {
    WeightMatrix<Scalar> selected(static_cast<Eigen::Index>(neurons.size()), weights.cols());
    for (std::size_t k = 0; k < neurons.size(); ++k) {
        selected.row(static_cast<Eigen::Index>(k)) = weights.row(neurons[k]);
    }
    std::vector<std::int32_t> samples(static_cast<std::size_t>(count));
    std::iota(samples.begin(), samples.end(), 0);
    std::vector<bool> active;
    active.reserve(samples.size());
    forBlocks(samples, [&](std::span<const std::int32_t> block) {
        const auto words = activity.on(block, selected.data(), selected.rows(), stop);
        const std::uint64_t any =
            std::accumulate(words.begin(), words.end(), std::uint64_t{0}, std::bit_or<>());
        for (std::size_t i = 0; i < block.size(); ++i) active.push_back((any >> i & 1) != 0);
    });
    return active;
}

/// <w_j, mu_k> in units of |a_j|; 0 where a_j is.
template <typename Scalar>
std::vector<double> perOutputWeight(const std::vector<double>& projection, const Vector<Scalar>& a) {
    std::vector<double> scaled(projection.size(), 0.0);
    for (std::size_t j = 0; j < scaled.size(); ++j) {
        const double size = std::abs(static_cast<double>(a[static_cast<Eigen::Index>(j)]));
        if (size > 0) scaled[j] = projection[j] / size;
    }
    return scaled;
}

}  // namespace

template <typename Scalar>
MarginValues marginValues(std::int64_t step, const Dataset<Scalar>& data, const Vector<Scalar>& trainOutputs,
                          const std::vector<double>& testOutputs) {
    MarginValues margins{.step = step, .clean = {}, .corrupted = {}, .testClean = {}};
    const SampleSet<Scalar>& train = data.train;
    for (std::size_t i = 0; i < train.labels.size(); ++i) {
        const auto f = static_cast<float>(trainOutputs[static_cast<Eigen::Index>(i)]);
        const bool clean = train.labels[i] == train.cleanLabels[i];
        (clean ? margins.clean : margins.corrupted).push_back(static_cast<float>(train.labels[i]) * f);
    }
    for (std::size_t i = 0; i < testOutputs.size(); ++i) {
        margins.testClean.push_back(static_cast<float>(data.test.cleanLabels[i] * testOutputs[i]));
    }
    return margins;
}

template <typename Scalar>
ConditionValues conditionValues(const ConditionInput<Scalar>& input, const std::stop_token& stop) {
    const auto candidates =
        candidateClusters(input.start.outputWeight, input.start.cosines[0], input.start.cosines[1]);
    const auto along1 = perOutputWeight(input.now.projections[0], input.outputWeights);
    const auto along2 = perOutputWeight(input.now.projections[1], input.outputWeights);
    const std::span outputs(input.trainOutputs.data(), static_cast<std::size_t>(input.trainOutputs.size()));
    return {.step = input.step,
            .alignment = neuronAlignment<Scalar>(input.weights, input.train, candidates, stop),
            .orthogonality = almostOrthogonality(along1, along2, candidates, input.stepSize, 1),
            .conclusion = trainingConclusion<Scalar>(outputs, input.train.labels, input.train.cleanLabels)};
}

template <typename Scalar>
SelectionActivity selectionActivity(std::int64_t step, const Selection& selection,
                                    const Matrix<Scalar>& inputs, const WeightMatrix<Scalar>& weights,
                                    const std::stop_token& stop) {
    const auto samples = existing(selection.samples, inputs.cols());
    const auto neurons = existing(selection.neurons, weights.rows());
    SelectionActivity result{.step = step, .neuronFires = {}, .sampleActive = {}};
    SampleActivity<Scalar> activity(inputs);
    if (!samples.empty()) result.neuronFires = firingNeurons<Scalar>(samples, activity, weights, stop);
    if (!neurons.empty()) {
        result.sampleActive = activeSamples<Scalar>(neurons, activity, inputs.cols(), weights, stop);
    }
    return result;
}

template MarginValues marginValues(std::int64_t, const Dataset<float>&, const Vector<float>&,
                                   const std::vector<double>&);
template MarginValues marginValues(std::int64_t, const Dataset<double>&, const Vector<double>&,
                                   const std::vector<double>&);
template ConditionValues conditionValues(const ConditionInput<float>&, const std::stop_token&);
template ConditionValues conditionValues(const ConditionInput<double>&, const std::stop_token&);
template SelectionActivity selectionActivity(std::int64_t, const Selection&, const Matrix<float>&,
                                             const WeightMatrix<float>&, const std::stop_token&);
template SelectionActivity selectionActivity(std::int64_t, const Selection&, const Matrix<double>&,
                                             const WeightMatrix<double>&, const std::stop_token&);

}  // namespace featurescope
