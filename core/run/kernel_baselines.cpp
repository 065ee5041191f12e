#include "core/run/kernel_baselines.h"

#include <algorithm>

#include "core/base/cancel.h"
#include "core/math/in_double.h"
#include "core/model/features.h"
#include "core/observables/kernel_rules.h"
#include "core/observables/losses_and_errors.h"
#include "core/observables/regression_errors.h"
#include "core/observables/ridge_readout.h"
#include "core/observables/tangent_kernel.h"

namespace featurescope {
namespace {

/// A kernel of so many samples takes a few tenths of a second, a margin in it some seconds.
constexpr Eigen::Index kMostRegressionSamples = 1000, kMostMarginKernelSamples = 512;

/// Mean of (value - target)^2 over the variance of the targets without noise.
double overVariance(const std::vector<double>& values, const std::vector<float>& targets,
                    const std::vector<float>& clean) {
    double mean = 0;
    for (const float target : clean) mean += static_cast<double>(target) / static_cast<double>(clean.size());
    const double variance = meanSquaredError(inDouble(clean), std::vector<double>(clean.size(), mean));
    return variance > 0 ? meanSquaredError(values, inDouble(targets)) / variance : kUndefined;
}

BaselineErrors regressionErrors(const Dataset<float>& data, const std::vector<double>& train,
                                const std::vector<double>& test) {
    return {.train = overVariance(train, data.train.targets, data.train.cleanTargets),
            .test = overVariance(test, data.test.targets, data.test.cleanTargets),
            .testClean = overVariance(test, data.test.cleanTargets, data.test.cleanTargets)};
}

bool hasBiases(const Dataset<float>& data, const TwoLayerNetwork<float>& network) {
    return network.weights.cols() > data.train.inputs.rows();
}

/// Inputs in double precision, with a last coordinate 1 where the network has biases.
Matrix<double> inputsOf(const SampleSet<float>& samples, bool bias) {
    Matrix<double> inputs = Matrix<double>::Ones(samples.inputs.rows() + (bias ? 1 : 0), samples.size());
    inputs.topRows(samples.inputs.rows()) = samples.inputs.cast<double>();
    return inputs;
}

}  // namespace

BaselineErrors leastSquaresErrors(const Dataset<float>& data, const std::stop_token& stop) {
    throwIfCancelled(stop);
    const Matrix<double> train = data.train.inputs.cast<double>();
    // Directions that the samples do not have stay out of it, as in the solution of least norm.
    constexpr double kRounding = 1e-10;
    const double scale = train.squaredNorm() / static_cast<double>(std::max<Eigen::Index>(train.cols(), 1));
    const RidgeReadout rule = ridgeReadout(train, inDouble(data.train.targets), kRounding * scale);
    return regressionErrors(data, inDouble(rule.on(train)),
                            inDouble(rule.on(data.test.inputs.cast<double>())));
}

BaselineErrors ridgeReadoutErrors(const Dataset<float>& data, const TwoLayerNetwork<float>& start,
                                  double ridge, const std::stop_token& stop) {
    if (hasBiases(data, start)) return {};
    const SampleSet<float>& fitted = data.readout.size() > 0 ? data.readout : data.train;
    const auto featuresOn = [&](const SampleSet<float>& set) {
        throwIfCancelled(stop);
        return featuresOf(start.weights, start.activation, set.inputs).values;
    };
    const RidgeReadout rule = ridgeReadout(featuresOn(fitted), inDouble(fitted.targets), ridge);
    return regressionErrors(data, inDouble(rule.on(featuresOn(data.train))),
                            inDouble(rule.on(featuresOn(data.test))));
}

BaselineErrors firstKernelErrors(const Dataset<float>& data, const TwoLayerNetwork<float>& start,
                                 TrainedLayers trained, const std::stop_token& stop) {
    if (data.train.size() > kMostRegressionSamples || hasBiases(data, start)) return {};
    const Vector<float> a = start.scaledOutputWeights();
    const auto featuresOn = [&](const Matrix<float>& inputs) {
        throwIfCancelled(stop);
        return tangentFeatures(start.weights, a, start.factor, start.activation, inputs);
    };
    const auto startOn = [&](const Matrix<float>& inputs) {
        return inDouble(outputsOn(start.weights, a, start.activation, inputs));
    };
    const TangentFeatures train = featuresOn(data.train.inputs), test = featuresOn(data.test.inputs);
    const Matrix<double> kernel = tangentKernel(trained, train, train);
    const std::vector<double> targets = inDouble(data.train.targets), before = startOn(data.train.inputs);
    return regressionErrors(data, kernelRegression(kernel, kernel, targets, before, before),
                            kernelRegression(kernel, tangentKernel(trained, train, test), targets, before,
                                             startOn(data.test.inputs)));
}

BaselineErrors kernelMarginErrors(const Dataset<float>& data, bool bias, const std::stop_token& stop) {
    if (data.train.size() > kMostMarginKernelSamples) return {};
    const Matrix<double> train = inputsOf(data.train, bias), test = inputsOf(data.test, bias);
    const Matrix<double> kernel = reluFeatureKernel(train, train);
    Matrix<double> toAll(train.cols(), train.cols() + test.cols());
    toAll << kernel, reluFeatureKernel(train, test);
    const std::vector<double> values = kernelMaxMargin(kernel, toAll, data.train.labels, stop);
    if (values.empty()) return {};
    const auto tests = values.begin() + train.cols();
    return {.train = errorShare({values.begin(), tests}, data.train.labels),
            .test = errorShare({tests, values.end()}, data.test.labels),
            .testClean = errorShare({tests, values.end()}, data.test.cleanLabels)};
}

}  // namespace featurescope
