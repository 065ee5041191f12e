#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/math/types.h"
#include "core/training/aligned_vector.h"
#include "core/training/kernels/kernels.h"
#include "core/training/neuron_chunks.h"

namespace featurescope {

/// What a forward pass reads and writes.
template <typename Scalar>
struct ForwardPass {
    const Scalar* weights;        ///< row-major, m x d
    const Scalar* outputWeights;  ///< m
    std::ptrdiff_t neurons;       ///< m
    std::uint64_t* activity;      ///< [block of 64 samples][neuron], written for the neurons of the call
    Scalar* outputs;              ///< n rounded up to blocks, added to: sum of a_j relu(z_ij)
};

/// A forward pass that multiplies in integers. Of the pre-activations only the signs are needed one by one:
/// samples and weights are rounded to integers of 16 bits, whose dot products prove the signs of nearly all
/// pairs; pairs within the rounding error, below 1 in 100 on ordinary data, are decided by a dot product in
/// Scalar. The outputs are f_i = x_i . sum of a_j w_j over the active j, a sum by look-up tables as in the
/// backward pass.
///
/// A block of 64 samples with too many doubts is multiplied in Scalar as a whole, and so are all neurons of a
/// call, up to 252 at a time, among which one has weights that cannot be rounded: not finite, or of a size
/// whose squares overflow or vanish. What is chosen depends on the numbers alone.
///
/// Cost: n d m multiply-adds of 16 bits, n d (m + 2^b m / min(n, 4096)) / b additions, a dot product per
/// doubt.
template <typename Scalar>
class SignForward {
  public:
    /// The fixed rule: whether this pays for n samples of d coordinates and m neurons.
    static bool isWorthwhile(std::ptrdiff_t samples, std::ptrdiff_t dimension, std::ptrdiff_t neurons);

    /// `inputs` (d x n) must stay. Packs nothing yet.
    /// @param mostNeurons  of one call of add(), for which there are buffers; more go piece by piece
    SignForward(const Matrix<Scalar>& inputs, const KernelTable<Scalar>& kernels,
                const SignKernels& signKernels, int threads, std::ptrdiff_t mostNeurons);

    /// Packs the block of samples that starts at `first`, with the buffers of `thread`.
    void pack(std::ptrdiff_t first, int thread);
    /// Whether every sample could be rounded, once all are packed; otherwise add() must not be called.
    bool isPossible() const;
    /// Adds the share of these neurons. Leaves early when stopped.
    void add(const ForwardPass<Scalar>& pass, IndexRange neurons, int thread, const std::stop_token& stop);

  private:
    /// Buffers of one thread.
    struct Workspace {
        AlignedVector<std::int16_t> rows;     ///< rounded weights of some neurons
        AlignedVector<std::int32_t> slack;    ///< of the rows
        AlignedVector<std::uint64_t> doubts;  ///< one word per neuron
        AlignedVector<std::uint64_t> chosen;  ///< [64 neurons][sample]: activity, bits are neurons
        AlignedVector<Scalar> panels;         ///< one block of samples, for products in Scalar
    };

    std::ptrdiff_t samples() const { return inputs_.cols(); }
    std::ptrdiff_t dimension() const { return inputs_.rows(); }
    bool roundNeurons(const ForwardPass<Scalar>& pass, IndexRange neurons, Workspace& space) const;
    void addPiece(const ForwardPass<Scalar>& pass, IndexRange neurons, bool areRounded, IndexRange samples,
                  Workspace& space, const std::stop_token& stop) const;
    bool findSigns(const ForwardPass<Scalar>& pass, IndexRange neurons, std::ptrdiff_t first,
                   Workspace& space) const;
    void multiply(const ForwardPass<Scalar>& pass, IndexRange neurons, std::ptrdiff_t first,
                  Workspace& space) const;
    void packSlabs(std::ptrdiff_t first, std::ptrdiff_t count);
    void addByTables(const ForwardPass<Scalar>& pass, IndexRange neurons, IndexRange samples,
                     const Workspace& space, const std::stop_token& stop) const;

    const Matrix<Scalar>& inputs_;
    const KernelTable<Scalar>& kernels_;
    const SignKernels& signKernels_;
    std::ptrdiff_t pairs_;                ///< of coordinates, the last one filled up with zero
    std::ptrdiff_t mostNeurons_;          ///< at a time
    AlignedVector<std::int16_t> panels_;  ///< rounded samples
    AlignedVector<Scalar> slabs_;  ///< samples, slab by slab of two vectors of coordinates; zero beyond d
    AlignedVector<std::int32_t> slack_;    ///< of the samples
    std::vector<std::uint64_t> isThere_;   ///< per block: samples that are not zero
    std::vector<std::uint8_t> isRounded_;  ///< per block
    std::vector<Workspace> workspaces_;
};

extern template class SignForward<float>;
extern template class SignForward<double>;

}  // namespace featurescope
