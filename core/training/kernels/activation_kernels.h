// What happens to pre-activations and outputs. Included only by the kernels.
#pragma once

#include "core/training/kernels/kernel_table.h"
#include "core/training/kernels/pack.h"

namespace featurescope::FEATURESCOPE_KERNELS {

/// Activity bits of one vector of z; adds a relu(z) to the outputs.
template <typename Scalar>
inline std::uint64_t activateVector(typename Pack<Scalar>::Vector z, Scalar a, Scalar* outputs) {
    const typename Pack<Scalar>::Vector zero{};
    store(outputs, multiplyAdd(broadcast(a), atLeast(zero, z), load(outputs)));
    return positive(z);
}

/// See ActivationBlock. Cost: 64 count multiply-adds.
template <typename Scalar>
void activate(const ActivationBlock<Scalar>& job) {
    for (std::ptrdiff_t j = 0; j < job.count; ++j) {
        const Scalar* z = job.preActivations + j * job.stride;
        std::uint64_t activity = 0;
        std::ptrdiff_t i = 0;
        for (; i + kLanes<Scalar> <= job.samples; i += kLanes<Scalar>) {
            activity |= activateVector(load(z + i), job.outputWeights[j], job.outputs + i) << i;
        }
        if (i < job.samples) {
            Scalar rest[kLanes<Scalar>] = {};
            for (std::ptrdiff_t k = i; k < job.samples; ++k) rest[k - i] = z[k];
            activity |= activateVector(load(rest), job.outputWeights[j], job.outputs + i) << i;
        }
        job.activity[j] = activity;
    }
}

/// See ActiveSum. Cost: 64 count additions.
template <typename Scalar>
void activeSum(const ActiveSum<Scalar>& job) {
    using Vector = typename Pack<Scalar>::Vector;
    using Bits = typename Pack<Scalar>::Bits;
    Bits laneBit{};
    for (std::ptrdiff_t lane = 0; lane < kLanes<Scalar>; ++lane) laneBit[lane] = 1 << lane;
    for (std::ptrdiff_t j = 0; j < job.count; ++j) {
        Scalar* sums = job.sums + j * job.stride;
        std::uint64_t activity = job.activity[j];
        std::ptrdiff_t i = 0;
        for (; i + kLanes<Scalar> <= job.samples; i += kLanes<Scalar>) {
            const Bits chosen = (laneBit & static_cast<int>(activity & 0xff)) != 0;
            const Vector added = broadcast(job.factor) * load(job.coefficients + i);
            const Vector g = reinterpret_cast<Vector>(chosen & reinterpret_cast<Bits>(added));
            store(sums + i, load(sums + i) + g);
            activity >>= kLanes<Scalar>;
        }
        for (; i < job.samples; ++i, activity >>= 1) {
            if (activity & 1) sums[i] += job.factor * job.coefficients[i];
        }
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

/// See OutputSum. Cost per sample: `parts` additions and one exp.
template <typename Scalar>
void sumOutputs(const OutputSum<Scalar>& job) {
    const auto one = broadcast(Scalar(1));
    const auto samples = broadcast(job.samples);
    for (std::ptrdiff_t i = job.first; i < job.last; i += kLanes<Scalar>) {
        auto f = load(job.partials + i);
        for (std::ptrdiff_t part = 1; part < job.parts; ++part)
            f += load(job.partials + part * job.stride + i);
        const auto y = load(job.labels + i);
        store(job.outputs + i, f);
        store(job.coefficients + i, -y / (samples * (one + exponential<Scalar>(y * f))));
    }
}

}  // namespace featurescope::FEATURESCOPE_KERNELS
