#pragma once

namespace featurescope {

/// A positively homogeneous activation, phi(z) = linear z + hinge relu(z). The fast engines compute with the
/// two numbers alone: what they do for relu(z) they scale by `hinge`, and the linear part of all neurons
/// together is one neuron, u = sum_j a_j w_j.
struct Piecewise {
    double linear = 0;
    double hinge = 1;

    constexpr bool isRelu() const { return linear == 0 && hinge == 1; }
    /// Largest absolute slope.
    constexpr double steepest() const {
        const double left = linear < 0 ? -linear : linear, both = linear + hinge;
        const double right = both < 0 ? -both : both;
        return left > right ? left : right;
    }
    bool operator==(const Piecewise&) const = default;
};

}  // namespace featurescope
