#include "core/training/active_row_sum.h"

#include <algorithm>

namespace featurescope {

namespace {

/// Larger tables save additions per neuron and cost additions per table: measured cross-over points.
int groupBitsFor(std::ptrdiff_t neurons) { return neurons < 160 ? 4 : neurons < 700 ? 5 : 6; }

}  // namespace

template <typename Scalar>
ActiveRowSum<Scalar>::ActiveRowSum(const KernelTable<Scalar>& kernels, std::ptrdiff_t neurons)
    : kernels_(&kernels),
      groupBits_(std::min(groupBitsFor(neurons), kernels.mostGroupBits)),
      sums_(static_cast<std::size_t>(std::min(neurons, kMostNeurons) * kernels.panelWidth)) {}

template <typename Scalar>
Scalar* ActiveRowSum<Scalar>::sum(IndexRange neurons, const ActiveSamples<Scalar>& samples,
                                  const SampleSlab<Scalar>& slab, const std::stop_token& stop) {
    std::fill_n(sums_.begin(), neurons.size() * kernels_->panelWidth, Scalar(0));
    for (std::ptrdiff_t i = 0; i < samples.count && !stop.stop_requested(); i += kBlockSize) {
        kernels_->tableSum({.sums = sums_.data(),
                            .count = neurons.size(),
                            .activity = samples.activity + i / kBlockSize * samples.neurons + neurons.first,
                            .sources = {.rows = slab.rows + i * slab.stride,
                                        .stride = slab.stride,
                                        .count = std::min(kBlockSize, samples.count - i),
                                        .coefficients = samples.coefficients + i,
                                        .columns = slab.columns,
                                        .groupBits = groupBits_}});
    }
    return sums_.data();
}

template class ActiveRowSum<float>;
template class ActiveRowSum<double>;

}  // namespace featurescope
