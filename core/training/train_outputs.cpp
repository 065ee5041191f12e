#include "core/training/train_outputs.h"

#include <algorithm>

namespace featurescope {

template <typename Scalar>
TrainOutputs<Scalar>::TrainOutputs(const std::vector<std::int8_t>& labels, std::ptrdiff_t chunks,
                                   const KernelTable<Scalar>& kernels)
    : kernels_(kernels),
      samples_(static_cast<std::ptrdiff_t>(labels.size())),
      padded_(roundedUp(samples_, kBlockSize)),
      chunks_(chunks),
      labels_(static_cast<std::size_t>(padded_)),
      partials_(static_cast<std::size_t>(padded_ * chunks)),
      values_(static_cast<std::size_t>(padded_)),
      factors_(static_cast<std::size_t>(padded_)) {
    std::copy(labels.begin(), labels.end(), labels_.begin());
}

template <typename Scalar>
void TrainOutputs<Scalar>::finish(int thread, int threads) {
    const IndexRange lines = partOf(roundedUp(samples_, 16) / 16, thread, threads);
    kernels_.sumOutputs({.partials = partials_.data(),
                         .stride = padded_,
                         .parts = chunks_,
                         .first = lines.first * 16,
                         .last = lines.last * 16,
                         .labels = labels_.data(),
                         .samples = static_cast<Scalar>(samples_),
                         .outputs = values_.data(),
                         .coefficients = factors_.data()});
}

template class TrainOutputs<float>;
template class TrainOutputs<double>;

}  // namespace featurescope
