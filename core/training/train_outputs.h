#pragma once

#include <cstdint>
#include <vector>

#include "core/data/dataset.h"
#include "core/math/types.h"
#include "core/model/loss.h"
#include "core/training/aligned_vector.h"
#include "core/training/kernels/kernel_table.h"
#include "core/training/neuron_chunks.h"

namespace featurescope {

/// Outputs f on the training samples, summed from what the parts of the network contribute, and the factors
/// g_i of the gradient, the slopes of the mean loss by f_i.
template <typename Scalar>
class TrainOutputs {
  public:
    /// @param parts  chunks of neurons, and the linear part of the activation where there is one
    TrainOutputs(const SampleSet<Scalar>& samples, Loss loss, std::ptrdiff_t parts,
                 const KernelTable<Scalar>& kernels);

    /// n rounded up to whole blocks.
    std::ptrdiff_t padded() const { return padded_; }
    /// What one part contributes; its owner sets all of it in every forward pass.
    Scalar* partial(std::ptrdiff_t part) { return partials_.data() + part * padded_; }
    /// A thread's share of the samples, whole vectors.
    IndexRange share(int thread, int threads) const;
    /// Sums the contributions for this thread's share of the samples.
    void finish(int thread, int threads) { finish(share(thread, threads)); }
    /// The same for these samples, whole vectors.
    void finish(IndexRange samples);
    bool couplesSamples() const { return shareOut_ != nullptr; }
    /// Where the loss couples samples: turns what every thread's finish() has left into g. One thread calls
    /// it.
    void shareOut();
    /// g, as many as padded(), 0 beyond n; valid after every thread's finish(), or shareOut().
    const Scalar* factors() const { return factors_.data(); }
    /// f, n values; valid after every thread's finish().
    Eigen::Map<const Vector<Scalar>> values() const { return {values_.data(), samples_}; }

  private:
    std::ptrdiff_t samples_;
    std::ptrdiff_t padded_;
    std::ptrdiff_t parts_;
    void (*sum_)(const OutputSum<Scalar>&);
    void (*shareOut_)(const ExponentShares<Scalar>&);
    AlignedVector<Scalar> targets_;
    AlignedVector<Scalar> partials_;
    AlignedVector<Scalar> values_;
    AlignedVector<Scalar> factors_;
};

extern template class TrainOutputs<float>;
extern template class TrainOutputs<double>;

}  // namespace featurescope
