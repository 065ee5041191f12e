#pragma once

#include "core/training/active_row_sum.h"
#include "core/training/fused_learner.h"

namespace featurescope {

/// Keeps Z = W X (m x n) and K = X^T X (n x n) instead of W: a step changes row j of Z by the rows of K that
/// belong to its active samples. C accumulates stepSize g_i over the steps in which neuron j was active on
/// sample i, so that W = W(0) - diag(a) C X^T when somebody looks. Cost: n^2 (m + 2^b) / b
/// additions with b = 4 .. 6 samples per table, whatever d is.
///
/// All of these are kept in panels of KernelTable::panelWidth samples, [panel][row][sample in the panel]:
/// what a step reads and writes then lies in a row.
template <typename Scalar>
class GramLearner final : public FusedLearner<Scalar> {
  public:
    explicit GramLearner(const LearnerParts<Scalar>& parts);

    const Vector<Scalar>& testOutputs() override;
    const WeightMatrix<Scalar>& weights() override;

  private:
    /// Row-major matrix to multiply from the left.
    struct RowMatrix {
        const Scalar* data;
        std::ptrdiff_t count;
    };

    void returnToStart() override;
    LearnerState<Scalar> stateShape() const override;
    void copyStateTo(LearnerState<Scalar>& state) const override;
    void copyStateFrom(const LearnerState<Scalar>& state) override;
    void forwardChunk(std::ptrdiff_t chunk, int thread) override;
    void sumPreActivations(IndexRange samples, Scalar* sums) override;
    void mixInLinearPart(std::ptrdiff_t firstSample, IndexRange neurons, Scalar* sums) const;
    void update(IndexRange neurons, int thread, Scalar stepSize, const Scalar* scales) override;
    void updatePanel(std::ptrdiff_t firstSample, IndexRange neurons, int thread, const Scalar* scales,
                     Scalar stepSize);

    RowMatrix startWeights() const { return {this->start().weights.data(), this->neurons()}; }
    RowMatrix trainRows() const { return {this->data().train.inputs.data(), this->samples()}; }
    AlignedVector<Scalar> panelsFor(std::ptrdiff_t rows, std::ptrdiff_t columns) const;
    void multiplyInputs(const RowMatrix& rows, const Matrix<Scalar>& inputs, AlignedVector<Scalar>& out);
    void multiply(ProductBlock<Scalar> job) const;
    void gatherRows(const AlignedVector<Scalar>& panels, IndexRange neurons, Scalar* rows) const;
    void scatterRows(const Scalar* rows, AlignedVector<Scalar>& panels) const;
    void computeTestBlock(std::ptrdiff_t first, Scalar* space);
    void computeWeightBlock(std::ptrdiff_t first, Scalar* space);
    /// Runs work(first, workspace) for the first of every 64 of `count` columns, with `size` numbers of
    /// workspace.
    template <typename Work>
    void forBlocks(std::ptrdiff_t count, std::ptrdiff_t size, Work&& work);

    std::ptrdiff_t panelWidth_;
    AlignedVector<Scalar> gram_;             ///< K
    AlignedVector<Scalar> preActivations_;   ///< Z
    AlignedVector<Scalar> activeSums_;       ///< C
    AlignedVector<std::uint64_t> activity_;  ///< [block][neuron]
    std::vector<ActiveRowSum<Scalar>> backward_;
    AlignedVector<Scalar> crossGram_;           ///< X^T X_test
    AlignedVector<Scalar> testPreActivations_;  ///< W(0) X_test
    Vector<Scalar> minusOutputWeights_;
    Vector<Scalar> testOutputs_;
    WeightMatrix<Scalar> weights_;
    bool weightsAreCurrent_ = false;
};

extern template class GramLearner<float>;
extern template class GramLearner<double>;

}  // namespace featurescope
