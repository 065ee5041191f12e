#include "core/training/primal_learner.h"

#include "core/base/cancel.h"
#include "core/training/blocks.h"
#include "core/training/logistic_loss.h"

namespace featurescope {

template <typename Scalar>
PrimalLearner<Scalar>::PrimalLearner(const Dataset<Scalar>& data, const TwoLayerNetwork<Scalar>& start,
                                     LearnerInfo info, std::stop_token stop)
    : data_(data),
      start_(start),
      weights_(start.weights),
      info_(std::move(info)),
      stop_(std::move(stop)),
      team_(info_.threads),
      preActivations_(start.weights.rows(), data.train.size()),
      outputs_(data.train.size()),
      testOutputs_(data.test.size()) {}

template <typename Scalar>
const Vector<Scalar>& PrimalLearner<Scalar>::trainOutputs() {
    if (outputsCurrent_) return outputs_;
    forEachBlock(team_, stop_, data_.train.size(), [this](Eigen::Index first, Eigen::Index count) {
        auto z = preActivations_.middleCols(first, count);
        z.noalias() = weights_ * data_.train.inputs.middleCols(first, count);
        outputs_.segment(first, count).noalias() = z.cwiseMax(Scalar{0}).transpose() * start_.outputWeights;
    });
    outputsCurrent_ = true;
    return outputs_;
}

template <typename Scalar>
const Vector<Scalar>& PrimalLearner<Scalar>::testOutputs() {
    forEachBlock(team_, stop_, data_.test.size(), [this](Eigen::Index first, Eigen::Index count) {
        const Matrix<Scalar> z = weights_ * data_.test.inputs.middleCols(first, count);
        testOutputs_.segment(first, count).noalias() =
            z.cwiseMax(Scalar{0}).transpose() * start_.outputWeights;
    });
    return testOutputs_;
}

template <typename Scalar>
void PrimalLearner<Scalar>::step(Scalar stepSize) {
    logisticLossSlope<Scalar>(trainOutputs(), data_.train.labels, slope_);
    forEachBlock(team_, stop_, weights_.rows(), [this, stepSize](Eigen::Index first, Eigen::Index count) {
        // Row j of the gradient is a_j sum_i g_i [z_ij > 0] x_i.
        const Matrix<Scalar> activeSlope =
            (preActivations_.middleRows(first, count).array() > Scalar{0}).template cast<Scalar>().matrix() *
            slope_.asDiagonal();
        const Vector<Scalar> scale = -stepSize * start_.outputWeights.segment(first, count);
        weights_.middleRows(first, count) +=
            scale.asDiagonal() * (activeSlope * data_.train.inputs.transpose());
    });
    outputsCurrent_ = false;
}

template <typename Scalar>
void PrimalLearner<Scalar>::restart() {
    weights_ = start_.weights;
    outputsCurrent_ = false;
}

template class PrimalLearner<float>;
template class PrimalLearner<double>;

}  // namespace featurescope
