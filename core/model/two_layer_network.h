#pragma once

#include <array>
#include <cstdint>
#include <stop_token>
#include <type_traits>

#include "core/base/field.h"
#include "core/base/name_table.h"
#include "core/math/types.h"
#include "core/model/activation.h"

namespace featurescope {

/// How the first-layer weights are drawn.
enum class Start { independent, symmetric };

template <>
struct NameTable<Start> {
    static constexpr std::array kinds{
        NamedKind<Start>{Start::independent, "independent", "Every weight is drawn on its own (the paper)."},
        NamedKind<Start>{Start::symmetric, "symmetric",
                         "Neuron j + m/2 starts as a copy of neuron j, so that f = 0 at the start."},
    };
};

/// Which layers gradient descent moves.
enum class TrainedLayers { first, second, both };

template <>
struct NameTable<TrainedLayers> {
    static constexpr std::array kinds{
        NamedKind<TrainedLayers>{TrainedLayers::first, "first", "W is trained and a stays (the paper)."},
        NamedKind<TrainedLayers>{TrainedLayers::second, "second", "a is trained and W stays."},
        NamedKind<TrainedLayers>{TrainedLayers::both, "both", "W and a are trained with the same step size."},
    };
};

/// Settings of f(x; W) = sum_j a_j phi(<w_j, x>) (paper, eq. 1, with relu), W(0) i.i.d. N(0, init_variance).
struct NetworkSettings {
    std::int64_t neurons = 100;
    Activation activation = Activation::relu;
    double activationSlope = 0.1;
    double initVariance = 6.4e-05;
    Start start = Start::independent;
    TrainedLayers trained = TrainedLayers::first;

    bool operator==(const NetworkSettings&) const = default;
};

/// The list of settings, in the order files and the form show them.
template <typename Settings, typename Visitor>
void visitFields(Settings& s,
                 Visitor&& visit) requires std::is_same_v<std::remove_const_t<Settings>, NetworkSettings> {
    visit(Field{.key = "neurons",
                .label = "Neurons",
                .symbol = "m",
                .help = "Width of the hidden layer.",
                .minimum = 1,
                .maximum = kLargestExactInteger,
                .sliderLow = 2,
                .sliderHigh = 2000,
                .logarithmic = true},
          s.neurons);
    visit(Field{.key = "activation",
                .label = "Activation",
                .symbol = "φ",
                .help = "Nonlinearity of the hidden layer."},
          s.activation);
    visit(Field{.key = "activation_slope",
                .label = "Activation slope",
                .symbol = "γ",
                .help = "Slope of the activation where its input is negative.",
                .minimum = 0,
                .maximum = 1,
                .sliderLow = 0,
                .sliderHigh = 1,
                .optional = true,
                .inEffect = s.activation == Activation::leakyRelu,
                .inEffectWith = "network.activation \"leaky-relu\""},
          s.activationSlope);
    visit(Field{.key = "init_variance",
                .label = "Initial variance",
                .symbol = "ω²",
                .help = "Variance of each first-layer weight at step 0.",
                .minimum = 0,
                .sliderLow = 1e-8,
                .sliderHigh = 1,
                .logarithmic = true},
          s.initVariance);
    visit(Field{.key = "start",
                .label = "Start",
                .symbol = "",
                .help = "How the first-layer weights are drawn.",
                .optional = true},
          s.start);
    visit(Field{.key = "trained",
                .label = "Trained layers",
                .symbol = "",
                .help = "Which layers gradient descent moves.",
                .optional = true},
          s.trained);
}

/// The network's numbers and its activation.
template <typename Scalar>
struct TwoLayerNetwork {
    WeightMatrix<Scalar> weights;  ///< W, m x d, row j is neuron j
    Vector<Scalar> outputWeights;  ///< a, m; see paperOutputWeights()
    ActivationFunction activation = Relu{};
};

/// The same function as a network with the activation relu: z = relu(z) - relu(-z), so that the linear part
/// of all neurons is one more pair of neurons, behind the others. A network of relu neurons is its own form.
template <typename Scalar>
TwoLayerNetwork<Scalar> reluForm(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                                 const Piecewise& activation);

/// a: +1/sqrt(m) for the first half of the neurons, -1/sqrt(m) for the second, 0 for the last when m is odd.
template <typename Scalar>
Vector<Scalar> paperOutputWeights(std::int64_t neurons);

/// The network at step 0: W drawn from N(0, init_variance) with this seed, a as in the paper. The weights of
/// neuron j do not depend on how many neurons there are. Throws Cancelled.
template <typename Scalar>
TwoLayerNetwork<Scalar> drawNetwork(const NetworkSettings& settings, std::int64_t dimension,
                                    std::int64_t seed, const std::stop_token& stop);

extern template TwoLayerNetwork<float> reluForm(const WeightMatrix<float>&, const Vector<float>&,
                                                const Piecewise&);
extern template TwoLayerNetwork<double> reluForm(const WeightMatrix<double>&, const Vector<double>&,
                                                 const Piecewise&);
extern template Vector<float> paperOutputWeights(std::int64_t);
extern template Vector<double> paperOutputWeights(std::int64_t);
extern template TwoLayerNetwork<float> drawNetwork(const NetworkSettings&, std::int64_t, std::int64_t,
                                                   const std::stop_token&);
extern template TwoLayerNetwork<double> drawNetwork(const NetworkSettings&, std::int64_t, std::int64_t,
                                                    const std::stop_token&);

}  // namespace featurescope
