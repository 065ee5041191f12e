#pragma once

#include <stop_token>

#include "core/math/types.h"
#include "core/training/aligned_vector.h"
#include "core/training/neuron_groups.h"
#include "core/training/thread_team.h"

namespace featurescope {

/// Training samples as rows padded to whole vectors, for products of one sample with some neurons.
template <typename Scalar>
class PaddedInputs {
  public:
    /// @param inputs  d x n
    PaddedInputs(const Matrix<Scalar>& inputs, const CertifiedKernels<Scalar>& kernels);

    const CertifiedKernels<Scalar>& kernels() const { return kernels_; }
    std::ptrdiff_t samples() const { return samples_; }
    std::ptrdiff_t dimension() const { return dimension_; }
    /// d rounded up to whole vectors.
    std::ptrdiff_t depth() const { return depth_; }
    const Scalar* row(std::ptrdiff_t sample) const { return rows_.data() + sample * depth_; }
    /// Computed |x_i|^2; 0 for a row of zeros alone.
    const std::vector<Scalar>& squares() const { return squares_; }
    /// Computed square of a padded row.
    Scalar squareOf(const Scalar* row) const;
    /// On which samples the neurons of these weights are active. @param weights  m x d
    ActivityPatterns patternsOf(const WeightMatrix<Scalar>& weights, ThreadTeam& team,
                                const std::stop_token& stop) const;

  private:
    const CertifiedKernels<Scalar>& kernels_;
    std::ptrdiff_t samples_, dimension_, depth_;
    AlignedVector<Scalar> rows_;
    std::vector<Scalar> squares_;
};

extern template class PaddedInputs<float>;
extern template class PaddedInputs<double>;

}  // namespace featurescope
