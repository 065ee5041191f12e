#include "core/model/two_layer_network.h"

#include <cmath>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/math/random.h"

namespace featurescope {

template <typename Scalar>
TwoLayerNetwork<Scalar> reluForm(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                                 const Piecewise& activation) {
    if (activation.isRelu()) return {weights, outputWeights};
    const Eigen::Index m = weights.rows();
    const auto linear = static_cast<Scalar>(activation.linear);
    TwoLayerNetwork<Scalar> form;
    form.weights.resize(m + 2, weights.cols());
    form.weights.topRows(m) = weights;
    form.weights.row(m) = outputWeights.transpose() * weights;
    form.weights.row(m + 1) = -form.weights.row(m);
    form.outputWeights.resize(m + 2);
    form.outputWeights << static_cast<Scalar>(activation.hinge) * outputWeights, linear, -linear;
    return form;
}

double outputFactor(const NetworkSettings& settings) {
    return settings.outputScaling == OutputScaling::mean
               ? settings.outputScale / static_cast<double>(settings.neurons)
               : settings.outputScale;
}

namespace {

/// b, the output weights up to their scaling.
Vector<double> outputPattern(const NetworkSettings& settings, std::int64_t seed) {
    const std::int64_t m = settings.neurons, half = m / 2;
    Vector<double> pattern = Vector<double>::Zero(m);
    switch (settings.outputWeights) {
        case OutputWeights::zero:
            break;
        case OutputWeights::ones:
            pattern.setOnes();
            break;
        case OutputWeights::halfSigns:
            pattern.head(half).setOnes();
            pattern.segment(half, half).setConstant(-1);
            break;
        case OutputWeights::gaussian:
            RandomStream(seed, Stream::outputWeights)
                .normals(0, std::span(pattern.data(), static_cast<std::size_t>(m)));
            pattern *= std::sqrt(settings.outputVariance);
            if (settings.start == Start::symmetric) pattern.tail(half) = -pattern.head(half);
    }
    return pattern;
}

}  // namespace

template <typename Scalar>
Vector<Scalar> startOutputWeights(const NetworkSettings& settings, std::int64_t seed) {
    const double size = settings.outputScaling == OutputScaling::inverseSqrt
                            ? 1.0 / std::sqrt(static_cast<double>(settings.neurons))
                            : 1.0;
    return (size * outputPattern(settings, seed)).template cast<Scalar>();
}

namespace {

/// Rows of N(0, init_variance).
template <typename Scalar>
void drawWeights(const NetworkSettings& settings, std::int64_t seed, const std::stop_token& stop,
                 WeightMatrix<Scalar>& weights) {
    const RandomStream random(seed, Stream::weights);
    const double omega = std::sqrt(settings.initVariance);
    const auto d = static_cast<std::size_t>(weights.cols());
    const std::uint64_t drawsPerNeuron = d + d % 2;  // even, as Box-Muller pairs need
    const bool symmetric = settings.start == Start::symmetric;
    const std::int64_t drawn = symmetric ? settings.neurons / 2 : settings.neurons;
    std::vector<double> row(d);
    for (std::int64_t j = 0; j < drawn; ++j) {
        throwIfCancelled(stop);
        random.normals(static_cast<std::uint64_t>(j) * drawsPerNeuron, row);
        weights.row(j) = (omega * Eigen::Map<const Eigen::RowVectorXd>(row.data(), weights.cols()))
                             .template cast<Scalar>();
        if (symmetric) weights.row(j + drawn) = weights.row(j);
    }
}

}  // namespace

template <typename Scalar>
TwoLayerNetwork<Scalar> drawNetwork(const NetworkSettings& settings, std::int64_t dimension,
                                    std::int64_t seed, const std::stop_token& stop) {
    TwoLayerNetwork<Scalar> network;
    network.outputWeights = startOutputWeights<Scalar>(settings, seed);
    network.activation = activationOf(settings);
    network.factor = outputFactor(settings);
    network.weights.resize(settings.neurons, dimension + (settings.bias ? 1 : 0));
    if (settings.start == Start::identity) {
        network.weights.setIdentity();
        if (settings.bias) network.weights.rightCols(1).setZero();
    } else {
        drawWeights(settings, seed, stop, network.weights);
    }
    return network;
}

template TwoLayerNetwork<float> reluForm(const WeightMatrix<float>&, const Vector<float>&, const Piecewise&);
template TwoLayerNetwork<double> reluForm(const WeightMatrix<double>&, const Vector<double>&,
                                          const Piecewise&);
template Vector<float> startOutputWeights(const NetworkSettings&, std::int64_t);
template Vector<double> startOutputWeights(const NetworkSettings&, std::int64_t);
template TwoLayerNetwork<float> drawNetwork(const NetworkSettings&, std::int64_t, std::int64_t,
                                            const std::stop_token&);
template TwoLayerNetwork<double> drawNetwork(const NetworkSettings&, std::int64_t, std::int64_t,
                                             const std::stop_token&);

}  // namespace featurescope
