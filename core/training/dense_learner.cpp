#include "core/training/dense_learner.h"

#include <algorithm>
#include <cmath>

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

/// f_i = sum_j a_j phi(z_ij).
template <typename Scalar>
Vector<Scalar> DenseLearner<Scalar>::outputs(const Matrix<Scalar>& preActivations) const {
    return valuesOf<Scalar>(network_.activation, preActivations).transpose() * network_.outputWeights;
}

/// The slopes of the mean loss by f_i.
template <typename Scalar>
Vector<Scalar> DenseLearner<Scalar>::slopes(const Vector<Scalar>& outputs) const {
    const auto n = static_cast<Scalar>(outputs.size());
    Vector<Scalar> slopes(outputs.size());
    visitLoss(rule_.loss, [&]<typename Chosen>(Chosen) {
        for (Eigen::Index i = 0; i < outputs.size(); ++i) {
            slopes[i] =
                Chosen::template slope<ScalarMath<Scalar>, Scalar>(outputs[i], data_.train.target(i), n);
        }
    });
    return slopes;
}

template <typename Scalar>
void DenseLearner<Scalar>::step(Scalar stepSize) {
    if (stepSize == 0) return;
    const FlushDenormals flush;
    const Matrix<Scalar>& x = data_.train.inputs;
    const Matrix<Scalar> z = preActivations(x);
    const Vector<Scalar> g = slopes(outputs(z));
    // Both gradients at the weights before the step.
    const Matrix<Scalar> active = derivativesOf<Scalar>(network_.activation, z) * g.asDiagonal();
    const WeightMatrix<Scalar> byWeights = network_.outputWeights.asDiagonal() * (active * x.transpose());
    const Vector<Scalar> byOutputWeights = valuesOf<Scalar>(network_.activation, z) * g;
    throwIfCancelled(stop_);
    if (rule_.trained != TrainedLayers::second) network_.weights -= stepSize * byWeights;
    if (rule_.trained != TrainedLayers::first) network_.outputWeights -= stepSize * byOutputWeights;
}

template <typename Scalar>
const Vector<Scalar>& DenseLearner<Scalar>::trainOutputs() {
    const FlushDenormals flush;
    trainOutputs_ = outputs(preActivations(data_.train.inputs));
    return trainOutputs_;
}

template <typename Scalar>
const Vector<Scalar>& DenseLearner<Scalar>::testOutputs() {
    const FlushDenormals flush;
    testOutputs_ = outputs(preActivations(data_.test.inputs));
    return testOutputs_;
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
}

template class DenseLearner<float>;
template class DenseLearner<double>;

}  // namespace featurescope
