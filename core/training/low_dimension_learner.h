#pragma once

#include "core/training/fused_learner.h"
#include "core/training/test_outputs.h"

namespace featurescope {

/// The primal engine for inputs of three or four coordinates: z is cheaper to compute twice than to remember.
/// Cost: (6 d + 4) n m flop.
template <typename Scalar>
class LowDimensionLearner final : public FusedLearner<Scalar> {
  public:
    static constexpr std::ptrdiff_t kHighestDimension = 4;

    explicit LowDimensionLearner(const LearnerParts<Scalar>& parts);

    const Vector<Scalar>& testOutputs() override;
    const WeightMatrix<Scalar>& weights() override { return weights_; }

  private:
    void returnToStart() override { weights_ = this->start().weights; }
    void forwardChunk(std::ptrdiff_t chunk) override;
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
