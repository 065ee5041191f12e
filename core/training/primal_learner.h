#pragma once

#include <algorithm>
#include <optional>

#include "core/training/active_row_sum.h"
#include "core/training/fused_learner.h"
#include "core/training/sign_forward.h"
#include "core/training/test_outputs.h"

namespace featurescope {

/// Keeps W. The forward pass leaves only the signs of z behind, one bit each; the backward pass adds the
/// samples that the bits choose by table look-up. Cost: 2 n d m flop forward, or less by SignForward where
/// that pays; n d (m + 2^b) / b additions backward with b = 4 .. 6 samples per table.
template <typename Scalar>
class PrimalLearner final : public FusedLearner<Scalar> {
  public:
    explicit PrimalLearner(const LearnerParts<Scalar>& parts);

    const Vector<Scalar>& testOutputs() override;
    const WeightMatrix<Scalar>& weights() override { return weights_; }

  private:
    void returnToStart() override { weights_ = this->start().weights; }
    LearnerState<Scalar> stateShape() const override { return {{"W", weights_.rows(), weights_.cols(), {}}}; }
    void copyStateTo(LearnerState<Scalar>& state) const override {
        std::copy_n(weights_.data(), weights_.size(), state[0].values.data());
    }
    void copyStateFrom(const LearnerState<Scalar>& state) override {
        std::copy_n(state[0].values.data(), weights_.size(), weights_.data());
    }
    void forwardChunk(std::ptrdiff_t chunk, int thread) override;
    void packSigns(InstructionSet set);
    void packPanels();
    void forwardRows(IndexRange neurons, Scalar* outputs);
    void sumPreActivations(IndexRange samples, Scalar* sums) override;
    void update(IndexRange neurons, int thread, Scalar stepSize, const Scalar* scales) override;
    void updateSlab(IndexRange neurons, std::ptrdiff_t firstColumn, ActiveRowSum<Scalar>& backward,
                    const Scalar* scales);

    WeightMatrix<Scalar> weights_;
    std::optional<SignForward<Scalar>> signs_;
    AlignedVector<Scalar> panels_;           ///< packed training samples, when not signs_
    AlignedVector<std::uint64_t> activity_;  ///< [block][neuron]
    std::vector<ActiveRowSum<Scalar>> backward_;
    TestOutputs<Scalar> test_;
};

extern template class PrimalLearner<float>;
extern template class PrimalLearner<double>;

}  // namespace featurescope
