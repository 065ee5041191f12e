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

template <typename Scalar>
Vector<Scalar> paperOutputWeights(std::int64_t neurons) {
    const std::int64_t half = neurons / 2;
    const auto size = static_cast<Scalar>(1.0 / std::sqrt(static_cast<double>(neurons)));
    Vector<Scalar> a = Vector<Scalar>::Zero(neurons);
    a.head(half).setConstant(size);
    a.segment(half, half).setConstant(-size);
    return a;
}

template <typename Scalar>
TwoLayerNetwork<Scalar> drawNetwork(const NetworkSettings& settings, std::int64_t dimension,
                                    std::int64_t seed, const std::stop_token& stop) {
    TwoLayerNetwork<Scalar> network;
    network.outputWeights = paperOutputWeights<Scalar>(settings.neurons);
    network.activation = activationOf(settings);
    network.weights.resize(settings.neurons, dimension);
    const RandomStream random(seed, Stream::weights);
    const double omega = std::sqrt(settings.initVariance);
    const auto d = static_cast<std::size_t>(dimension);
    const std::uint64_t drawsPerNeuron = d + d % 2;  // even, as Box-Muller pairs need
    const bool symmetric = settings.start == Start::symmetric;
    const std::int64_t drawn = symmetric ? settings.neurons / 2 : settings.neurons;
    std::vector<double> row(d);
    for (std::int64_t j = 0; j < drawn; ++j) {
        throwIfCancelled(stop);
        random.normals(static_cast<std::uint64_t>(j) * drawsPerNeuron, row);
        network.weights.row(j) =
            (omega * Eigen::Map<const Eigen::RowVectorXd>(row.data(), dimension)).template cast<Scalar>();
        if (symmetric) network.weights.row(j + drawn) = network.weights.row(j);
    }
    return network;
}

template TwoLayerNetwork<float> reluForm(const WeightMatrix<float>&, const Vector<float>&, const Piecewise&);
template TwoLayerNetwork<double> reluForm(const WeightMatrix<double>&, const Vector<double>&,
                                          const Piecewise&);
template Vector<float> paperOutputWeights(std::int64_t);
template Vector<double> paperOutputWeights(std::int64_t);
template TwoLayerNetwork<float> drawNetwork(const NetworkSettings&, std::int64_t, std::int64_t,
                                            const std::stop_token&);
template TwoLayerNetwork<double> drawNetwork(const NetworkSettings&, std::int64_t, std::int64_t,
                                             const std::stop_token&);

}  // namespace featurescope
