// Pictures of the network's outputs. Included only by the kernels.
#pragma once

#include "core/training/kernels/field_kernel_table.h"
#include "core/training/kernels/pack.h"

namespace featurescope::FEATURESCOPE_KERNELS {

/// Beyond this many widths the corner is no longer seen: bump(5.6) is 2e-9.
inline constexpr float kBumpEnd = 5.6F;

/// log2 of bump(v) = phi(v) - v Phi(-v) on 0 <= v <= kBumpEnd, a polynomial whose 2^ is off by at most 6e-9.
inline constexpr float kLogBump[] = {-1.32574804F,   -1.80815145F,   -0.41172828F,    -0.0427227557F,
                                     0.00280153294F, 3.85787996e-4F, -1.18144413e-4F, 9.67147554e-6F};

/// ln(2)^k / k!, the coefficients of 2^r.
inline constexpr float kPowersOfTwo[] = {1.0F,           0.693147181F,   0.240226507F,  0.0555041087F,
                                         0.00961812911F, 0.00133335581F, 1.54035304e-4F};

/// c_0 + c_1 x + ...
template <std::size_t count>
inline FloatVector polynomial(const float (&coefficients)[count], FloatVector x) {
    FloatVector p = broadcast(coefficients[count - 1]);
    FEATURESCOPE_UNROLL
    for (std::size_t k = count - 1; k > 0; --k) p = multiplyAdd(p, x, broadcast(coefficients[k - 1]));
    return p;
}

/// 2^x for |x| < 100.
inline FloatVector powerOfTwo(FloatVector x) {
    const FloatVector rounder = broadcast(12582912.0F);  // 1.5 * 2^23: adding it rounds to an integer
    const FloatVector rounded = x + rounder;
    const FloatVector p = polynomial(kPowersOfTwo, x - (rounded - rounder));
    const FloatBits power = (reinterpret_cast<FloatBits>(rounded) - reinterpret_cast<FloatBits>(rounder))
                            << 23;
    return reinterpret_cast<FloatVector>(reinterpret_cast<FloatBits>(p) + power);
}

/// The row's values on a few vectors of pixels that stay in registers while the neurons pass.
template <int vectors>
inline void roundedPixels(const RoundedRow& job, std::ptrdiff_t first) {
    const FloatVector zero{};
    FloatVector x[vectors], sum[vectors] = {};
    for (int v = 0; v < vectors; ++v) x[v] = load(job.x + first + v * kLanes<float>);
    for (std::ptrdiff_t j = 0; j < job.count; ++j) {
        const FloatVector slope = broadcast(job.slopes[j]), offset = broadcast(job.offsets[j]);
        const FloatVector width = broadcast(job.widths[j]), sharpness = broadcast(job.sharpness[j]);
        const FloatVector a = broadcast(job.outputWeights[j]);
        for (int v = 0; v < vectors; ++v) {
            const FloatVector h = multiplyAdd(slope, x[v], offset);
            const FloatVector distance = atMost(broadcast(kBumpEnd), atLeast(h, -h) * sharpness);
            const FloatVector bump = powerOfTwo(polynomial(kLogBump, distance));
            sum[v] = multiplyAdd(a, multiplyAdd(width, bump, atLeast(zero, h)), sum[v]);
        }
    }
    for (int v = 0; v < vectors; ++v) {
        float values[kLanes<float>];
        store(values, sum[v]);
        for (std::ptrdiff_t i = 0; i < kLanes<float>; ++i)
            job.values[first + v * kLanes<float> + i] += static_cast<double>(values[i]);
    }
}

/// See RoundedRow: h Phi(h / tau) + tau phi(h / tau) = relu(h) + tau bump(|h| / tau). Cost: about 40 flop per
/// neuron and pixel.
inline void roundedRow(const RoundedRow& job) {
    constexpr int vectors = 2;
    for (std::ptrdiff_t i = 0; i < job.pixels; i += vectors * kLanes<float>) roundedPixels<vectors>(job, i);
}

}  // namespace featurescope::FEATURESCOPE_KERNELS
