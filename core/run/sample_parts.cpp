#include "core/run/sample_parts.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "core/base/cancel.h"
#include "core/model/features.h"
#include "core/observables/tangent_kernel.h"

namespace featurescope {
namespace {

constexpr Eigen::Index kSamplesAtOnce = 256;

/// The target of a sample before any noise.
template <typename Scalar>
double cleanTarget(const SampleSet<Scalar>& set, std::size_t i) {
    return static_cast<double>(set.cleanTargets.empty() ? static_cast<Scalar>(set.cleanLabels[i])
                                                        : set.cleanTargets[i]);
}

/// Places of the first `count` samples, by rising noise-free target.
template <typename Scalar>
std::vector<Eigen::Index> risingTargets(const SampleSet<Scalar>& set, Eigen::Index count) {
    std::vector<Eigen::Index> places(static_cast<std::size_t>(count));
    std::iota(places.begin(), places.end(), 0);
    std::ranges::stable_sort(
        places, {}, [&set](Eigen::Index i) { return cleanTarget(set, static_cast<std::size_t>(i)); });
    return places;
}

/// Outputs of the first samples of a set, and what the link adds to its curve.
template <typename Scalar, typename Output>
TargetValues::Outputs outputsAlong(const SampleSet<Scalar>& set, const Vector<Scalar>& direction,
                                   const Output& outputOf, std::vector<PlanePoint>& link) {
    TargetValues::Outputs outputs;
    const Eigen::Index count = std::min<Eigen::Index>(set.size(), kMostTargetSamples);
    for (Eigen::Index i = 0; i < count; ++i) {
        const auto along = static_cast<double>(set.inputs.col(i).head(direction.size()).dot(direction));
        outputs.along.push_back(static_cast<float>(along));
        outputs.output.push_back(static_cast<float>(outputOf(i)));
        link.push_back({along, cleanTarget(set, static_cast<std::size_t>(i))});
    }
    return outputs;
}

}  // namespace

template <typename Scalar>
std::optional<NearOrthogonality> nearOrthogonality(const Matrix<Scalar>& inputs) {
    const Eigen::Index n = inputs.cols();
    if (n < 2 || n > kMostPatternSamples) return std::nullopt;
    Matrix<double> products = (inputs.transpose() * inputs).template cast<double>();
    const Vector<double> squares = products.diagonal();
    if (!(squares.sum() > 0)) return std::nullopt;
    products.diagonal().setZero();
    const double largest = products.cwiseAbs().maxCoeff();
    return NearOrthogonality{.constant = squares.minCoeff() / (static_cast<double>(n) * largest),
                             .length = std::sqrt(squares.mean())};
}

template <typename Scalar>
PatternValues patternValues(std::int64_t step, const Matrix<Scalar>& inputs,
                            const WeightMatrix<Scalar>& weights) {
    assert(inputs.cols() <= kMostPatternSamples);
    const Matrix<Scalar> z = weights * inputs;
    PatternValues pattern{.step = step, .active = std::vector<std::uint64_t>(std::size_t(z.rows()), 0)};
    for (Eigen::Index i = 0; i < z.cols(); ++i) {
        for (Eigen::Index j = 0; j < z.rows(); ++j)
            pattern.active[static_cast<std::size_t>(j)] |= std::uint64_t{z(j, i) > 0} << i;
    }
    return pattern;
}

template <typename Scalar>
FeatureValues featureValues(std::int64_t step, const Matrix<Scalar>& inputs,
                            const WeightMatrix<Scalar>& weights, const ActivationFunction& activation) {
    assert(weights.rows() <= kMostFeatures);
    const Matrix<double> features = featuresOf(weights, activation, inputs).values;
    FeatureValues values{.step = step, .limit = {}};
    if (!features.allFinite()) return values;
    const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(features * features.transpose());
    const Vector<double> leading = solver.eigenvectors().rightCols(1);
    values.limit.assign(leading.begin(), leading.end());
    return values;
}

template <typename Scalar>
PreactivationValues preactivationValues(std::int64_t step, const Matrix<Scalar>& inputs,
                                        const WeightMatrix<Scalar>& weights, const std::stop_token& stop) {
    PreactivationValues values{.step = step, .counts = std::vector<std::int64_t>(kPreactivationBins, 0)};
    const double perUnit = kPreactivationBins / (2 * kPreactivationReach);
    for (Eigen::Index first = 0; first < inputs.cols(); first += kSamplesAtOnce) {
        throwIfCancelled(stop);
        const Matrix<Scalar> z =
            weights * inputs.middleCols(first, std::min(kSamplesAtOnce, inputs.cols() - first));
        for (const Scalar value : z.reshaped()) {
            const double place = (static_cast<double>(value) + kPreactivationReach) * perUnit;
            if (place >= 0 && place < kPreactivationBins) {
                ++values.counts[static_cast<std::size_t>(place)];
            } else {
                ++values.outside;
            }
        }
    }
    return values;
}

template <typename Scalar>
std::shared_ptr<const KernelValues> kernelValues(const MeasuredState<Scalar>& state) {
    const bool hasTests = state.data.test.size() > 0;
    const SampleSet<Scalar>& set = hasTests ? state.data.test : state.data.train;
    const Eigen::Index count = std::min<Eigen::Index>(set.size(), kMostKernelRows);
    if (count == 0) return nullptr;
    const std::vector<Eigen::Index> places = risingTargets(set, count);
    std::vector<double> targets;
    targets.reserve(places.size());
    for (const Eigen::Index i : places) targets.push_back(cleanTarget(set, static_cast<std::size_t>(i)));
    const Matrix<Scalar> inputs = set.inputs(Eigen::all, places);
    const TangentFeatures features = tangentFeatures(state.weights, state.outputWeights, state.start.factor,
                                                     state.start.activation, inputs);
    const Matrix<double> kernel = tangentKernel(state.spec.network.trained, features, features);
    auto values = std::make_shared<KernelValues>();
    values->step = state.step;
    values->isOfTestSamples = hasTests;
    values->alignment = kernelAlignment(kernel, targets);
    for (const double value : kernel.reshaped()) values->values.push_back(static_cast<float>(value));
    values->targets.assign(targets.begin(), targets.end());
    return values;
}

template <typename Scalar>
std::shared_ptr<const TargetValues> targetValues(std::int64_t step, const Dataset<Scalar>& data,
                                                 const Vector<Scalar>& trainOutputs,
                                                 const std::vector<double>& testOutputs) {
    if (data.directions.cols() != 1 || data.train.targets.empty()) return nullptr;
    const Vector<Scalar> direction = data.directions.col(0).normalized();
    auto values = std::make_shared<TargetValues>();
    values->step = step;
    values->train = outputsAlong(
        data.train, direction, [&](Eigen::Index i) { return trainOutputs[i]; }, values->link);
    values->test = outputsAlong(
        data.test, direction, [&](Eigen::Index i) { return testOutputs[static_cast<std::size_t>(i)]; },
        values->link);
    std::ranges::sort(values->link, {}, &PlanePoint::x);
    return values;
}

template std::optional<NearOrthogonality> nearOrthogonality(const Matrix<float>&);
template std::optional<NearOrthogonality> nearOrthogonality(const Matrix<double>&);
template PatternValues patternValues(std::int64_t, const Matrix<float>&, const WeightMatrix<float>&);
template PatternValues patternValues(std::int64_t, const Matrix<double>&, const WeightMatrix<double>&);
template FeatureValues featureValues(std::int64_t, const Matrix<float>&, const WeightMatrix<float>&,
                                     const ActivationFunction&);
template FeatureValues featureValues(std::int64_t, const Matrix<double>&, const WeightMatrix<double>&,
                                     const ActivationFunction&);
template PreactivationValues preactivationValues(std::int64_t, const Matrix<float>&,
                                                 const WeightMatrix<float>&, const std::stop_token&);
template PreactivationValues preactivationValues(std::int64_t, const Matrix<double>&,
                                                 const WeightMatrix<double>&, const std::stop_token&);
template std::shared_ptr<const KernelValues> kernelValues(const MeasuredState<float>&);
template std::shared_ptr<const KernelValues> kernelValues(const MeasuredState<double>&);
template std::shared_ptr<const TargetValues> targetValues(std::int64_t, const Dataset<float>&,
                                                          const Vector<float>&, const std::vector<double>&);
template std::shared_ptr<const TargetValues> targetValues(std::int64_t, const Dataset<double>&,
                                                          const Vector<double>&, const std::vector<double>&);

}  // namespace featurescope
