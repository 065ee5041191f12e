// What happens to pre-activations and outputs. Included only by the kernels.
#pragma once

#include "core/training/kernels/kernel_table.h"
#include "core/training/kernels/pack.h"

namespace featurescope::FEATURESCOPE_KERNELS {

/// See ActivationPanel. Cost: count panelWidth multiply-adds.
template <typename Scalar>
void activate(const ActivationPanel<Scalar>& job) {
    const typename Pack<Scalar>::Vector zero{};
    auto leftSum = zero;
    auto rightSum = zero;
    for (std::ptrdiff_t j = 0; j < job.count; ++j) {
        const auto left = load(job.preActivations + 2 * j * kLanes<Scalar>);
        const auto right = load(job.preActivations + (2 * j + 1) * kLanes<Scalar>);
        const auto a = broadcast(job.outputWeights[j]);
        leftSum = multiplyAdd(a, atLeast(zero, left), leftSum);
        rightSum = multiplyAdd(a, atLeast(zero, right), rightSum);
        const std::uint64_t bits = positive(left) | positive(right) << kLanes<Scalar>;
        job.activity[j] = (job.firstBit == 0 ? 0 : job.activity[j]) | bits << job.firstBit;
    }
    store(job.outputs, leftSum);
    store(job.outputs + kLanes<Scalar>, rightSum);
}

/// One vector of PanelUpdate: C += added where z > 0, then z += scale sum.
template <typename Scalar>
inline void updateVector(const Scalar* sum, typename Pack<Scalar>::Vector scale,
                         typename Pack<Scalar>::Vector added, Scalar* activeSum, Scalar* preActivation) {
    const auto z = load(preActivation);
    store(activeSum, load(activeSum) + wherePositive(z, added));
    store(preActivation, multiplyAdd(scale, load(sum), z));
}

/// See PanelUpdate. Cost: 2 count panelWidth multiply-adds.
template <typename Scalar>
void panelUpdate(const PanelUpdate<Scalar>& job) {
    const auto left = broadcast(job.factor) * load(job.coefficients);
    const auto right = broadcast(job.factor) * load(job.coefficients + kLanes<Scalar>);
    for (std::ptrdiff_t j = 0; j < job.count; ++j) {
        const auto scale = broadcast(job.scales[j]);
        const std::ptrdiff_t at = 2 * j * kLanes<Scalar>;
        updateVector(job.sums + at, scale, left, job.activeSums + at, job.preActivations + at);
        const std::ptrdiff_t next = at + kLanes<Scalar>;
        updateVector(job.sums + next, scale, right, job.activeSums + next, job.preActivations + next);
    }
}

/// Constants of exp for a number type.
template <typename Scalar>
struct ExponentialConstants;
template <>
struct ExponentialConstants<float> {
    static constexpr float limit = 87.0F;              // e^87 is finite and 1 / e^87 is a normal number
    static constexpr float rounder = 12582912.0F;      // 1.5 * 2^23: adding it rounds to an integer
    static constexpr float log2High = 0.693359375F;    // ln 2, exact to 9 bits ...
    static constexpr float log2Low = -2.12194440e-4F;  // ... and the rest
    static constexpr int mantissaBits = 23;
    static constexpr int degree = 7;
};
template <>
struct ExponentialConstants<double> {
    static constexpr double limit = 708.0;
    static constexpr double rounder = 6755399441055744.0;  // 1.5 * 2^52
    static constexpr double log2High = 6.93147180369123816490e-01;
    static constexpr double log2Low = 1.90821492927058770002e-10;
    static constexpr int mantissaBits = 52;
    static constexpr int degree = 13;
};

/// 1 / k!, the coefficients of exp.
inline constexpr double kInverseFactorials[] = {1.0,
                                                1.0,
                                                1.0 / 2,
                                                1.0 / 6,
                                                1.0 / 24,
                                                1.0 / 120,
                                                1.0 / 720,
                                                1.0 / 5040,
                                                1.0 / 40320,
                                                1.0 / 362880,
                                                1.0 / 3628800,
                                                1.0 / 39916800,
                                                1.0 / 479001600,
                                                1.0 / 6227020800.0};

/// exp(x) to a few units in the last place; saturates beyond +-limit, keeps not-a-number.
/// x = k ln 2 + r with |r| <= ln 2 / 2, exp(x) = 2^k exp(r), exp(r) by its Taylor polynomial.
template <typename Scalar>
inline typename Pack<Scalar>::Vector exponential(typename Pack<Scalar>::Vector x) {
    using Vector = typename Pack<Scalar>::Vector;
    using Bits = typename Pack<Scalar>::Bits;
    using C = ExponentialConstants<Scalar>;
    x = atMost(broadcast(C::limit), atLeast(broadcast(-C::limit), x));
    const Vector rounder = broadcast(C::rounder);
    const Vector rounded = x * broadcast(Scalar(1.44269504088896340736)) + rounder;
    const Vector k = rounded - rounder;
    const Vector r = (x - k * broadcast(C::log2High)) - k * broadcast(C::log2Low);
    Vector p = broadcast(Scalar(kInverseFactorials[C::degree]));
    for (int i = C::degree - 1; i >= 0; --i) p = multiplyAdd(p, r, broadcast(Scalar(kInverseFactorials[i])));
    const Bits power = (reinterpret_cast<Bits>(rounded) - reinterpret_cast<Bits>(rounder)) << C::mantissaBits;
    return reinterpret_cast<Vector>(reinterpret_cast<Bits>(p) + power);
}

/// What a loss calculates with.
template <typename Scalar>
struct VectorMath {
    using Vector = typename Pack<Scalar>::Vector;
    static Vector number(double value) { return broadcast(static_cast<Scalar>(value)); }
    static Vector exp(Vector x) { return exponential<Scalar>(x); }
};

/// See OutputSum. Cost per sample: `parts` additions and one slope.
template <typename Scalar, typename Loss>
void sumOutputs(const OutputSum<Scalar>& job) {
    const auto samples = broadcast(job.samples);
    for (std::ptrdiff_t i = job.first; i < job.last; i += kLanes<Scalar>) {
        auto f = load(job.partials + i);
        for (std::ptrdiff_t part = 1; part < job.parts; ++part)
            f += load(job.partials + part * job.stride + i);
        const auto y = load(job.targets + i);
        store(job.outputs + i, f);
        if constexpr (Loss::couplesSamples) {
            store(job.coefficients + i, Loss::exponent(f, y));
        } else {
            store(job.coefficients + i, Loss::template slope<VectorMath<Scalar>>(f, y, samples));
        }
    }
}

/// See ExponentShares. Cost per sample: one exponential and a few additions.
template <typename Scalar, typename Loss>
void shareOut(const ExponentShares<Scalar>& job) {
    Scalar largest = job.coefficients[0];
    for (std::ptrdiff_t i = 1; i < job.samples; ++i) {
        if (job.coefficients[i] > largest) largest = job.coefficients[i];
    }
    const auto top = broadcast(largest);
    for (std::ptrdiff_t i = 0; i < job.padded; i += kLanes<Scalar>)
        store(job.coefficients + i, exponential<Scalar>(load(job.coefficients + i) - top));
    double sum = 0;
    for (std::ptrdiff_t i = 0; i < job.samples; ++i) sum += static_cast<double>(job.coefficients[i]);
    const auto total = broadcast(static_cast<Scalar>(sum));
    const auto one = broadcast(Scalar(1));
    for (std::ptrdiff_t i = 0; i < job.padded; i += kLanes<Scalar>) {
        const auto slope =
            Loss::template slope<VectorMath<Scalar>>(load(job.outputs + i), load(job.targets + i), one);
        store(job.coefficients + i, load(job.coefficients + i) / total * slope);
    }
}

}  // namespace featurescope::FEATURESCOPE_KERNELS
