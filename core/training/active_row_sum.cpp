#include "core/training/active_row_sum.h"

#include <algorithm>

namespace featurescope {

namespace {

/// Neurons whose sums on a slab stay in the second-level cache; also what bounds the time between two looks
/// at the stop token.
constexpr std::ptrdiff_t kMostNeurons = 4096;

/// Larger tables save additions per neuron and cost additions per table: measured cross-over points.
int groupBitsFor(std::ptrdiff_t neurons) { return neurons < 160 ? 4 : neurons < 700 ? 5 : 6; }

}  // namespace

template <typename Scalar>
ActiveRowSum<Scalar>::ActiveRowSum(const KernelTable<Scalar>& kernels, std::ptrdiff_t neurons)
    : kernels_(&kernels),
      groupBits_(groupBitsFor(neurons)),
      sums_(static_cast<std::size_t>(std::min(neurons, kMostNeurons) * 2 * kernels.lanes)) {}

template <typename Scalar>
void ActiveRowSum<Scalar>::add(const ActiveRowUpdate<Scalar>& job, const std::stop_token& stop) {
    const std::ptrdiff_t slab = 2 * kernels_->lanes;
    for (std::ptrdiff_t j = job.neurons.first; j < job.neurons.last; j += kMostNeurons) {
        const IndexRange neurons{j, std::min(j + kMostNeurons, job.neurons.last)};
        for (std::ptrdiff_t k = 0; k < job.width; k += slab) {
            addSlab(job, neurons, {k, std::min(k + slab, job.width)}, stop);
        }
    }
}

template <typename Scalar>
void ActiveRowSum<Scalar>::addSlab(const ActiveRowUpdate<Scalar>& job, IndexRange neurons, IndexRange columns,
                                   const std::stop_token& stop) {
    std::fill(sums_.begin(), sums_.begin() + neurons.size() * 2 * kernels_->lanes, Scalar(0));
    for (std::ptrdiff_t i = 0; i < job.sourceCount; i += kBlockSize) {
        if (stop.stop_requested()) return;
        kernels_->tableSum({.sums = sums_.data(),
                            .count = neurons.size(),
                            .activity = job.activity + i / kBlockSize * job.activityStride + neurons.first,
                            .sources = job.sources + i * job.sourceStride + columns.first,
                            .sourceStride = job.sourceStride,
                            .sourceCount = std::min(kBlockSize, job.sourceCount - i),
                            .coefficients = job.coefficients + i,
                            .columns = columns.size(),
                            .groupBits = groupBits_});
    }
    kernels_->slabUpdate({.sums = sums_.data(),
                          .count = neurons.size(),
                          .columns = columns.size(),
                          .scales = job.scales + neurons.first,
                          .targets = job.targets + neurons.first * job.targetStride + columns.first,
                          .targetStride = job.targetStride});
}

template class ActiveRowSum<float>;
template class ActiveRowSum<double>;

}  // namespace featurescope
