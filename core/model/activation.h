#pragma once

#include <array>
#include <cstdlib>
#include <optional>
#include <variant>

#include "core/base/name_table.h"
#include "core/model/identity.h"
#include "core/model/leaky_relu.h"
#include "core/model/piecewise.h"
#include "core/model/quadratic.h"
#include "core/model/relu.h"
#include "core/model/sign_function.h"
#include "core/model/smooth_leaky_relu.h"
#ifdef FEATURESCOPE_TEST_KINDS
#include "tests/support/kinds/absolute_value.h"
#endif

namespace featurescope {

/// Kinds of activation. A new one is a file like relu.h and its entry in each of the four lists below; the
/// compiler says when one is missing.
enum class Activation {
    relu,
    leakyRelu,
    smoothLeakyRelu,
    identity,
    quadratic,
    sign,
#ifdef FEATURESCOPE_TEST_KINDS
    absoluteValue,
#endif
};

template <>
struct NameTable<Activation> {
    static constexpr std::array kinds{
        NamedKind<Activation>{Activation::relu, "relu", "max(0, z); its derivative at 0 is 0."},
        NamedKind<Activation>{Activation::leakyRelu, "leaky-relu",
                              "z where it is positive, else network.activation_slope times z."},
        NamedKind<Activation>{Activation::smoothLeakyRelu, "smooth-leaky-relu",
                              "leaky-relu with its kink rounded off between -1/H and 1/H, H being "
                              "network.activation_smoothness."},
        NamedKind<Activation>{Activation::identity, "identity", "z: the network is linear in its inputs."},
        NamedKind<Activation>{Activation::quadratic, "quadratic",
                              "z + (network.activation_curvature / 2) z^2."},
        NamedKind<Activation>{Activation::sign, "sign",
                              "+1 where z is positive, else -1; network.surrogate stands in for its "
                              "derivative."},
#ifdef FEATURESCOPE_TEST_KINDS
        NamedKind<Activation>{Activation::absoluteValue, "absolute-value", "|z|, for tests."},
#endif
    };
};

/// An activation with its parameters: value(z), derivative(z), and piecewise() when it is of that form.
using ActivationFunction = std::variant<Relu, LeakyRelu, SmoothLeakyRelu, Identity, Quadratic, SignFunction
#ifdef FEATURESCOPE_TEST_KINDS
                                        ,
                                        AbsoluteValue
#endif
                                        >;

static_assert(NameTable<Activation>::kinds.size() == std::variant_size_v<ActivationFunction>,
              "an activation without a name, or a name without one");

/// The activation of these settings of a network.
template <typename Settings>
ActivationFunction activationOf(const Settings& settings) {
    switch (settings.activation) {
        case Activation::relu:
            return Relu{};
        case Activation::leakyRelu:
            return LeakyRelu{settings.activationSlope};
        case Activation::smoothLeakyRelu:
            return SmoothLeakyRelu{settings.activationSlope, settings.activationSmoothness};
        case Activation::identity:
            return Identity{};
        case Activation::quadratic:
            return Quadratic{settings.activationCurvature};
        case Activation::sign:
            return SignFunction{settings.surrogate, settings.surrogateTerms, settings.surrogateFrequency};
#ifdef FEATURESCOPE_TEST_KINDS
        case Activation::absoluteValue:
            return AbsoluteValue{};
#endif
    }
    std::abort();  // no other kind exists
}

/// Its form p z + q relu(z); nothing when it has none.
inline std::optional<Piecewise> piecewiseOf(const ActivationFunction& activation) {
    return std::visit([](const auto& phi) { return phi.piecewise(); }, activation);
}

}  // namespace featurescope
