#pragma once

#include <stop_token>

#include "core/training/aligned_vector.h"
#include "core/training/kernels/kernel_table.h"
#include "core/training/neuron_chunks.h"

namespace featurescope {

/// Which samples are active in which neuron, and what each sample counts.
template <typename Scalar>
struct ActiveSamples {
    const std::uint64_t* activity;  ///< [block of 64 samples][neuron]
    std::ptrdiff_t neurons;         ///< m, words per block
    std::ptrdiff_t count;           ///< n
    const Scalar* coefficients;     ///< n
};

/// A slab of at most two vectors of columns of a matrix with one row per sample.
template <typename Scalar>
struct SampleSlab {
    const Scalar* rows;
    std::ptrdiff_t stride;
    std::ptrdiff_t columns;
};

/// Sums of coefficient_i row_i over the active samples i of each neuron, with look-up tables; one object per
/// thread. One slab at a time: the sums of all neurons on it stay in the cache while the samples pass.
template <typename Scalar>
class ActiveRowSum {
  public:
    /// Most neurons of one call of sum().
    static constexpr std::ptrdiff_t kMostNeurons = 4096;

    /// @param neurons  m: with the instruction set it decides how many samples share a table, so that the
    /// order of additions does not depend on the number of threads
    ActiveRowSum(const KernelTable<Scalar>& kernels, std::ptrdiff_t neurons);

    /// The sums for `neurons`, row-major without gaps, one or two whole vectors wide. Valid until the next
    /// call. Leaves early when stopped.
    Scalar* sum(IndexRange neurons, const ActiveSamples<Scalar>& samples, const SampleSlab<Scalar>& slab,
                const std::stop_token& stop);

  private:
    const KernelTable<Scalar>* kernels_;
    int groupBits_;
    AlignedVector<Scalar> sums_;
};

extern template class ActiveRowSum<float>;
extern template class ActiveRowSum<double>;

}  // namespace featurescope
