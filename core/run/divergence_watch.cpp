#include "core/run/divergence_watch.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace featurescope {

template <typename Scalar>
DivergenceWatch<Scalar>::DivergenceWatch(const Matrix<Scalar>& inputs, const Vector<Scalar>& outputWeights,
                                         double steepest, const LearningRule& rule)
    : loss_(recordOf(rule.loss)),
      kind_(rule.loss),
      trained_(rule.trained),
      largestMove_(steepest * static_cast<double>(inputs.cwiseAbs().maxCoeff()) *
                   static_cast<double>(outputWeights.cwiseAbs().maxCoeff())),
      largestLossMove_(inputs.colwise().squaredNorm().template cast<double>().maxCoeff() *
                       outputWeights.template cast<double>().squaredNorm() * steepest * steepest *
                       loss_.steepest * loss_.steepest) {}

template <typename Scalar>
void DivergenceWatch<Scalar>::start(double largestWeight, double loss) {
    weightBound_ = largestWeight;
    lossLimit_ = 1000 * std::max(1.0, loss);
    lossBound_ = std::numeric_limits<double>::infinity();  // until somebody looks
}

template <typename Scalar>
void DivergenceWatch<Scalar>::noteStep(double stepSize) {
    // Row j of the gradient is at most sum_i |g_i| |a_j| max ||x|| long, with sum_i |g_i| <= 1 for the
    // logistic loss, and f moves by at most ||a|| ||x|| times the step of W. The loss moves no more than f.
    // The margin is for rounding. Output weights that move have no such bounds.
    constexpr double kMargin = 1.01, kNone = std::numeric_limits<double>::infinity();
    weightBound_ +=
        trained_ == TrainedLayers::first ? stepSize * loss_.slopesBound(lossBound_) * largestMove_ : kNone;
    lossBound_ += std::isfinite(loss_.steepest) ? kMargin * stepSize * largestLossMove_ : kNone;
    if (trained_ != TrainedLayers::first) lossBound_ = kNone;
}

template <typename Scalar>
bool DivergenceWatch<Scalar>::weightsAreBounded() const {
    // The margin leaves room for the intermediate sums of the engines.
    constexpr double kMargin = 1e-6;
    return weightBound_ < kMargin * static_cast<double>(std::numeric_limits<Scalar>::max());
}

template <typename Scalar>
bool DivergenceWatch<Scalar>::lossIsAcceptable(const Vector<Scalar>& outputs,
                                               std::span<const Scalar> targets) {
    // The quick bound settles nearly every step without logarithms.
    double sum = 0;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        sum += loss_.quickBound(static_cast<double>(outputs[static_cast<Eigen::Index>(i)]),
                                static_cast<double>(targets[i]));
    }
    lossBound_ = sum / static_cast<double>(targets.size());
    if (!(lossBound_ <= lossLimit_)) lossBound_ = meanLoss(kind_, outputs, targets);
    return lossBound_ <= lossLimit_;
}

template class DivergenceWatch<float>;
template class DivergenceWatch<double>;

}  // namespace featurescope
