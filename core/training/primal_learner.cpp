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
      panels_(static_cast<std::size_t>(this->outputs().padded() * this->dimension())),
      activity_(static_cast<std::size_t>(this->outputs().padded() / kBlockSize * this->neurons())),
      backward_(static_cast<std::size_t>(this->team().size()),
                ActiveRowSum<Scalar>(this->kernels(), this->neurons())),
      test_(parts.data.test.inputs, this->kernels(), this->team().size()) {
    const std::ptrdiff_t n = this->samples();
    const std::ptrdiff_t d = this->dimension();
    this->compute([&](int thread) {
        for (std::ptrdiff_t i = thread * kBlockSize; i < n; i += this->team().size() * kBlockSize) {
            if (this->cancelled()) return;
            packBlock<Scalar>({parts.data.train.inputs.col(i).data(), d, std::min(kBlockSize, n - i), d},
                              this->kernels().panelWidth, panels_.data() + i * d);
        }
    });
}

template <typename Scalar>
void PrimalLearner<Scalar>::forwardChunk(std::ptrdiff_t chunk) {
    Scalar* outputs = this->outputs().partial(chunk);
    std::fill_n(outputs, this->outputs().padded(), Scalar(0));
    const IndexRange neurons = this->chunks().neuronsOf(chunk);
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
             .outputWeights = this->start().outputWeights.data() + neurons.first,
             .activity = activity_.data() + i / kBlockSize * this->neurons() + neurons.first,
             .outputs = outputs + i});
    }
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
    const Scalar* sums =
        backward.sum(neurons, {activity_.data(), this->neurons(), this->samples(), this->outputs().factors()},
                     {this->data().train.inputs.data() + firstColumn, d, columns}, this->stopToken());
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
        test_.values(weights_, this->start().outputWeights, this->team(), this->stopToken());
    throwIfCancelled(this->stopToken());
    return values;
}

template class PrimalLearner<float>;
template class PrimalLearner<double>;

}  // namespace featurescope
