#include "core/training/fused_learner.h"

#include <algorithm>

#include "core/base/cancel.h"

namespace featurescope {

template <typename Scalar>
FusedLearner<Scalar>::FusedLearner(const LearnerParts<Scalar>& parts)
    : data_(parts.data),
      start_(parts.start),
      activation_(piecewiseOf(parts.start.activation).value()),
      trained_(parts.rule.trained),
      info_{.engine = std::string(nameOf(parts.options.engine)),
            .engineReason = parts.engineReason,
            .instructionSet = std::string(nameOf(parts.options.instructionSet)),
            .threads = parts.options.threads},
      stop_(parts.stop),
      kernels_(kernelsOf<Scalar>(parts.options.instructionSet)),
      chunks_(start_.weights.rows(), affordableChunks(data_.train.size(), sizeof(Scalar))),
      outputs_(data_.train, parts.rule.loss, chunks_.count() + (hasLinearPart() ? 1 : 0), kernels_),
      team_(parts.options.threads, parts.options.niceness),
      hingeWeights_(static_cast<std::size_t>(start_.weights.rows())),
      scales_(static_cast<std::size_t>(start_.weights.rows())),
      values_(data_.train.size()) {
    info_.threads = team_.size();
    setOutputWeights(start_.outputWeights);
}

template <typename Scalar>
void FusedLearner<Scalar>::setOutputWeights(const Vector<Scalar>& outputWeights) {
    outputWeights_ = outputWeights;
    scaledOutputWeights_ = static_cast<Scalar>(start_.factor) * outputWeights_;
    const auto hinge = static_cast<Scalar>(activation_.hinge);
    Eigen::Map<Vector<Scalar>>(hingeWeights_.data(), neurons()) = hinge * scaledOutputWeights_;
}

template <typename Scalar>
void FusedLearner<Scalar>::computeOutputs(int thread) {
    const IndexRange own = chunksOf(thread);
    for (std::ptrdiff_t chunk = own.first; chunk < own.last; ++chunk) forwardChunk(chunk, thread);
    if (hasLinearPart()) addLinearPart(thread);
    team_.barrier();
    outputs_.finish(thread, team_.size());
    if (!outputs_.couplesSamples()) return;
    team_.barrier();
    if (thread == 0) outputs_.shareOut();
}

/// p sum_j a_j z_ij is one more part of the outputs: each thread does its samples, whatever the neurons.
template <typename Scalar>
void FusedLearner<Scalar>::addLinearPart(int thread) {
    const IndexRange share = outputs_.share(thread, team_.size());
    const IndexRange own{std::min(share.first, samples()), std::min(share.last, samples())};
    Scalar* sums = outputs_.partial(chunks_.count()) + own.first;
    sumPreActivations(own, sums);
    Eigen::Map<Vector<Scalar>>(sums, own.size()) *= static_cast<Scalar>(activation_.linear);
}

template <typename Scalar>
void FusedLearner<Scalar>::completeGradient(IndexRange neurons, std::ptrdiff_t firstColumn,
                                            std::ptrdiff_t columns, const Scalar* weights, Scalar* sums,
                                            std::ptrdiff_t width) {
    const auto hinge = static_cast<Scalar>(activation_.hinge);
    Vector<Scalar> linear = Vector<Scalar>::Zero(columns);  // p G
    if (hasLinearPart()) {
        const Eigen::Map<const Vector<Scalar>> factors(outputs_.factors(), samples());
        linear = data_.train.inputs.middleRows(firstColumn, columns) * factors;
        linear *= static_cast<Scalar>(activation_.linear);
    }
    for (std::ptrdiff_t j = 0; j < neurons.size(); ++j) {
        Eigen::Map<Vector<Scalar>> sum(sums + j * width, columns);
        if (hasLinearPart()) sum = hinge * sum + linear;
        if (!movesSecondLayer()) continue;
        const Eigen::Map<const Vector<Scalar>> w(weights + j * dimension() + firstColumn, columns);
        slopes_[neurons.first + j] += w.dot(sum);
    }
}

template <typename Scalar>
const Vector<Scalar>& FusedLearner<Scalar>::trainOutputs() {
    if (!outputsAreCurrent_) compute([this](int thread) { computeOutputs(thread); });
    outputsAreCurrent_ = true;
    values_ = outputs_.values();
    return values_;
}

template <typename Scalar>
void FusedLearner<Scalar>::step(Scalar stepSize) {
    if (stepSize == 0) return;
    Eigen::Map<Vector<Scalar>>(scales_.data(), neurons()) = -stepSize * scaledOutputWeights_;
    if (movesSecondLayer()) slopes_ = Vector<Scalar>::Zero(neurons());
    compute([this, stepSize](int thread) {
        if (!outputsAreCurrent_) {
            computeOutputs(thread);
            team_.barrier();
        }
        update(chunks_.neuronsOf(chunksOf(thread)), thread, stepSize, scales_.data());
    });
    if (movesSecondLayer()) {
        const auto factor = static_cast<Scalar>(start_.factor);
        setOutputWeights(outputWeights_ - stepSize * factor * slopes_);
    }
    outputsAreCurrent_ = false;
}

template <typename Scalar>
void FusedLearner<Scalar>::restart() {
    returnToStart();
    setOutputWeights(start_.outputWeights);
    outputsAreCurrent_ = false;
}

template <typename Scalar>
LearnerState<Scalar> FusedLearner<Scalar>::wholeShape() const {
    LearnerState<Scalar> shape = stateShape();
    if (movesSecondLayer()) shape.push_back({"a", neurons(), 1, {}});
    return shape;
}

template <typename Scalar>
LearnerState<Scalar> FusedLearner<Scalar>::state() const {
    LearnerState<Scalar> state = wholeShape();
    for (NamedArray<Scalar>& array : state) {
        array.values.resize(static_cast<std::size_t>(array.rows * array.columns));
    }
    copyStateTo(state);
    if (movesSecondLayer())
        std::copy(outputWeights_.begin(), outputWeights_.end(), state.back().values.begin());
    return state;
}

template <typename Scalar>
void FusedLearner<Scalar>::restore(const LearnerState<Scalar>& state) {
    requireSameShape(state, wholeShape());
    copyStateFrom(state);
    if (movesSecondLayer()) {
        setOutputWeights(Eigen::Map<const Vector<Scalar>>(state.back().values.data(), neurons()));
    }
    outputsAreCurrent_ = false;
}

template <typename Scalar>
LearnerInfo FusedLearner<Scalar>::info() const {
    return info_;
}

template class FusedLearner<float>;
template class FusedLearner<double>;

}  // namespace featurescope
