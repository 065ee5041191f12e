#pragma once

#include "core/training/learner_parts.h"
#include "core/training/ring_network.h"

namespace featurescope {

/// The primal engine for inputs of one or two coordinates. A neuron is then active on an arc of the samples
/// sorted by angle, and a step costs O(n + m) instead of O(n m): see RingNetwork. W is kept in the run's
/// precision, sums are formed in double.
template <typename Scalar>
class PlanarLearner final : public Learner<Scalar> {
  public:
    explicit PlanarLearner(const LearnerParts<Scalar>& parts);

    void step(Scalar stepSize) override;
    const Vector<Scalar>& trainOutputs() override;
    const Vector<Scalar>& testOutputs() override;
    const WeightMatrix<Scalar>& weights() override;
    const Vector<Scalar>& outputWeights() const override { return scaledOutputWeights_; }
    const Vector<Scalar>& trainedOutputWeights() const override { return outputWeights_; }
    void restart() override;
    LearnerState<Scalar> state() const override;
    void restore(const LearnerState<Scalar>& state) override;
    LearnerInfo info() const override { return info_; }

  private:
    void setOutputWeights(const Vector<Scalar>& outputWeights);
    void setWeights(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights);
    LearnerState<Scalar> stateShape() const;
    WeightMatrix<Scalar> currentWeights() const;
    void forward();
    void roundWeights();

    const TwoLayerNetwork<Scalar>& start_;
    TrainedLayers trained_;
    LearnerInfo info_;
    std::stop_token stop_;
    PlanarNeurons neurons_;
    RingNetwork train_;
    RingNetwork test_;
    bool outputsAreCurrent_ = false;
    WeightMatrix<Scalar> weights_;
    Vector<Scalar> outputWeights_;        ///< a
    Vector<Scalar> scaledOutputWeights_;  ///< s a
    Vector<Scalar> outputs_;
    Vector<Scalar> testOutputs_;
};

extern template class PlanarLearner<float>;
extern template class PlanarLearner<double>;

}  // namespace featurescope
