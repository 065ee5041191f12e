#include "core/training/dense_learner.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/cancel.h"
#include "core/training/flush_denormals.h"

namespace featurescope {
namespace {

/// What a loss calculates its slope with.
template <typename Scalar>
struct ScalarMath {
    static Scalar number(double value) { return static_cast<Scalar>(value); }
    static Scalar exp(Scalar x) { return std::exp(x); }
};

/// phi(z) of every entry.
template <typename Scalar>
Matrix<Scalar> valuesOf(const ActivationFunction& activation, const Matrix<Scalar>& z) {
    return std::visit(
        [&z](const auto& phi) -> Matrix<Scalar> {
            return z.unaryExpr([&phi](Scalar value) { return phi.value(value); });
        },
        activation);
}

/// phi'(z) of every entry.
template <typename Scalar>
Matrix<Scalar> derivativesOf(const ActivationFunction& activation, const Matrix<Scalar>& z) {
    return std::visit(
        [&z](const auto& phi) -> Matrix<Scalar> {
            return z.unaryExpr([&phi](Scalar value) { return phi.derivative(value); });
        },
        activation);
}

/// Values v become exp v / sum exp v; v is not empty.
template <typename Scalar>
void becomeShares(Vector<Scalar>& values) {
    values.array() -= values.maxCoeff();
    values = values.array().exp();
    values /= static_cast<Scalar>(values.template cast<double>().sum());
}

}  // namespace

template <typename Scalar>
DenseLearner<Scalar>::DenseLearner(const LearnerParts<Scalar>& parts)
    : data_(parts.data),
      start_(parts.start),
      rule_(parts.rule),
      info_{.engine = std::string(nameOf(parts.options.engine)),
            .engineReason = parts.engineReason,
            .instructionSet = std::string(nameOf(parts.options.instructionSet)),
            .threads = 1},
      stop_(parts.stop),
      network_(parts.start) {
    throwIfCancelled(stop_);
    enterState();
}

/// Called whenever the weights are others.
template <typename Scalar>
void DenseLearner<Scalar>::enterState() {
    scaledOutputWeights_ = network_.scaledOutputWeights();
    isCurrent_ = false;
}

/// Z = W X, m x n.
template <typename Scalar>
Matrix<Scalar> DenseLearner<Scalar>::preActivations(const Matrix<Scalar>& inputs) const {
    Matrix<Scalar> z(network_.weights.rows(), inputs.cols());
    constexpr Eigen::Index kColumns = 256;  // at a time, to notice a stop
    for (Eigen::Index i = 0; i < inputs.cols(); i += kColumns) {
        throwIfCancelled(stop_);
        const Eigen::Index count = std::min(kColumns, inputs.cols() - i);
        z.middleCols(i, count).noalias() = network_.weights * inputs.middleCols(i, count);
    }
    return z;
}

/// f_i = s sum_j a_j phi(z_ij).
template <typename Scalar>
void DenseLearner<Scalar>::forward() {
    if (isCurrent_) return;
    preActivations_ = preActivations(data_.train.inputs);
    features_ = valuesOf<Scalar>(network_.activation, preActivations_);
    trainOutputs_ = features_.transpose() * scaledOutputWeights_;
    isCurrent_ = true;
}

/// The slopes of the loss by f_i.
template <typename Scalar>
Vector<Scalar> DenseLearner<Scalar>::slopes() const {
    const Vector<Scalar>& f = trainOutputs_;
    const Eigen::Index n = f.size();
    Vector<Scalar> slopes(n);
    visitLoss(rule_.loss, [&]<typename Chosen>(Chosen) {
        using Math = ScalarMath<Scalar>;
        const auto target = [this](Eigen::Index i) { return data_.train.target(i); };
        if constexpr (Chosen::couplesSamples) {
            for (Eigen::Index i = 0; i < n; ++i) slopes[i] = Chosen::exponent(f[i], target(i));
            becomeShares(slopes);
            for (Eigen::Index i = 0; i < n; ++i)
                slopes[i] *= Chosen::template slope<Math, Scalar>(f[i], target(i), Scalar(1));
        } else {
            for (Eigen::Index i = 0; i < n; ++i)
                slopes[i] = Chosen::template slope<Math, Scalar>(f[i], target(i), static_cast<Scalar>(n));
        }
    });
    return slopes;
}

/// v = P'z / (z'z), m. It grows like 1 / |z|, so that what rounding leaves of terms that cancel must count as
/// 0.
template <typename Scalar>
Vector<Scalar> DenseLearner<Scalar>::decoder() const {
    const Vector<Scalar> terms = features_.cwiseAbs().transpose() * scaledOutputWeights_.cwiseAbs();
    const Scalar rounding = static_cast<Scalar>(features_.rows()) * std::numeric_limits<Scalar>::epsilon();
    if (trainOutputs_.norm() <= rounding * terms.norm()) return Vector<Scalar>::Zero(features_.rows());
    return features_ * trainOutputs_ / trainOutputs_.squaredNorm();
}

template <typename Scalar>
double DenseLearner<Scalar>::penalty() {
    if (rule_.reconstruction == 0) return 0;
    forward();
    const Matrix<Scalar> rest = features_ - decoder() * trainOutputs_.transpose();
    return rule_.reconstruction / static_cast<double>(features_.size()) *
           rest.template cast<double>().squaredNorm();
}

/// The slopes of the penalty by f_i: the decoder is the best one, so that it counts as fixed.
template <typename Scalar>
Vector<Scalar> DenseLearner<Scalar>::penaltySlopes() const {
    const Vector<Scalar> v = decoder();
    const auto factor =
        static_cast<Scalar>(-2 * rule_.reconstruction / static_cast<double>(features_.size()));
    return factor * (features_.transpose() * v - v.squaredNorm() * trainOutputs_);
}

template <typename Scalar>
void DenseLearner<Scalar>::step(Scalar stepSize) {
    if (stepSize == 0) return;
    const FlushDenormals flush;
    forward();
    Vector<Scalar> g = slopes();
    if (rule_.reconstruction != 0) g += penaltySlopes();
    throwIfCancelled(stop_);
    if (rule_.trained != TrainedLayers::second) {
        preActivations_ = derivativesOf<Scalar>(network_.activation, preActivations_) * g.asDiagonal();
        const WeightMatrix<Scalar> byWeights =
            scaledOutputWeights_.asDiagonal() * (preActivations_ * data_.train.inputs.transpose());
        network_.weights -= stepSize * byWeights;
    }
    if (rule_.trained != TrainedLayers::first) {
        const auto factor = static_cast<Scalar>(network_.factor);
        network_.outputWeights -= stepSize * factor * (features_ * g);
    }
    enterState();
}

template <typename Scalar>
const Vector<Scalar>& DenseLearner<Scalar>::trainOutputs() {
    const FlushDenormals flush;
    forward();
    return trainOutputs_;
}

template <typename Scalar>
const Vector<Scalar>& DenseLearner<Scalar>::testOutputs() {
    const FlushDenormals flush;
    testOutputs_ = valuesOf<Scalar>(network_.activation, preActivations(data_.test.inputs)).transpose() *
                   scaledOutputWeights_;
    return testOutputs_;
}

template <typename Scalar>
void DenseLearner<Scalar>::restart() {
    network_ = start_;
    enterState();
}

template <typename Scalar>
LearnerState<Scalar> DenseLearner<Scalar>::state() const {
    const WeightMatrix<Scalar>& w = network_.weights;
    const Vector<Scalar>& a = network_.outputWeights;
    LearnerState<Scalar> state{{"W", w.rows(), w.cols(), {w.data(), w.data() + w.size()}}};
    if (rule_.trained != TrainedLayers::first) state.push_back({"a", a.size(), 1, {a.begin(), a.end()}});
    return state;
}

template <typename Scalar>
void DenseLearner<Scalar>::restore(const LearnerState<Scalar>& state) {
    requireSameShape(state, this->state());
    std::copy(state[0].values.begin(), state[0].values.end(), network_.weights.data());
    if (state.size() > 1)
        std::copy(state[1].values.begin(), state[1].values.end(), network_.outputWeights.data());
    enterState();
}

template class DenseLearner<float>;
template class DenseLearner<double>;

}  // namespace featurescope
