#include "core/run/divergence_watch.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/math/logistic_loss.h"

namespace featurescope {

template <typename Scalar>
DivergenceWatch<Scalar>::DivergenceWatch(const Matrix<Scalar>& inputs, const Vector<Scalar>& outputWeights)
    : largestMove_(static_cast<double>(inputs.cwiseAbs().maxCoeff()) *
                   static_cast<double>(outputWeights.cwiseAbs().maxCoeff())),
      largestLossMove_(inputs.colwise().squaredNorm().template cast<double>().maxCoeff() *
                       outputWeights.template cast<double>().squaredNorm()) {}

template <typename Scalar>
void DivergenceWatch<Scalar>::start(double largestWeight, double loss) {
    weightBound_ = largestWeight;
    lossLimit_ = 1000 * std::max(1.0, loss);
    lossBound_ = std::numeric_limits<double>::infinity();  // until somebody looks
}

template <typename Scalar>
void DivergenceWatch<Scalar>::noteStep(double stepSize) {
    // sum_i |g_i| <= 1, so that row j of the gradient is at most |a_j| max ||x|| long, and f moves by at most
    // ||a|| ||x|| times the step of W. The loss moves no more than f. The margin is for rounding.
    constexpr double kMargin = 1.01;
    weightBound_ += stepSize * largestMove_;
    lossBound_ += kMargin * stepSize * largestLossMove_;
}

template <typename Scalar>
bool DivergenceWatch<Scalar>::weightsAreBounded() const {
    // The margin leaves room for the intermediate sums of the engines.
    constexpr double kMargin = 1e-6;
    return weightBound_ < kMargin * static_cast<double>(std::numeric_limits<Scalar>::max());
}

template <typename Scalar>
bool DivergenceWatch<Scalar>::lossIsAcceptable(const Vector<Scalar>& outputs,
                                               std::span<const std::int8_t> labels) {
    // log(1 + exp(-z)) <= max(0, -z) + log 2 settles nearly every step without logarithms.
    double sum = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const double cost = -labels[i] * static_cast<double>(outputs[static_cast<Eigen::Index>(i)]);
        sum += cost < 0 ? 0 : cost;  // a NaN stays in the sum
    }
    lossBound_ = sum / static_cast<double>(labels.size()) + std::numbers::ln2;
    if (!(lossBound_ <= lossLimit_)) lossBound_ = meanLogisticLoss(outputs, labels);
    return lossBound_ <= lossLimit_;
}

template class DivergenceWatch<float>;
template class DivergenceWatch<double>;

}  // namespace featurescope
