#pragma once

#include "core/training/learner_parts.h"

namespace featurescope {

/// The plain engine: the definition of a gradient step in whole matrix products, for any activation, loss and
/// trained layers. It keeps nothing but the weights and what they make of the training samples, works on one
/// thread, and every other engine is tested against it. Cost: 4 n d m operations a step, and m x n numbers of
/// memory for each of Z, phi(Z) and what becomes of them.
template <typename Scalar>
class DenseLearner final : public Learner<Scalar> {
  public:
    explicit DenseLearner(const LearnerParts<Scalar>& parts);

    void step(Scalar stepSize) override;
    const Vector<Scalar>& trainOutputs() override;
    const Vector<Scalar>& testOutputs() override;
    const WeightMatrix<Scalar>& weights() override { return network_.weights; }
    const Vector<Scalar>& outputWeights() const override { return scaledOutputWeights_; }
    const Vector<Scalar>& trainedOutputWeights() const override { return network_.outputWeights; }
    double penalty() override;
    void restart() override;
    LearnerState<Scalar> state() const override;
    void restore(const LearnerState<Scalar>& state) override;
    LearnerInfo info() const override { return info_; }

  private:
    void enterState();
    void forward();
    Matrix<Scalar> preActivations(const Matrix<Scalar>& inputs) const;
    Vector<Scalar> slopes() const;
    Vector<Scalar> penaltySlopes() const;
    Vector<Scalar> decoder() const;

    const Dataset<Scalar>& data_;
    const TwoLayerNetwork<Scalar>& start_;
    LearningRule rule_;
    LearnerInfo info_;
    std::stop_token stop_;
    TwoLayerNetwork<Scalar> network_;
    Vector<Scalar> scaledOutputWeights_;  ///< s a
    bool isCurrent_ = false;              ///< the three below are those of the weights
    Matrix<Scalar> preActivations_;       ///< Z, m x n
    Matrix<Scalar> features_;             ///< phi(Z), m x n
    Vector<Scalar> trainOutputs_;
    Vector<Scalar> testOutputs_;
};

extern template class DenseLearner<float>;
extern template class DenseLearner<double>;

}  // namespace featurescope
