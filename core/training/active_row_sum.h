#pragma once

#include <stop_token>

#include "core/training/aligned_vector.h"
#include "core/training/kernels/kernel_table.h"
#include "core/training/neuron_chunks.h"

namespace featurescope {

/// target_j += scale_j * sum over i active in neuron j of coefficient_i source_i.
template <typename Scalar>
struct ActiveRowUpdate {
    Scalar* targets;  ///< row-major, m x width; only the rows of `neurons` change
    std::ptrdiff_t targetStride;
    IndexRange neurons;
    std::ptrdiff_t width;
    const Scalar* scales;           ///< m
    const std::uint64_t* activity;  ///< [block][neuron], m words per block of 64 sources
    std::ptrdiff_t activityStride;  ///< m
    const Scalar* sources;          ///< row-major, sourceCount x width
    std::ptrdiff_t sourceStride;
    std::ptrdiff_t sourceCount;
    const Scalar* coefficients;  ///< sourceCount
};

/// Does such updates with look-up tables; one object per thread.
///
/// Slabs of columns are the outer loop: the sums of all neurons on a slab stay in the cache while the sources
/// pass, and the targets are read and written once.
template <typename Scalar>
class ActiveRowSum {
  public:
    /// @param neurons  m, which alone decides how many sources share a table, so that the order of additions
    /// does not
    ///                 depend on the number of threads
    ActiveRowSum(const KernelTable<Scalar>& kernels, std::ptrdiff_t neurons);

    /// Leaves early when stopped.
    void add(const ActiveRowUpdate<Scalar>& job, const std::stop_token& stop);

  private:
    void addSlab(const ActiveRowUpdate<Scalar>& job, IndexRange neurons, IndexRange columns,
                 const std::stop_token& stop);

    const KernelTable<Scalar>* kernels_;
    int groupBits_;
    AlignedVector<Scalar> sums_;
};

extern template class ActiveRowSum<float>;
extern template class ActiveRowSum<double>;

}  // namespace featurescope
