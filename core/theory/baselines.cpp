#include "core/theory/baselines.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <span>

#include "core/base/cancel.h"
#include "core/data/own_directions.h"
#include "core/model/prediction.h"

namespace featurescope {
namespace {

template <typename Scalar>
double errorShare(const Vector<Scalar>& outputs, std::span<const std::int8_t> labels) {
    if (outputs.size() == 0) return std::numeric_limits<double>::quiet_NaN();
    Eigen::Index wrong = 0;
    for (Eigen::Index i = 0; i < outputs.size(); ++i) {
        wrong += prediction(outputs[i]) != labels[static_cast<std::size_t>(i)] ? 1 : 0;
    }
    return static_cast<double>(wrong) / static_cast<double>(outputs.size());
}

template <typename Scalar>
BaselineErrors errorsOf(const Dataset<Scalar>& data, const Vector<Scalar>& train, const Vector<Scalar>& test,
                        int steps) {
    return {.train = errorShare(train, data.train.labels),
            .test = errorShare(test, data.test.labels),
            .testClean = errorShare(test, data.test.cleanLabels),
            .steps = steps};
}

// phi(W x) of every sample, m x n.
template <typename Scalar>
Matrix<Scalar> features(const TwoLayerNetwork<Scalar>& network, const Matrix<Scalar>& inputs,
                        const std::stop_token& stop) {
    const WeightMatrix<Scalar>& weights = network.weights;
    Matrix<Scalar> result(weights.rows(), inputs.cols());
    const Eigen::Index block =
        std::clamp<Eigen::Index>((1 << 24) / std::max<Eigen::Index>(weights.size(), 1), 1, 256);
    for (Eigen::Index first = 0; first < inputs.cols(); first += block) {
        throwIfCancelled(stop);
        const Eigen::Index count = std::min(block, inputs.cols() - first);
        auto part = result.middleCols(first, count);
        part.noalias() = weights.leftCols(inputs.rows()) * inputs.middleCols(first, count);
        if (weights.cols() > inputs.rows()) part.colwise() += weights.col(inputs.rows());  // biases
        std::visit(
            [&part](const auto& phi) { part = part.unaryExpr([&phi](Scalar z) { return phi.value(z); }); },
            network.activation);
    }
    return result;
}

template <typename Scalar>
Vector<Scalar> idealOutputs(const Matrix<Scalar>& directions, const OwnDirections& own,
                            const Matrix<Scalar>& inputs) {
    if (inputs.cols() == 0) return {};  // a matrix without columns has no rows to subtract
    const Matrix<Scalar> along = (directions.transpose() * inputs).cwiseAbs();
    return (along.row(static_cast<Eigen::Index>(own.positive)) -
            along.row(static_cast<Eigen::Index>(own.negative)))
        .transpose();
}

}  // namespace

template <typename Scalar>
Baseline<Scalar> linearBaseline(const Dataset<Scalar>& data, bool useBias, const FitLimits& limits,
                                const std::stop_token& stop) {
    const auto fit = fitLogistic<Scalar>(data.train.inputs, data.train.labels, useBias, limits, stop);
    Baseline<Scalar> linear;
    linear.errors = errorsOf<Scalar>(data, linearOutputs<Scalar>(fit, data.train.inputs, stop),
                                     linearOutputs<Scalar>(fit, data.test.inputs, stop), fit.steps);
    linear.network.weights.resize(2, fit.weights.size());
    linear.network.weights << fit.weights.transpose(), -fit.weights.transpose();
    linear.network.outputWeights = Vector<Scalar>{{1, -1}};
    linear.bias = fit.bias;
    return linear;
}

template <typename Scalar>
Baseline<Scalar> randomFeatureBaseline(const Dataset<Scalar>& data, const TwoLayerNetwork<Scalar>& start,
                                       const FitLimits& limits, const std::stop_token& stop) {
    // One after the other: whoever limits their size counts the larger ones only.
    Matrix<Scalar> shown = features<Scalar>(start, data.train.inputs, stop);
    const auto fit = fitLogistic<Scalar>(shown, data.train.labels, false, limits, stop);
    const Vector<Scalar> train = linearOutputs<Scalar>(fit, shown, stop);
    shown.resize(0, 0);
    shown = features<Scalar>(start, data.test.inputs, stop);
    return {errorsOf<Scalar>(data, train, linearOutputs<Scalar>(fit, shown, stop), fit.steps),
            {start.weights, fit.weights, start.activation},
            0};
}

template <typename Scalar>
Baseline<Scalar> lazyBaseline(const Dataset<Scalar>& data, std::int64_t neurons, std::int64_t seed,
                              const LazySettings& settings, const LearnerOptions& options,
                              const std::stop_token& stop) {
    assert(neurons >= 2 && neurons % 2 == 0);
    const auto dimension = static_cast<std::int64_t>(data.train.inputs.rows());
    NetworkSettings network;
    network.neurons = neurons;
    network.start = Start::symmetric;
    network.initVariance = settings.startNorm * settings.startNorm /
                           (static_cast<double>(neurons) * static_cast<double>(dimension));
    const TwoLayerNetwork<Scalar> start = drawNetwork<Scalar>(network, dimension, seed, stop);
    const auto learner = makeLearner<Scalar>(data, start, {}, options, stop);
    for (int step = 0; step < settings.steps; ++step) learner->step(static_cast<Scalar>(settings.stepSize));
    return {errorsOf<Scalar>(data, learner->trainOutputs(), learner->testOutputs(), settings.steps),
            {learner->weights(), start.outputWeights},
            0};
}

template <typename Scalar>
Baseline<Scalar> idealRule(const Dataset<Scalar>& data, const std::stop_token& stop) {
    throwIfCancelled(stop);
    Baseline<Scalar> ideal;
    const std::optional<OwnDirections> own = ownDirections(data.directionNames);
    if (!own) return ideal;
    ideal.errors = errorsOf<Scalar>(data, idealOutputs<Scalar>(data.directions, *own, data.train.inputs),
                                    idealOutputs<Scalar>(data.directions, *own, data.test.inputs), 0);
    const auto positive = data.directions.col(static_cast<Eigen::Index>(own->positive)).transpose();
    const auto negative = data.directions.col(static_cast<Eigen::Index>(own->negative)).transpose();
    ideal.network.weights.resize(4, data.directions.rows());
    ideal.network.weights << positive, -positive, negative, -negative;
    ideal.network.outputWeights = Vector<Scalar>{{1, 1, -1, -1}};
    return ideal;
}

template Baseline<float> linearBaseline(const Dataset<float>&, bool, const FitLimits&,
                                        const std::stop_token&);
template Baseline<double> linearBaseline(const Dataset<double>&, bool, const FitLimits&,
                                         const std::stop_token&);
template Baseline<float> randomFeatureBaseline(const Dataset<float>&, const TwoLayerNetwork<float>&,
                                               const FitLimits&, const std::stop_token&);
template Baseline<double> randomFeatureBaseline(const Dataset<double>&, const TwoLayerNetwork<double>&,
                                                const FitLimits&, const std::stop_token&);
template Baseline<float> lazyBaseline(const Dataset<float>&, std::int64_t, std::int64_t, const LazySettings&,
                                      const LearnerOptions&, const std::stop_token&);
template Baseline<double> lazyBaseline(const Dataset<double>&, std::int64_t, std::int64_t,
                                       const LazySettings&, const LearnerOptions&, const std::stop_token&);
template Baseline<float> idealRule(const Dataset<float>&, const std::stop_token&);
template Baseline<double> idealRule(const Dataset<double>&, const std::stop_token&);

}  // namespace featurescope
