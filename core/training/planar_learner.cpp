#include "core/training/planar_learner.h"

#include <algorithm>

#include "core/base/cancel.h"
#include "core/training/flush_denormals.h"
#include "core/training/kernels/kernels.h"

namespace featurescope {
namespace {

template <typename Scalar>
PlanarNeurons planarNeurons(const TwoLayerNetwork<Scalar>& network) {
    const auto padded = static_cast<std::size_t>(roundedUp(network.weights.rows(), kBlockSize));
    return {.count = network.weights.rows(),
            .x = AlignedVector<double>(padded),
            .y = AlignedVector<double>(padded),
            .outputWeights = AlignedVector<double>(padded),
            .factor = network.factor};
}

template <typename Scalar>
LearnerInfo infoOf(const LearnerParts<Scalar>& parts) {
    return {.engine = std::string(nameOf(parts.options.engine)),
            .engineReason = parts.engineReason,
            .instructionSet = std::string(nameOf(parts.options.instructionSet)),
            .threads = 1};
}

template <typename Scalar>
std::vector<double> targetsOf(const SampleSet<Scalar>& samples) {
    const std::vector<Scalar> targets = samples.allTargets();
    return {targets.begin(), targets.end()};
}

template <typename Scalar>
void copyOutputs(const RingNetwork& network, Vector<Scalar>& outputs) {
    for (Eigen::Index i = 0; i < outputs.size(); ++i) outputs[i] = static_cast<Scalar>(network.output(i));
}

}  // namespace

template <typename Scalar>
PlanarLearner<Scalar>::PlanarLearner(const LearnerParts<Scalar>& parts)
    : start_(parts.start),
      trained_(parts.rule.trained),
      info_(infoOf(parts)),
      stop_(parts.stop),
      neurons_(planarNeurons(parts.start)),
      train_(parts.data.train.inputs.template cast<double>(), targetsOf(parts.data.train), neurons_.count,
             piecewiseOf(parts.start.activation).value(), parts.rule.loss,
             ringKernelsOf(parts.options.instructionSet)),
      test_(parts.data.test.inputs.template cast<double>(), {}, neurons_.count,
            piecewiseOf(parts.start.activation).value(), parts.rule.loss,
            ringKernelsOf(parts.options.instructionSet)),
      weights_(parts.start.weights),
      outputs_(parts.data.train.size()),
      testOutputs_(parts.data.test.size()) {
    restart();
    throwIfCancelled(stop_);
}

template <typename Scalar>
void PlanarLearner<Scalar>::setOutputWeights(const Vector<Scalar>& outputWeights) {
    outputWeights_ = outputWeights;
    scaledOutputWeights_ = static_cast<Scalar>(start_.factor) * outputWeights;
    std::copy(scaledOutputWeights_.begin(), scaledOutputWeights_.end(), neurons_.outputWeights.begin());
    if (trained_ != TrainedLayers::first) neurons_.trained.assign(outputWeights.begin(), outputWeights.end());
}

template <typename Scalar>
void PlanarLearner<Scalar>::setWeights(const WeightMatrix<Scalar>& weights,
                                       const Vector<Scalar>& outputWeights) {
    setOutputWeights(outputWeights);
    for (std::ptrdiff_t j = 0; j < neurons_.count; ++j) {
        neurons_.x[static_cast<std::size_t>(j)] = static_cast<double>(weights(j, 0));
        if (weights.cols() > 1) neurons_.y[static_cast<std::size_t>(j)] = static_cast<double>(weights(j, 1));
    }
    outputsAreCurrent_ = false;
}

template <typename Scalar>
WeightMatrix<Scalar> PlanarLearner<Scalar>::currentWeights() const {
    WeightMatrix<Scalar> weights(start_.weights.rows(), start_.weights.cols());
    for (std::ptrdiff_t j = 0; j < neurons_.count; ++j) {
        weights(j, 0) = static_cast<Scalar>(neurons_.x[static_cast<std::size_t>(j)]);
        if (weights.cols() > 1) weights(j, 1) = static_cast<Scalar>(neurons_.y[static_cast<std::size_t>(j)]);
    }
    return weights;
}

template <typename Scalar>
void PlanarLearner<Scalar>::restart() {
    setWeights(start_.weights, start_.outputWeights);
}

template <typename Scalar>
LearnerState<Scalar> PlanarLearner<Scalar>::state() const {
    const WeightMatrix<Scalar> weights = currentWeights();
    LearnerState<Scalar> state = stateShape();
    state[0].values.assign(weights.data(), weights.data() + weights.size());
    if (state.size() > 1) state[1].values.assign(outputWeights_.begin(), outputWeights_.end());
    return state;
}

template <typename Scalar>
LearnerState<Scalar> PlanarLearner<Scalar>::stateShape() const {
    LearnerState<Scalar> shape{{"W", start_.weights.rows(), start_.weights.cols(), {}}};
    if (trained_ != TrainedLayers::first) shape.push_back({"a", start_.weights.rows(), 1, {}});
    return shape;
}

template <typename Scalar>
void PlanarLearner<Scalar>::restore(const LearnerState<Scalar>& state) {
    requireSameShape(state, stateShape());
    const Eigen::Map<const WeightMatrix<Scalar>> weights(state[0].values.data(), start_.weights.rows(),
                                                         start_.weights.cols());
    const Scalar* outputWeights = state.size() > 1 ? state[1].values.data() : start_.outputWeights.data();
    setWeights(weights, Eigen::Map<const Vector<Scalar>>(outputWeights, start_.weights.rows()));
}

template <typename Scalar>
void PlanarLearner<Scalar>::forward() {
    if (outputsAreCurrent_) return;
    train_.forward(neurons_, stop_);
    throwIfCancelled(stop_);
    outputsAreCurrent_ = true;
}

template <typename Scalar>
void PlanarLearner<Scalar>::step(Scalar stepSize) {
    if (stepSize == 0) return;
    throwIfCancelled(stop_);
    const FlushDenormals flush;
    forward();
    train_.moveNeurons(neurons_, static_cast<double>(stepSize), trained_);
    roundWeights();
    outputsAreCurrent_ = false;
}

/// W and a are a state in the run's precision, whatever they were computed in.
template <typename Scalar>
void PlanarLearner<Scalar>::roundWeights() {
    if (trained_ != TrainedLayers::first) {
        const Eigen::Map<const Vector<double>> trained(neurons_.trained.data(), outputWeights_.size());
        setOutputWeights(trained.template cast<Scalar>());
    }
    if constexpr (sizeof(Scalar) < sizeof(double)) {
        for (AlignedVector<double>* axis : {&neurons_.x, &neurons_.y}) {
            for (double& weight : *axis) weight = static_cast<double>(static_cast<Scalar>(weight));
        }
    }
}

template <typename Scalar>
const Vector<Scalar>& PlanarLearner<Scalar>::trainOutputs() {
    const FlushDenormals flush;
    forward();
    copyOutputs(train_, outputs_);
    return outputs_;
}

template <typename Scalar>
const Vector<Scalar>& PlanarLearner<Scalar>::testOutputs() {
    const FlushDenormals flush;
    test_.forward(neurons_, stop_);
    throwIfCancelled(stop_);
    copyOutputs(test_, testOutputs_);
    return testOutputs_;
}

template <typename Scalar>
const WeightMatrix<Scalar>& PlanarLearner<Scalar>::weights() {
    weights_ = currentWeights();
    return weights_;
}

template class PlanarLearner<float>;
template class PlanarLearner<double>;

}  // namespace featurescope
