#include "core/training/primal_learner.h"

#include <algorithm>

#include "core/base/cancel.h"
#include "core/training/call_limits.h"
#include "core/training/packed_block.h"

namespace featurescope {

template <typename Scalar>
PrimalLearner<Scalar>::PrimalLearner(const LearnerParts<Scalar>& parts)
    : FusedLearner<Scalar>(parts),
      weights_(parts.start.weights),
      activity_(static_cast<std::size_t>(this->outputs().padded() / kBlockSize * this->neurons())),
      backward_(static_cast<std::size_t>(this->team().size()),
                ActiveRowSum<Scalar>(this->kernels(), this->neurons())),
      test_(parts.data.test.inputs, this->kernels(), this->team().size()) {
    if (SignForward<Scalar>::isWorthwhile(this->samples(), this->dimension(), this->neurons()))
        packSigns(parts.options.instructionSet);
    if (!signs_) packPanels();
}

/// Leaves signs_ empty when the samples do not allow it.
template <typename Scalar>
void PrimalLearner<Scalar>::packSigns(InstructionSet set) {
    signs_.emplace(this->data().train.inputs, this->kernels(), signKernelsOf(set), this->team().size(),
                   this->chunks().largest());
    this->compute([&](int thread) {
        for (std::ptrdiff_t i = thread * kBlockSize; i < this->samples() && !this->cancelled();
             i += this->team().size() * kBlockSize) {
            signs_->pack(i, thread);
        }
    });
    if (!signs_->isPossible()) signs_.reset();
}

template <typename Scalar>
void PrimalLearner<Scalar>::packPanels() {
    const std::ptrdiff_t n = this->samples();
    const std::ptrdiff_t d = this->dimension();
    panels_.resize(static_cast<std::size_t>(this->outputs().padded() * d));
    this->compute([&](int thread) {
        for (std::ptrdiff_t i = thread * kBlockSize; i < n; i += this->team().size() * kBlockSize) {
            if (this->cancelled()) return;
            packBlock<Scalar>({this->data().train.inputs.col(i).data(), d, std::min(kBlockSize, n - i), d},
                              this->kernels().panelWidth, panels_.data() + i * d);
        }
    });
}

template <typename Scalar>
void PrimalLearner<Scalar>::forwardChunk(std::ptrdiff_t chunk, int thread) {
    Scalar* outputs = this->outputs().partial(chunk);
    std::fill_n(outputs, this->outputs().padded(), Scalar(0));
    const IndexRange neurons = this->chunks().neuronsOf(chunk);
    if (signs_) {
        signs_->add({.weights = weights_.data(),
                     .outputWeights = this->hingeWeights(),
                     .neurons = this->neurons(),
                     .activity = activity_.data(),
                     .outputs = outputs},
                    neurons, thread, this->stopToken());
        return;
    }
    const std::ptrdiff_t rows = rowsPerCall(this->dimension());
    for (std::ptrdiff_t j = neurons.first; j < neurons.last; j += rows) {
        forwardRows({j, std::min(j + rows, neurons.last)}, outputs);
    }
}

template <typename Scalar>
void PrimalLearner<Scalar>::forwardRows(IndexRange neurons, Scalar* outputs) {
    const std::ptrdiff_t d = this->dimension();
    for (std::ptrdiff_t i = 0; i < this->samples() && !this->cancelled(); i += kBlockSize) {
        this->kernels().forward(
            {.weights = weights_.data() + neurons.first * d,
             .stride = d,
             .count = neurons.size(),
             .depth = d,
             .panels = panels_.data() + i * d,
             .outputWeights = this->hingeWeights() + neurons.first,
             .activity = activity_.data() + i / kBlockSize * this->neurons() + neurons.first,
             .outputs = outputs + i});
    }
}

template <typename Scalar>
void PrimalLearner<Scalar>::sumPreActivations(IndexRange samples, Scalar* sums) {
    sumOfNeurons<Scalar>(weights_, this->outputWeights(), this->data().train.inputs, samples, sums);
}

template <typename Scalar>
void PrimalLearner<Scalar>::update(IndexRange neurons, int thread, Scalar, const Scalar* scales) {
    for (std::ptrdiff_t j = neurons.first; j < neurons.last; j += ActiveRowSum<Scalar>::kMostNeurons) {
        const IndexRange piece{j, std::min(j + ActiveRowSum<Scalar>::kMostNeurons, neurons.last)};
        for (std::ptrdiff_t k = 0; k < this->dimension(); k += this->kernels().panelWidth) {
            updateSlab(piece, k, backward_[static_cast<std::size_t>(thread)], scales);
        }
    }
}

template <typename Scalar>
void PrimalLearner<Scalar>::updateSlab(IndexRange neurons, std::ptrdiff_t firstColumn,
                                       ActiveRowSum<Scalar>& backward, const Scalar* scales) {
    const std::ptrdiff_t d = this->dimension();
    const std::ptrdiff_t columns = std::min(this->kernels().panelWidth, d - firstColumn);
    Scalar* sums =
        backward.sum(neurons, {activity_.data(), this->neurons(), this->samples(), this->outputs().factors()},
                     {this->data().train.inputs.data() + firstColumn, d, columns}, this->stopToken());
    if (!this->isPlainRelu()) {
        this->completeGradient(neurons, firstColumn, columns, weights_.data() + neurons.first * d, sums,
                               roundedUp(columns, this->kernels().lanes));
    }
    if (!this->movesFirstLayer()) return;
    this->kernels().slabUpdate({.sums = sums,
                                .count = neurons.size(),
                                .columns = columns,
                                .scales = scales + neurons.first,
                                .targets = weights_.data() + neurons.first * d + firstColumn,
                                .targetStride = d});
}

template <typename Scalar>
const Vector<Scalar>& PrimalLearner<Scalar>::testOutputs() {
    const Vector<Scalar>& values =
        test_.values(weights_, this->outputWeights(), this->activation(), this->team(), this->stopToken());
    throwIfCancelled(this->stopToken());
    return values;
}

template class PrimalLearner<float>;
template class PrimalLearner<double>;

}  // namespace featurescope
