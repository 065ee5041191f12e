#pragma once

#include <cstdint>
#include <vector>

#include "core/math/types.h"
#include "core/training/aligned_vector.h"
#include "core/training/kernels/kernel_table.h"
#include "core/training/neuron_chunks.h"

namespace featurescope {

/// Outputs f on the training samples, summed from what the chunks of neurons contribute, and the factors
/// g_i = -y_i sigmoid(-y_i f_i) / n of the gradient (derivative of the mean logistic loss).
template <typename Scalar>
class TrainOutputs {
  public:
    TrainOutputs(const std::vector<std::int8_t>& labels, std::ptrdiff_t chunks,
                 const KernelTable<Scalar>& kernels);

    /// n rounded up to whole blocks.
    std::ptrdiff_t padded() const { return padded_; }
    /// What one chunk contributes; its owner sets all of it in every forward pass.
    Scalar* partial(std::ptrdiff_t chunk) { return partials_.data() + chunk * padded_; }
    /// Sums the contributions for this thread's share of the samples.
    void finish(int thread, int threads);
    /// g, as many as padded(), 0 beyond n; valid after every thread's finish().
    const Scalar* factors() const { return factors_.data(); }
    /// f, n values; valid after every thread's finish().
    Eigen::Map<const Vector<Scalar>> values() const { return {values_.data(), samples_}; }

  private:
    const KernelTable<Scalar>& kernels_;
    std::ptrdiff_t samples_;
    std::ptrdiff_t padded_;
    std::ptrdiff_t chunks_;
    AlignedVector<Scalar> labels_;
    AlignedVector<Scalar> partials_;
    AlignedVector<Scalar> values_;
    AlignedVector<Scalar> factors_;
};

extern template class TrainOutputs<float>;
extern template class TrainOutputs<double>;

}  // namespace featurescope
