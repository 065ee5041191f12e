#include "core/training/gram_learner.h"

#include "core/base/cancel.h"
#include "core/training/blocks.h"
#include "core/training/logistic_loss.h"

namespace featurescope {

template <typename Scalar>
GramLearner<Scalar>::GramLearner(const Dataset<Scalar>& data, const TwoLayerNetwork<Scalar>& start,
                                 LearnerInfo info, std::stop_token stop)
    : data_(data),
      start_(start),
      info_(std::move(info)),
      stop_(std::move(stop)),
      team_(info_.threads),
      gram_(data.train.size(), data.train.size()),
      crossGram_(data.train.size(), data.test.size()),
      preActivations_(start.weights.rows(), data.train.size()),
      startTestActivations_(start.weights.rows(), data.test.size()),
      moved_(start.weights.rows(), data.train.size()),
      outputs_(data.train.size()),
      testOutputs_(data.test.size()) {
    const Matrix<Scalar>& x = data_.train.inputs;
    forEachBlock(team_, stop_, x.cols(), [&](Eigen::Index first, Eigen::Index count) {
        gram_.middleCols(first, count).noalias() = x.transpose() * x.middleCols(first, count);
    });
    forEachBlock(team_, stop_, data_.test.size(), [&](Eigen::Index first, Eigen::Index count) {
        const auto block = data_.test.inputs.middleCols(first, count);
        crossGram_.middleCols(first, count).noalias() = x.transpose() * block;
        startTestActivations_.middleCols(first, count).noalias() = start_.weights * block;
    });
    restart();
}

template <typename Scalar>
void GramLearner<Scalar>::restart() {
    forEachBlock(team_, stop_, data_.train.size(), [this](Eigen::Index first, Eigen::Index count) {
        preActivations_.middleCols(first, count).noalias() =
            start_.weights * data_.train.inputs.middleCols(first, count);
    });
    moved_.setZero();
    weights_ = start_.weights;
    weightsCurrent_ = true;
    outputsCurrent_ = false;
}

template <typename Scalar>
const Vector<Scalar>& GramLearner<Scalar>::trainOutputs() {
    if (outputsCurrent_) return outputs_;
    forEachBlock(team_, stop_, data_.train.size(), [this](Eigen::Index first, Eigen::Index count) {
        outputs_.segment(first, count).noalias() =
            preActivations_.middleCols(first, count).cwiseMax(Scalar{0}).transpose() * start_.outputWeights;
    });
    outputsCurrent_ = true;
    return outputs_;
}

template <typename Scalar>
const Vector<Scalar>& GramLearner<Scalar>::testOutputs() {
    forEachBlock(team_, stop_, data_.test.size(), [this](Eigen::Index first, Eigen::Index count) {
        Matrix<Scalar> z = startTestActivations_.middleCols(first, count);
        z.noalias() -= start_.outputWeights.asDiagonal() * (moved_ * crossGram_.middleCols(first, count));
        testOutputs_.segment(first, count).noalias() =
            z.cwiseMax(Scalar{0}).transpose() * start_.outputWeights;
    });
    return testOutputs_;
}

template <typename Scalar>
const WeightMatrix<Scalar>& GramLearner<Scalar>::weights() {
    if (weightsCurrent_) return weights_;
    forEachBlock(team_, stop_, weights_.rows(), [this](Eigen::Index first, Eigen::Index count) {
        weights_.middleRows(first, count) =
            start_.weights.middleRows(first, count) -
            start_.outputWeights.segment(first, count).asDiagonal() *
                (moved_.middleRows(first, count) * data_.train.inputs.transpose());
    });
    weightsCurrent_ = true;
    return weights_;
}

template <typename Scalar>
void GramLearner<Scalar>::step(Scalar stepSize) {
    logisticLossSlope<Scalar>(trainOutputs(), data_.train.labels, slope_);
    slope_ *= stepSize;
    forEachBlock(team_, stop_, moved_.rows(), [this](Eigen::Index first, Eigen::Index count) {
        auto z = preActivations_.middleRows(first, count);
        const Matrix<Scalar> activeSlope =
            (z.array() > Scalar{0}).template cast<Scalar>().matrix() * slope_.asDiagonal();
        moved_.middleRows(first, count) += activeSlope;
        z -= start_.outputWeights.segment(first, count).asDiagonal() * (activeSlope * gram_);
    });
    outputsCurrent_ = false;
    weightsCurrent_ = false;
}

template class GramLearner<float>;
template class GramLearner<double>;

}  // namespace featurescope
