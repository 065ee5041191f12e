#pragma once

#include "core/training/active_row_sum.h"
#include "core/training/fused_learner.h"

namespace featurescope {

/// Keeps Z = W X (m x n) and K = X^T X (n x n) instead of W: a step changes row j of Z by the rows of K that
/// belong to its active samples. C accumulates stepSize g_i over the steps in which neuron j was active on
/// sample i, so that W = W(0) - diag(a) C X^T when somebody looks. Cost: n^2 m / 6 additions, whatever d is.
template <typename Scalar>
class GramLearner final : public FusedLearner<Scalar> {
  public:
    explicit GramLearner(const LearnerParts<Scalar>& parts);

    const Vector<Scalar>& testOutputs() override;
    const WeightMatrix<Scalar>& weights() override;

  private:
    /// out = base + diag(scales) rows * columns, for one packed block of columns.
    using Product = ProductBlock<Scalar>;

    void returnToStart() override;
    void forwardChunk(std::ptrdiff_t chunk) override;
    void update(IndexRange neurons, int thread, Scalar stepSize, const Scalar* scales) override;
    void computeGramBlock(std::ptrdiff_t first, Scalar* panels);
    void computeStartBlock(std::ptrdiff_t first, Scalar* panels);
    void computeCrossBlock(std::ptrdiff_t first, Scalar* panels);
    void computeTestBlock(std::ptrdiff_t first, Scalar* preActivations);
    void computeWeightBlock(std::ptrdiff_t first, Scalar* panels);
    /// The product in pieces short enough to notice a stop.
    void multiply(Product job) const;
    /// Runs work(first, workspace) for the first of every 64 of `count` columns, `size` numbers of workspace
    /// each.
    template <typename Work>
    void forBlocks(std::ptrdiff_t count, std::ptrdiff_t size, Work&& work);

    std::ptrdiff_t stride_;                  ///< of K, Z and C: n rounded up to a cache line
    AlignedVector<Scalar> gram_;             ///< K, n x stride
    AlignedVector<Scalar> preActivations_;   ///< Z, m x stride
    AlignedVector<Scalar> sums_;             ///< C, m x stride
    AlignedVector<std::uint64_t> activity_;  ///< [block][neuron]
    std::vector<ActiveRowSum<Scalar>> backward_;
    AlignedVector<Scalar> crossPanels_;         ///< X^T X_test, n x test samples, packed in blocks
    AlignedVector<Scalar> testPreActivations_;  ///< W(0) X_test, [block][neuron][64]
    Vector<Scalar> minusOutputWeights_;
    Vector<Scalar> testOutputs_;
    WeightMatrix<Scalar> weights_;
    bool weightsAreCurrent_ = false;
};

extern template class GramLearner<float>;
extern template class GramLearner<double>;

}  // namespace featurescope
