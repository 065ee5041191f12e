#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

#include "core/base/field.h"
#include "core/base/name_table.h"
#include "core/model/activation.h"

namespace featurescope {

/// How the first-layer weights are drawn.
enum class Start { independent, symmetric, identity };

template <>
struct NameTable<Start> {
    static constexpr std::array kinds{
        NamedKind<Start>{Start::independent, "independent", "Every weight is drawn on its own (the paper)."},
        NamedKind<Start>{
            Start::symmetric, "symmetric",
            "Neuron j + m/2 starts as a copy of neuron j, so that f = 0 at the start with output "
            "weights of opposite signs."},
        NamedKind<Start>{Start::identity, "identity",
                         "W is the unit matrix: neuron j sees coordinate j. Needs as many neurons as "
                         "coordinates; nothing is drawn."},
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

/// The pattern b_j of the output weights.
enum class OutputWeights { halfSigns, ones, gaussian, zero };

template <>
struct NameTable<OutputWeights> {
    static constexpr std::array kinds{
        NamedKind<OutputWeights>{OutputWeights::halfSigns, "half-signs",
                                 "+1 for the first half of the neurons, -1 for the second, 0 for the last of "
                                 "an odd number (the paper)."},
        NamedKind<OutputWeights>{OutputWeights::ones, "ones", "All are 1."},
        NamedKind<OutputWeights>{OutputWeights::gaussian, "gaussian",
                                 "N(0, network.output_variance); with a symmetric start the second half is "
                                 "minus the first."},
        NamedKind<OutputWeights>{OutputWeights::zero, "zero", "All are 0."},
    };
};

/// What makes the output weights small in a wide network.
enum class OutputScaling { inverseSqrt, mean };

template <>
struct NameTable<OutputScaling> {
    static constexpr std::array kinds{
        NamedKind<OutputScaling>{OutputScaling::inverseSqrt, "inverse-sqrt",
                                 "The output weights themselves are divided by sqrt(m) (the paper)."},
        NamedKind<OutputScaling>{OutputScaling::mean, "mean",
                                 "f is divided by m and the output weights are as drawn. It matters when "
                                 "they are trained."},
    };
};

/// Settings of f(x; W) = s sum_j a_j phi(<w_j, x>) (paper, eq. 1, with s = 1 and relu), W(0) i.i.d.
/// N(0, init_variance). a and W are the numbers that gradient descent moves; s is fixed, see outputFactor().
struct NetworkSettings {
    std::int64_t neurons = 100;
    Activation activation = Activation::relu;
    double activationSlope = 0.1;
    double activationSmoothness = 1;
    double activationCurvature = 0.25;
    Surrogate surrogate = Surrogate::straightThrough;
    std::int64_t surrogateTerms = 10;
    double surrogateFrequency = 0.5;
    double initVariance = 6.4e-05;
    Start start = Start::independent;
    TrainedLayers trained = TrainedLayers::first;
    OutputWeights outputWeights = OutputWeights::halfSigns;
    OutputScaling outputScaling = OutputScaling::inverseSqrt;
    double outputScale = 1;
    double outputVariance = 1;
    bool bias = false;

    bool operator==(const NetworkSettings&) const = default;
};

/// The settings of the activation.
template <typename Settings, typename Visitor>
void visitActivationFields(Settings& s, Visitor& visit) {
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
                .inEffect =
                    s.activation == Activation::leakyRelu || s.activation == Activation::smoothLeakyRelu,
                .inEffectWith = "network.activation \"leaky-relu\" or \"smooth-leaky-relu\""},
          s.activationSlope);
    visit(Field{.key = "activation_smoothness",
                .label = "Activation smoothness",
                .symbol = "H",
                .help = "How narrow the rounded kink of the activation is: it lies between -1/H and 1/H.",
                .minimum = 0,
                .aboveMinimum = true,
                .sliderLow = 0.01,
                .sliderHigh = 100,
                .logarithmic = true,
                .optional = true,
                .inEffect = s.activation == Activation::smoothLeakyRelu,
                .inEffectWith = "network.activation \"smooth-leaky-relu\""},
          s.activationSmoothness);
    visit(Field{.key = "activation_curvature",
                .label = "Activation curvature",
                .symbol = "ε",
                .help = "Second derivative of the activation.",
                .minimum = 0,
                .sliderLow = 0,
                .sliderHigh = 1,
                .optional = true,
                .inEffect = s.activation == Activation::quadratic,
                .inEffectWith = "network.activation \"quadratic\""},
          s.activationCurvature);
    const bool isSign = s.activation == Activation::sign;
    visit(Field{.key = "surrogate",
                .label = "Surrogate",
                .symbol = "",
                .help = "What stands for the derivative of the activation in the backward pass.",
                .optional = true,
                .inEffect = isSign,
                .inEffectWith = "network.activation \"sign\""},
          s.surrogate);
    const bool isFourier = isSign && s.surrogate == Surrogate::fourier;
    visit(Field{.key = "surrogate_terms",
                .label = "Surrogate terms",
                .symbol = "N",
                .help = "Number of cosines of the surrogate.",
                .minimum = 1,
                .maximum = 1000,
                .sliderLow = 1,
                .sliderHigh = 50,
                .optional = true,
                .inEffect = isFourier,
                .inEffectWith = "network.surrogate \"fourier\""},
          s.surrogateTerms);
    visit(Field{.key = "surrogate_frequency",
                .label = "Surrogate frequency",
                .symbol = "",
                .help = "Angular frequency of the first cosine of the surrogate.",
                .minimum = 0,
                .aboveMinimum = true,
                .sliderLow = 0.05,
                .sliderHigh = 3,
                .logarithmic = true,
                .optional = true,
                .inEffect = isFourier,
                .inEffectWith = "network.surrogate \"fourier\""},
          s.surrogateFrequency);
}

/// The settings of what is made of the hidden layer.
template <typename Settings, typename Visitor>
void visitOutputFields(Settings& s, Visitor& visit) {
    visit(Field{.key = "output_weights",
                .label = "Output weights",
                .symbol = "a",
                .help = "The output weights at step 0, up to their scaling.",
                .optional = true},
          s.outputWeights);
    visit(Field{.key = "output_variance",
                .label = "Output variance",
                .symbol = "",
                .help = "Variance of each output weight at step 0, up to its scaling.",
                .minimum = 0,
                .aboveMinimum = true,
                .sliderLow = 1e-4,
                .sliderHigh = 100,
                .logarithmic = true,
                .optional = true,
                .inEffect = s.outputWeights == OutputWeights::gaussian,
                .inEffectWith = "network.output_weights \"gaussian\""},
          s.outputVariance);
    visit(Field{.key = "output_scaling",
                .label = "Output scaling",
                .symbol = "",
                .help = "How the output depends on the number of neurons.",
                .optional = true},
          s.outputScaling);
    visit(Field{.key = "output_scale",
                .label = "Output scale",
                .symbol = "",
                .help = "A factor of the output.",
                .minimum = 0,
                .aboveMinimum = true,
                .sliderLow = 0.01,
                .sliderHigh = 100,
                .logarithmic = true,
                .optional = true},
          s.outputScale);
    visit(Field{.key = "bias",
                .label = "Bias",
                .symbol = "",
                .help = "Every input gets a last coordinate 1, so that each neuron has a bias.",
                .optional = true},
          s.bias);
}

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
    visitActivationFields(s, visit);
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
    visitOutputFields(s, visit);
}

}  // namespace featurescope
