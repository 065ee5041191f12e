#pragma once

#include <stop_token>

#include "core/math/types.h"
#include "core/model/two_layer_network.h"
#include "core/training/aligned_vector.h"
#include "core/training/kernels/kernel_table.h"
#include "core/training/neuron_chunks.h"
#include "core/training/thread_team.h"

namespace featurescope {

/// Writes <sum_j a_j w_j, x_i> of these samples, which is sum_j a_j z_ij.
/// @param weights  m x d
/// @param inputs  d x n
template <typename Scalar>
void sumOfNeurons(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                  const Matrix<Scalar>& inputs, IndexRange samples, Scalar* sums);

/// f on samples that are not trained on, straight from the weights. Every block of 64 samples belongs to one
/// thread.
template <typename Scalar>
class TestOutputs {
  public:
    /// @param inputs  d x test samples, must outlive the object
    TestOutputs(const Matrix<Scalar>& inputs, const KernelTable<Scalar>& kernels, int threads);

    /// @param weights  m x d
    /// @param outputWeights  m
    /// @param activation  of the network
    /// @return f, one per sample; garbage when stopped. Valid until the next call.
    const Vector<Scalar>& values(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                                 const Piecewise& activation, ThreadTeam& team, const std::stop_token& stop);

  private:
    /// What a thread works in.
    struct Workspace {
        AlignedVector<Scalar> panels;
        AlignedVector<std::uint64_t> activity;
        AlignedVector<Scalar> outputs;
    };

    void computeBlock(std::ptrdiff_t first, const WeightMatrix<Scalar>& weights,
                      const Vector<Scalar>& outputWeights, Workspace& workspace, const std::stop_token& stop);

    const Matrix<Scalar>& inputs_;
    const KernelTable<Scalar>& kernels_;
    std::vector<Workspace> workspaces_;
    Vector<Scalar> values_;
};

extern template class TestOutputs<float>;
extern template class TestOutputs<double>;

}  // namespace featurescope
