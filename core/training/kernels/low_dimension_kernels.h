// Inputs of three or four coordinates: lanes are samples, z is computed again when it is needed again.
// Included only by the kernels.
#pragma once

#include "core/training/kernels/kernel_table.h"
#include "core/training/kernels/pack.h"

namespace featurescope::FEATURESCOPE_KERNELS {

/// A few vectors of samples, held in registers while all neurons pass.
template <typename Scalar, int dimension, int vectors>
struct SampleGroup {
    using Vector = typename Pack<Scalar>::Vector;
    Vector coordinate[dimension][vectors];

    SampleGroup(const Scalar* inputs, std::ptrdiff_t stride) {
        for (int k = 0; k < dimension; ++k) {
            for (int v = 0; v < vectors; ++v)
                coordinate[k][v] = load(inputs + k * stride + v * kLanes<Scalar>);
        }
    }

    /// <w, x> of vector v of the samples; both passes use this same order of operations.
    Vector preActivation(const Vector* w, int v) const {
        Vector z = w[0] * coordinate[0][v];
        for (int k = 1; k < dimension; ++k) z = multiplyAdd(w[k], coordinate[k][v], z);
        return z;
    }
};

/// Outputs of all neurons on `vectors` vectors of samples.
template <typename Scalar, int dimension, int vectors>
inline void forwardGroup(const LowDimensionPass<Scalar>& pass, std::ptrdiff_t first) {
    using Vector = typename Pack<Scalar>::Vector;
    const Vector zero{};
    const SampleGroup<Scalar, dimension, vectors> samples(pass.inputs + first, pass.padded);
    Vector f[vectors] = {};
    for (std::ptrdiff_t j = 0; j < pass.count; ++j) {
        Vector w[dimension];
        for (int k = 0; k < dimension; ++k) w[k] = broadcast(pass.weights[j * dimension + k]);
        const Vector a = broadcast(pass.factors[j]);
        for (int v = 0; v < vectors; ++v)
            f[v] = multiplyAdd(a, atLeast(zero, samples.preActivation(w, v)), f[v]);
    }
    for (int v = 0; v < vectors; ++v) store(pass.outputs + first + v * kLanes<Scalar>, f[v]);
}

template <typename Scalar, int dimension>
inline void forwardAll(const LowDimensionPass<Scalar>& pass) {
    constexpr int vectors = 2;
    constexpr std::ptrdiff_t width = vectors * kLanes<Scalar>;
    std::ptrdiff_t i = pass.first;
    for (; i + width <= pass.last; i += width) forwardGroup<Scalar, dimension, vectors>(pass, i);
    for (; i < pass.last; i += kLanes<Scalar>) forwardGroup<Scalar, dimension, 1>(pass, i);
}

/// Gradient steps of `neurons` neurons at once, so that they share the loads of the samples.
template <typename Scalar, int dimension, int neurons>
inline void backwardGroup(const LowDimensionPass<Scalar>& pass, std::ptrdiff_t first) {
    using Vector = typename Pack<Scalar>::Vector;
    Vector w[neurons][dimension];
    Vector sum[neurons][dimension] = {};
    Scalar* weights = pass.weights + first * dimension;
    for (int j = 0; j < neurons; ++j) {
        for (int k = 0; k < dimension; ++k) w[j][k] = broadcast(weights[j * dimension + k]);
    }
    for (std::ptrdiff_t i = pass.first; i < pass.last; i += kLanes<Scalar>) {
        const SampleGroup<Scalar, dimension, 1> samples(pass.inputs + i, pass.padded);
        const Vector g = load(pass.coefficients + i);
        for (int j = 0; j < neurons; ++j) {
            const Vector active = wherePositive(samples.preActivation(w[j], 0), g);
            for (int k = 0; k < dimension; ++k) {
                sum[j][k] = multiplyAdd(active, samples.coordinate[k][0], sum[j][k]);
            }
        }
    }
    for (int j = 0; j < neurons; ++j) {
        for (int k = 0; k < dimension; ++k) {
            const Scalar whole = laneSum<Scalar>(sum[j][k]);
            if (pass.sums != nullptr) {
                pass.sums[(first + j) * dimension + k] = whole;
            } else {
                weights[j * dimension + k] += pass.factors[first + j] * whole;
            }
        }
    }
}

template <typename Scalar, int dimension>
inline void backwardAll(const LowDimensionPass<Scalar>& pass) {
    std::ptrdiff_t j = 0;
    for (; j + 2 <= pass.count; j += 2) backwardGroup<Scalar, dimension, 2>(pass, j);
    for (; j < pass.count; ++j) backwardGroup<Scalar, dimension, 1>(pass, j);
}

/// See LowDimensionPass. Cost: (2 d + 3) n count flop.
template <typename Scalar>
void lowDimensionForward(const LowDimensionPass<Scalar>& pass) {
    if (pass.dimension == 3) {
        forwardAll<Scalar, 3>(pass);
    } else {
        forwardAll<Scalar, 4>(pass);
    }
}

/// See LowDimensionPass. Cost: (4 d + 1) n count flop.
template <typename Scalar>
void lowDimensionBackward(const LowDimensionPass<Scalar>& pass) {
    if (pass.dimension == 3) {
        backwardAll<Scalar, 3>(pass);
    } else {
        backwardAll<Scalar, 4>(pass);
    }
}

}  // namespace featurescope::FEATURESCOPE_KERNELS
