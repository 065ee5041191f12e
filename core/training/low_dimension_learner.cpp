#include "core/training/low_dimension_learner.h"

#include <algorithm>

#include "core/base/cancel.h"
#include "core/training/call_limits.h"

namespace featurescope {

template <typename Scalar>
LowDimensionLearner<Scalar>::LowDimensionLearner(const LearnerParts<Scalar>& parts)
    : FusedLearner<Scalar>(parts),
      weights_(parts.start.weights),
      padded_(roundedUp(this->samples(), this->kernels().lanes)),
      inputs_(static_cast<std::size_t>(padded_ * this->dimension())),
      test_(parts.data.test.inputs, this->kernels(), this->team().size()) {
    for (std::ptrdiff_t k = 0; k < this->dimension(); ++k) {
        Eigen::Map<Vector<Scalar>>(inputs_.data() + k * padded_, this->samples()) =
            parts.data.train.inputs.row(k);
    }
}

template <typename Scalar>
LowDimensionPass<Scalar> LowDimensionLearner<Scalar>::pass(IndexRange neurons, const Scalar* factors) {
    return {.inputs = inputs_.data(),
            .padded = padded_,
            .first = 0,
            .last = padded_,
            .dimension = static_cast<int>(this->dimension()),
            .weights = weights_.data() + neurons.first * this->dimension(),
            .count = neurons.size(),
            .factors = factors + neurons.first,
            .sums = nullptr,
            .coefficients = this->outputs().factors(),
            .outputs = nullptr};
}

template <typename Scalar>
void LowDimensionLearner<Scalar>::forwardChunk(std::ptrdiff_t chunk, int) {
    const IndexRange neurons = this->chunks().neuronsOf(chunk);
    LowDimensionPass<Scalar> job = pass(neurons, this->hingeWeights());
    job.outputs = this->outputs().partial(chunk);
    const std::ptrdiff_t samples =
        roundedUp(std::max<std::ptrdiff_t>(1, kWorkPerCall / 8 / neurons.size()), 64);
    for (std::ptrdiff_t i = 0; i < padded_ && !this->cancelled(); i += samples) {
        job.first = i;
        job.last = std::min(i + samples, padded_);
        this->kernels().lowDimensionForward(job);
    }
}

template <typename Scalar>
void LowDimensionLearner<Scalar>::sumPreActivations(IndexRange samples, Scalar* sums) {
    sumOfNeurons<Scalar>(weights_, this->outputWeights(), this->data().train.inputs, samples, sums);
}

/// A step with a linear part or of the second layer.
template <typename Scalar>
void LowDimensionLearner<Scalar>::updateRows(IndexRange neurons, const Scalar* scales) {
    const std::ptrdiff_t d = this->dimension();
    AlignedVector<Scalar> sums(static_cast<std::size_t>(neurons.size() * d));
    LowDimensionPass<Scalar> job = pass(neurons, scales);
    job.sums = sums.data();
    this->kernels().lowDimensionBackward(job);
    this->completeGradient(neurons, 0, d, job.weights, sums.data(), d);
    if (!this->movesFirstLayer()) return;
    for (std::ptrdiff_t i = 0; i < neurons.size() * d; ++i)
        job.weights[i] += job.factors[i / d] * sums[static_cast<std::size_t>(i)];
}

template <typename Scalar>
void LowDimensionLearner<Scalar>::update(IndexRange neurons, int, Scalar, const Scalar* scales) {
    const std::ptrdiff_t rows = 2 * std::max<std::ptrdiff_t>(1, kWorkPerCall / 16 / padded_);
    for (std::ptrdiff_t j = neurons.first; j < neurons.last && !this->cancelled(); j += rows) {
        const IndexRange piece{j, std::min(j + rows, neurons.last)};
        if (this->isPlainRelu()) {
            this->kernels().lowDimensionBackward(pass(piece, scales));
        } else {
            updateRows(piece, scales);
        }
    }
}

template <typename Scalar>
const Vector<Scalar>& LowDimensionLearner<Scalar>::testOutputs() {
    const Vector<Scalar>& values =
        test_.values(weights_, this->outputWeights(), this->activation(), this->team(), this->stopToken());
    throwIfCancelled(this->stopToken());
    return values;
}

template class LowDimensionLearner<float>;
template class LowDimensionLearner<double>;

}  // namespace featurescope
