#pragma once

#include <algorithm>

#include "core/training/fused_learner.h"
#include "core/training/test_outputs.h"

namespace featurescope {

/// The primal engine for inputs of three or four coordinates: z is cheaper to compute twice than to remember.
/// Cost: (6 d + 4) n m flop.
template <typename Scalar>
class LowDimensionLearner final : public FusedLearner<Scalar> {
  public:
    explicit LowDimensionLearner(const LearnerParts<Scalar>& parts);

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
    void sumPreActivations(IndexRange samples, Scalar* sums) override;
    void updateRows(IndexRange neurons, const Scalar* scales);
    void update(IndexRange neurons, int thread, Scalar stepSize, const Scalar* scales) override;
    LowDimensionPass<Scalar> pass(IndexRange neurons, const Scalar* factors);

    WeightMatrix<Scalar> weights_;
    std::ptrdiff_t padded_;
    AlignedVector<Scalar> inputs_;  ///< [coordinate][sample]
    TestOutputs<Scalar> test_;
};

extern template class LowDimensionLearner<float>;
extern template class LowDimensionLearner<double>;

}  // namespace featurescope
