#include "core/run/kernel_flow.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

#include "core/base/cancel.h"
#include "core/observables/kernel_rules.h"
#include "core/run/run_data.h"

namespace featurescope {
namespace {

constexpr Eigen::Index kMostFlowSamples = 1000;

Vector<double> vectorOf(const std::vector<double>& values) {
    return Eigen::Map<const Vector<double>>(values.data(), std::ssize(values));
}

}  // namespace

bool isKernelFlow(const ExperimentSpec& spec) {
    const NetworkSettings& network = spec.network;
    const TrainingSettings& training = spec.training;
    const DataTraits data = traitsOf(spec.data);
    return data.hasRealTargets && data.isDrawn() && network.activation == Activation::relu &&
           network.trained == TrainedLayers::first && network.start == Start::symmetric && !network.bias &&
           network.outputWeights == OutputWeights::halfSigns &&
           network.outputScaling == OutputScaling::inverseSqrt && training.loss == Loss::squared &&
           training.stepSchedule == StepSchedule::constant && training.stepSizeChanges.empty();
}

KernelFlow::KernelFlow(const ExperimentSpec& spec, const std::stop_token& stop) {
    const DataTraits sizes = traitsOf(spec.data);
    if (sizes.trainSamples > kMostFlowSamples || sizes.testSamples == 0) return;
    const Dataset<double> data = runData<double>(spec, nullptr, stop);
    const double factor = spec.network.outputScale * spec.network.outputScale;
    const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(
        Matrix<double>(factor * reluTangentKernel(data.train.inputs, data.train.inputs)));
    throwIfCancelled(stop);
    eigenvalues_ = solver.eigenvalues();
    targets_ = solver.eigenvectors().transpose() * vectorOf(data.train.targets);
    toTest_ = factor * reluTangentKernel(data.test.inputs, data.train.inputs) * solver.eigenvectors();
    testTargets_ = vectorOf(data.test.cleanTargets);
    rate_ = 2 * spec.training.stepSize / static_cast<double>(data.train.size());
}

std::vector<std::pair<double, double>> KernelFlow::testErrors(std::span<const std::int64_t> steps,
                                                              const std::stop_token& stop) const {
    std::vector<std::pair<double, double>> errors;
    if (testTargets_.size() == 0) return errors;
    const double mean = testTargets_.mean();
    const double variance = (testTargets_.array() - mean).square().mean();
    for (const std::int64_t step : steps) {
        throwIfCancelled(stop);
        const auto t = static_cast<double>(step);
        Vector<double> weights(eigenvalues_.size());
        for (Eigen::Index i = 0; i < weights.size(); ++i) {
            const double turned = rate_ * eigenvalues_[i];
            // Where an eigenvalue is rounding noise its direction has moved by its slope alone.
            constexpr double kTiny = 1e-12;
            weights[i] =
                std::abs(turned) * t < kTiny ? rate_ * t : (1 - std::pow(1 - turned, t)) / eigenvalues_[i];
        }
        const Vector<double> f = toTest_ * weights.cwiseProduct(targets_);
        const double error = (f - testTargets_).squaredNorm() / static_cast<double>(f.size()) / variance;
        if (!std::isfinite(error)) break;
        errors.emplace_back(t, error);
    }
    return errors;
}

}  // namespace featurescope
