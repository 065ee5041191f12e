#include "core/training/train_outputs.h"

namespace featurescope {

template <typename Scalar>
TrainOutputs<Scalar>::TrainOutputs(const SampleSet<Scalar>& samples, Loss loss, std::ptrdiff_t parts,
                                   const KernelTable<Scalar>& kernels)
    : samples_(samples.size()),
      padded_(roundedUp(samples_, kBlockSize)),
      parts_(parts),
      sum_(kernels.sumOutputs[static_cast<std::size_t>(loss)]),
      shareOut_(kernels.shareOut[static_cast<std::size_t>(loss)]),
      targets_(static_cast<std::size_t>(padded_)),
      partials_(static_cast<std::size_t>(padded_ * parts)),
      values_(static_cast<std::size_t>(padded_)),
      factors_(static_cast<std::size_t>(padded_)) {
    for (std::ptrdiff_t i = 0; i < samples_; ++i) targets_[static_cast<std::size_t>(i)] = samples.target(i);
}

template <typename Scalar>
IndexRange TrainOutputs<Scalar>::share(int thread, int threads) const {
    constexpr std::ptrdiff_t kWidest = 16;  // numbers in a vector
    const IndexRange vectors = partOf(roundedUp(samples_, kWidest) / kWidest, thread, threads);
    return {vectors.first * kWidest, vectors.last * kWidest};
}

template <typename Scalar>
void TrainOutputs<Scalar>::finish(IndexRange samples) {
    sum_({.partials = partials_.data(),
          .stride = padded_,
          .parts = parts_,
          .first = samples.first,
          .last = samples.last,
          .targets = targets_.data(),
          .samples = static_cast<Scalar>(samples_),
          .outputs = values_.data(),
          .coefficients = factors_.data()});
}

template <typename Scalar>
void TrainOutputs<Scalar>::shareOut() {
    shareOut_({.samples = samples_,
               .padded = padded_,
               .targets = targets_.data(),
               .outputs = values_.data(),
               .coefficients = factors_.data()});
}

template class TrainOutputs<float>;
template class TrainOutputs<double>;

}  // namespace featurescope
