#pragma once

#include <stop_token>

#include "core/training/learner.h"
#include "core/training/thread_team.h"

namespace featurescope {

/// Gradient descent that keeps W: the outputs are computed from W in every step. Costs about 4 n d m
/// operations a step and keeps Z = W X (m x n) beside X and W.
template <typename Scalar>
class PrimalLearner final : public Learner<Scalar> {
  public:
    /// `data` and `start` must outlive the learner.
    PrimalLearner(const Dataset<Scalar>& data, const TwoLayerNetwork<Scalar>& start, LearnerInfo info,
                  std::stop_token stop);

    void step(Scalar stepSize) override;
    const Vector<Scalar>& trainOutputs() override;
    const Vector<Scalar>& testOutputs() override;
    const WeightMatrix<Scalar>& weights() override { return weights_; }
    void restart() override;
    LearnerInfo info() const override { return info_; }

  private:
    const Dataset<Scalar>& data_;
    const TwoLayerNetwork<Scalar>& start_;
    WeightMatrix<Scalar> weights_;  ///< W, m x d
    LearnerInfo info_;
    std::stop_token stop_;
    ThreadTeam team_;
    Matrix<Scalar> preActivations_;  ///< Z, m x n, valid while outputsCurrent_
    Vector<Scalar> outputs_, testOutputs_, slope_;
    bool outputsCurrent_ = false;
};

extern template class PrimalLearner<float>;
extern template class PrimalLearner<double>;

}  // namespace featurescope
