#pragma once

#include <cstdint>
#include <stop_token>

#include "core/math/types.h"
#include "core/model/activation.h"
#include "core/model/network_settings.h"

namespace featurescope {

/// s = output_scale, divided by m with the scaling "mean": what multiplies the sum over neurons.
double outputFactor(const NetworkSettings& settings);

/// The network's numbers and its activation.
template <typename Scalar>
struct TwoLayerNetwork {
    WeightMatrix<Scalar> weights;  ///< W, m x d, row j is neuron j; with a bias in a last column
    Vector<Scalar> outputWeights;  ///< a, m; see startOutputWeights()
    ActivationFunction activation = Relu{};
    double factor = 1;  ///< s

    /// s a_j, what multiplies phi(<w_j, x>).
    Vector<Scalar> scaledOutputWeights() const { return static_cast<Scalar>(factor) * outputWeights; }
};

/// The same function as a network with the activation relu: z = relu(z) - relu(-z), so that the linear part
/// of all neurons is one more pair of neurons, behind the others. A network of relu neurons is its own form.
template <typename Scalar>
TwoLayerNetwork<Scalar> reluForm(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                                 const Piecewise& activation);

/// a at step 0, drawn with this seed where it is random. With half signs: +1/sqrt(m) for the first half of
/// the neurons, -1/sqrt(m) for the second, 0 for the last when m is odd.
template <typename Scalar>
Vector<Scalar> startOutputWeights(const NetworkSettings& settings, std::int64_t seed);

/// The network at step 0, drawn with this seed. The weights of neuron j do not depend on how many neurons
/// there are. Throws Cancelled.
/// @param dimension  coordinates of an input, without the one that a bias adds
template <typename Scalar>
TwoLayerNetwork<Scalar> drawNetwork(const NetworkSettings& settings, std::int64_t dimension,
                                    std::int64_t seed, const std::stop_token& stop);

extern template TwoLayerNetwork<float> reluForm(const WeightMatrix<float>&, const Vector<float>&,
                                                const Piecewise&);
extern template TwoLayerNetwork<double> reluForm(const WeightMatrix<double>&, const Vector<double>&,
                                                 const Piecewise&);
extern template Vector<float> startOutputWeights(const NetworkSettings&, std::int64_t);
extern template Vector<double> startOutputWeights(const NetworkSettings&, std::int64_t);
extern template TwoLayerNetwork<float> drawNetwork(const NetworkSettings&, std::int64_t, std::int64_t,
                                                   const std::stop_token&);
extern template TwoLayerNetwork<double> drawNetwork(const NetworkSettings&, std::int64_t, std::int64_t,
                                                    const std::stop_token&);

}  // namespace featurescope
