#pragma once

#include <stop_token>

#include "core/training/learner.h"
#include "core/training/thread_team.h"

namespace featurescope {

/// Gradient descent in the span of the samples: keeps Z = W X (m x n) and the Gram matrix K = X^T X (n x n).
/// A step updates Z by about 2 n^2 m operations, whatever d is; W = W(0) - diag(a) C X^T is computed only
/// when looked at, where C (m x n) sums stepSize g_i [z_ij > 0] over the steps.
template <typename Scalar>
class GramLearner final : public Learner<Scalar> {
  public:
    /// `data` and `start` must outlive the learner.
    GramLearner(const Dataset<Scalar>& data, const TwoLayerNetwork<Scalar>& start, LearnerInfo info,
                std::stop_token stop);

    void step(Scalar stepSize) override;
    const Vector<Scalar>& trainOutputs() override;
    const Vector<Scalar>& testOutputs() override;
    const WeightMatrix<Scalar>& weights() override;
    void restart() override;
    LearnerInfo info() const override { return info_; }

  private:
    const Dataset<Scalar>& data_;
    const TwoLayerNetwork<Scalar>& start_;
    LearnerInfo info_;
    std::stop_token stop_;
    ThreadTeam team_;
    Matrix<Scalar> gram_;                  ///< K, n x n
    Matrix<Scalar> crossGram_;             ///< X^T X_test, n x test samples
    Matrix<Scalar> preActivations_;        ///< Z, m x n
    Matrix<Scalar> startTestActivations_;  ///< W(0) X_test, m x test samples
    Matrix<Scalar> moved_;                 ///< C, m x n
    WeightMatrix<Scalar> weights_;         ///< m x d, valid while weightsCurrent_
    Vector<Scalar> outputs_, testOutputs_, slope_;
    bool outputsCurrent_ = false;
    bool weightsCurrent_ = false;
};

extern template class GramLearner<float>;
extern template class GramLearner<double>;

}  // namespace featurescope
