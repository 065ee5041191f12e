#include "core/run/costly_values.h"

#include <algorithm>
#include <cmath>

#include "core/math/in_double.h"
#include "core/model/features.h"
#include "core/observables/kernel_rules.h"
#include "core/observables/losses_and_errors.h"
#include "core/observables/margin_observables.h"
#include "core/observables/rank_observables.h"
#include "core/observables/regression_errors.h"
#include "core/observables/ridge_readout.h"
#include "core/observables/surrogate_fidelity.h"
#include "core/observables/tangent_kernel.h"
#include "core/run/run_data.h"
#include "core/theory/xor_setting.h"

namespace featurescope {
namespace {

/// Kernels are of so many samples at most: a few tenths of a second.
constexpr Eigen::Index kMostKernelSamples = 1000;
/// Of the tangent kernel whose alignment is measured.
constexpr Eigen::Index kAlignmentSamples = 400;

/// The network's own coordinate of a bias does not turn: directions are of the data.
template <typename Scalar>
WeightMatrix<Scalar> weightsOnData(const MeasuredState<Scalar>& state) {
    return state.weights.leftCols(state.data.directions.rows());
}

template <typename Scalar>
void addSpectrum(const MeasuredState<Scalar>& state, CostlyValues& values) {
    const auto rank = [state](int sign) {
        return stableRankOfSign(state.weights, state.outputWeights, sign, state.stop);
    };
    values.rankPositive = Lazy<double>([rank] { return rank(1); });
    values.rankNegative = Lazy<double>([rank] { return rank(-1); });
    if (!state.data.train.targets.empty()) return;
    values.ownPatternShare = Lazy<double>([state] {
        return ownPatternShare(state.weights, state.outputWeights, state.data.train.inputs,
                               state.data.train.labels);
    });
}

template <typename Scalar>
void addDirection(const MeasuredState<Scalar>& state, CostlyValues& values) {
    const Vector<Scalar> direction = state.data.directions.col(0);
    values.directionCosine = Lazy<double>(
        [state, direction] { return sumCosine(weightsOnData(state), state.outputWeights, direction); });
    values.leadingCosine = Lazy<double>(
        [state, direction] { return leadingCosine(weightsOnData(state), direction, state.stop); });
}

template <typename Scalar>
double alignmentOf(const MeasuredState<Scalar>& state) {
    const Eigen::Index samples = std::min(kAlignmentSamples, state.data.test.size());
    const Matrix<Scalar> inputs = state.data.test.inputs.leftCols(samples);
    const TangentFeatures features = tangentFeatures(state.weights, state.outputWeights, state.start.factor,
                                                     state.start.activation, inputs);
    const std::vector<double> targets = inDouble(state.data.test.cleanTargets);
    return kernelAlignment(tangentKernel(state.spec.network.trained, features, features),
                           std::span(targets).first(static_cast<std::size_t>(samples)));
}

template <typename Scalar>
double readoutErrorOf(const MeasuredState<Scalar>& state) {
    const SampleSet<Scalar>&readout = state.data.readout, &test = state.data.test;
    const auto featuresOn = [&state](const SampleSet<Scalar>& set) {
        return featuresOf(state.weights, state.start.activation, set.inputs).values;
    };
    const RidgeReadout rule =
        ridgeReadout(featuresOn(readout), inDouble(readout.targets), state.spec.training.readoutRidge);
    return meanSquaredError(inDouble(rule.on(featuresOn(test))), inDouble(test.cleanTargets));
}

/// Slopes of the loss by f, up to a common factor.
std::vector<double> slopesOf(Loss loss, const Vector<double>& outputs,
                             const std::vector<std::int8_t>& labels) {
    // What the losses ask of numbers; the kernels have the same for vectors.
    struct Math {
        static double exp(double x) { return std::exp(x); }
        static double number(double x) { return x; }
    };
    std::vector<double> slopes, exponents;
    visitLoss(loss, [&]<typename Chosen>(Chosen) {
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const double f = outputs[static_cast<Eigen::Index>(i)], y = labels[i];
            slopes.push_back(Chosen::template slope<Math, double>(f, y, 1.0));
            if constexpr (Chosen::couplesSamples) exponents.push_back(Chosen::exponent(f, y));
        }
    });
    if (exponents.empty()) return slopes;
    const double largest = *std::max_element(exponents.begin(), exponents.end());
    for (std::size_t i = 0; i < slopes.size(); ++i) slopes[i] *= std::exp(exponents[i] - largest);
    return slopes;
}

template <typename Scalar>
double fidelityOf(const MeasuredState<Scalar>& state) {
    constexpr std::int64_t kFreshSamples = 20000;
    ExperimentSpec spec = state.spec;
    spec.data = withTestSamples(spec.data, kFreshSamples);
    const SampleSet<Scalar> fresh = trainingData<Scalar>(spec, nullptr, state.stop).test;
    const Vector<double> outputs =
        outputsOn(state.weights, state.outputWeights, state.start.activation, fresh.inputs);
    return surrogateFidelity(state.weights, state.start.activation, fresh.inputs,
                             slopesOf(spec.training.loss, outputs, fresh.labels));
}

}  // namespace

// Reading all test samples costs more than a step of the paper's largest runs, which are not to wait for it.
std::int64_t linearRuleSamples(const ExperimentSpec& spec) {
    constexpr std::int64_t kNumbers = 1000000;
    const DataTraits data = traitsOf(spec.data);
    if (!isPapersSetting(spec)) return data.testSamples;
    return std::min(data.testSamples, std::max<std::int64_t>(1, kNumbers / data.dimension));
}

template <typename Scalar>
CostlyValues costlyValues(const MeasuredState<Scalar>& state) {
    CostlyValues values;
    const Dataset<Scalar>& data = state.data;
    if (!isPapersSetting(state.spec)) addSpectrum(state, values);
    if (data.directions.cols() == 1) addDirection(state, values);
    if (data.test.size() > 0) {
        values.linearTestOutputs = Lazy<std::vector<double>>([state] {
            const Vector<Scalar> sum = state.weights.transpose() * state.outputWeights;
            return inDouble(Vector<Scalar>(
                state.data.test.inputs.leftCols(linearRuleSamples(state.spec)).transpose() * sum));
        });
    }
    if (!data.test.targets.empty())
        values.kernelAlignment = Lazy<double>([state] { return alignmentOf(state); });
    if (state.spec.training.readout == Readout::ridge && data.readout.size() > 0 && data.test.size() > 0)
        values.readoutError = Lazy<double>([state] { return readoutErrorOf(state); });
    if (data.ood.size() > 0) {
        values.oodError = Lazy<double>([state] {
            const Vector<double> outputs =
                outputsOn(state.weights, state.outputWeights, state.start.activation, state.data.ood.inputs);
            return errorShare({outputs.data(), state.data.ood.labels.size()}, state.data.ood.labels);
        });
    }
    const bool isAtAnEnd = state.step == 0 || state.step == state.spec.training.steps;
    if (state.spec.network.activation == Activation::sign && isAtAnEnd && isDrawn(state.spec.data) &&
        data.train.targets.empty())
        values.gradientFidelity = Lazy<double>([state] { return fidelityOf(state); });
    return values;
}

template <typename Scalar>
double kernelRegressionError(const Dataset<Scalar>& data, const TwoLayerNetwork<Scalar>& start,
                             TrainedLayers trained) {
    if (data.train.targets.empty() || data.test.size() == 0 || data.train.size() > kMostKernelSamples)
        return kUndefined;
    const Vector<Scalar> a = start.scaledOutputWeights();
    const auto featuresOn = [&](const Matrix<Scalar>& inputs) {
        return tangentFeatures(start.weights, a, start.factor, start.activation, inputs);
    };
    const auto startOn = [&](const Matrix<Scalar>& inputs) {
        return inDouble(outputsOn(start.weights, a, start.activation, inputs));
    };
    const TangentFeatures train = featuresOn(data.train.inputs), test = featuresOn(data.test.inputs);
    const std::vector<double> values =
        kernelRegression(tangentKernel(trained, train, train), tangentKernel(trained, train, test),
                         inDouble(data.train.targets), startOn(data.train.inputs), startOn(data.test.inputs));
    return normalisedError(values, inDouble(data.test.cleanTargets));
}

template <typename Scalar>
double kernelMarginError(const ExperimentSpec& spec, const Dataset<Scalar>& data,
                         const std::stop_token& stop) {
    const bool isMeant = spec.network.trained == TrainedLayers::both &&
                         spec.network.activation == Activation::relu && data.train.targets.empty();
    if (!isMeant || data.test.size() == 0 || data.train.size() > kMostKernelSamples) return kUndefined;
    const Matrix<double> train = data.train.inputs.template cast<double>(),
                         test = data.test.inputs.template cast<double>();
    const std::vector<double> values = kernelMaxMargin(
        reluFeatureKernel(train, train), reluFeatureKernel(train, test), data.train.labels, stop);
    if (values.empty()) return kUndefined;
    return errorShare(values, data.test.labels);
}

template CostlyValues costlyValues(const MeasuredState<float>&);
template CostlyValues costlyValues(const MeasuredState<double>&);
template double kernelRegressionError(const Dataset<float>&, const TwoLayerNetwork<float>&, TrainedLayers);
template double kernelRegressionError(const Dataset<double>&, const TwoLayerNetwork<double>&, TrainedLayers);
template double kernelMarginError(const ExperimentSpec&, const Dataset<float>&, const std::stop_token&);
template double kernelMarginError(const ExperimentSpec&, const Dataset<double>&, const std::stop_token&);

}  // namespace featurescope
