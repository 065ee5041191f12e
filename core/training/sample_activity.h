#pragma once

#include <cstdint>
#include <span>
#include <stop_token>

#include "core/math/types.h"
#include "core/training/aligned_vector.h"
#include "core/training/kernels/kernel_table.h"

namespace featurescope {

/// Tells which neurons are active on which samples, 64 samples at a time, at the speed of a forward pass.
template <typename Scalar>
class SampleActivity {
  public:
    /// @param inputs  d x n, must outlive the object
    explicit SampleActivity(const Matrix<Scalar>& inputs);

    /// One word per neuron: bit i says <w_j, x> > 0 for the i-th of these samples. Bits beyond them are 0.
    /// Valid until the next call. Throws Cancelled.
    /// @param samples  1 .. kBlockSize columns of the inputs
    /// @param weights  row-major, neurons x d without gaps
    std::span<const std::uint64_t> on(std::span<const std::int32_t> samples, const Scalar* weights,
                                      std::ptrdiff_t neurons, const std::stop_token& stop);

  private:
    const Matrix<Scalar>& inputs_;
    const KernelTable<Scalar>& kernels_;
    Matrix<Scalar> gathered_;  ///< d x kBlockSize
    AlignedVector<Scalar> panels_;
    AlignedVector<Scalar> outputs_, outputWeights_;  ///< what the kernel wants beside; not looked at
    AlignedVector<std::uint64_t> activity_;
};

extern template class SampleActivity<float>;
extern template class SampleActivity<double>;

}  // namespace featurescope
