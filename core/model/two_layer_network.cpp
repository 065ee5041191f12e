#include "core/model/two_layer_network.h"

#include <cmath>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/math/random.h"

namespace featurescope {

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

template Vector<float> paperOutputWeights(std::int64_t);
template Vector<double> paperOutputWeights(std::int64_t);
template TwoLayerNetwork<float> drawNetwork(const NetworkSettings&, std::int64_t, std::int64_t,
                                            const std::stop_token&);
template TwoLayerNetwork<double> drawNetwork(const NetworkSettings&, std::int64_t, std::int64_t,
                                             const std::stop_token&);

}  // namespace featurescope
