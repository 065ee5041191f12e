#include "core/training/fused_learner.h"

#include "core/base/cancel.h"

namespace featurescope {
template <typename Scalar>
FusedLearner<Scalar>::FusedLearner(const LearnerParts<Scalar>& parts)
    : data_(parts.data),
      start_(parts.start),
      info_{.engine = std::string(nameOf(parts.options.engine)),
            .engineReason = parts.engineReason,
            .instructionSet = std::string(nameOf(parts.options.instructionSet)),
            .threads = parts.options.threads},
      stop_(parts.stop),
      kernels_(kernelsOf<Scalar>(parts.options.instructionSet)),
      chunks_(start_.weights.rows(), affordableChunks(data_.train.size(), sizeof(Scalar))),
      outputs_(data_.train.labels, chunks_.count(), kernels_),
      team_(parts.options.threads, parts.options.niceness),
      scales_(static_cast<std::size_t>(start_.weights.rows())),
      values_(data_.train.size()) {
    info_.threads = team_.size();
}

template <typename Scalar>
void FusedLearner<Scalar>::computeOutputs(int thread) {
    const IndexRange own = chunksOf(thread);
    for (std::ptrdiff_t chunk = own.first; chunk < own.last; ++chunk) forwardChunk(chunk, thread);
    team_.barrier();
    outputs_.finish(thread, team_.size());
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
    Eigen::Map<Vector<Scalar>>(scales_.data(), neurons()) = -stepSize * start_.outputWeights;
    compute([this, stepSize](int thread) {
        if (!outputsAreCurrent_) {
            computeOutputs(thread);
            team_.barrier();
        }
        update(chunks_.neuronsOf(chunksOf(thread)), thread, stepSize, scales_.data());
    });
    outputsAreCurrent_ = false;
}

template <typename Scalar>
void FusedLearner<Scalar>::restart() {
    returnToStart();
    outputsAreCurrent_ = false;
}

template <typename Scalar>
LearnerState<Scalar> FusedLearner<Scalar>::state() const {
    LearnerState<Scalar> state = stateShape();
    for (NamedArray<Scalar>& array : state) {
        array.values.resize(static_cast<std::size_t>(array.rows * array.columns));
    }
    copyStateTo(state);
    return state;
}

template <typename Scalar>
void FusedLearner<Scalar>::restore(const LearnerState<Scalar>& state) {
    requireSameShape(state, stateShape());
    copyStateFrom(state);
    outputsAreCurrent_ = false;
}

template <typename Scalar>
LearnerInfo FusedLearner<Scalar>::info() const {
    return info_;
}

template class FusedLearner<float>;
template class FusedLearner<double>;

}  // namespace featurescope
