#pragma once

#include "core/training/learner_parts.h"

namespace featurescope {

/// The plain engine: the definition of a gradient step in whole matrix products, for any activation, loss and
/// trained layers. It keeps nothing but the weights, works on one thread, and every other engine is tested
/// against it. Cost: 4 n d m operations a step, and m x n numbers of memory for each of Z and what becomes of
/// it.
template <typename Scalar>
class DenseLearner final : public Learner<Scalar> {
  public:
    explicit DenseLearner(const LearnerParts<Scalar>& parts);

    void step(Scalar stepSize) override;
    const Vector<Scalar>& trainOutputs() override;
    const Vector<Scalar>& testOutputs() override;
    const WeightMatrix<Scalar>& weights() override { return network_.weights; }
    const Vector<Scalar>& outputWeights() const override { return network_.outputWeights; }
    void restart() override { network_ = start_; }
    LearnerState<Scalar> state() const override;
    void restore(const LearnerState<Scalar>& state) override;
    LearnerInfo info() const override { return info_; }

  private:
    Matrix<Scalar> preActivations(const Matrix<Scalar>& inputs) const;
    Vector<Scalar> outputs(const Matrix<Scalar>& preActivations) const;
    Vector<Scalar> slopes(const Vector<Scalar>& outputs) const;

    const Dataset<Scalar>& data_;
    const TwoLayerNetwork<Scalar>& start_;
    LearningRule rule_;
    LearnerInfo info_;
    std::stop_token stop_;
    TwoLayerNetwork<Scalar> network_;
    Vector<Scalar> trainOutputs_, testOutputs_;
};

extern template class DenseLearner<float>;
extern template class DenseLearner<double>;

}  // namespace featurescope
