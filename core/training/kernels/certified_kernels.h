// Rows of numbers for the certified engine. Included only by the kernels.
#pragma once

#include "core/training/kernels/certified_kernel_table.h"
#include "core/training/kernels/pack.h"

namespace featurescope::FEATURESCOPE_KERNELS {

/// Dot products of `count` rows with one input, which is loaded once for all of them.
template <int count, typename Scalar>
inline void dotsAtOnce(const Scalar* input, const Scalar* const* rows, std::ptrdiff_t depth, Scalar* out) {
    using Vector = typename Pack<Scalar>::Vector;
    constexpr std::ptrdiff_t lanes = kLanes<Scalar>;
    Vector even[count] = {}, odd[count] = {};
    std::ptrdiff_t k = 0;
    for (; k + 2 * lanes <= depth; k += 2 * lanes) {
        const Vector left = load(input + k), right = load(input + k + lanes);
        for (int r = 0; r < count; ++r) {
            even[r] = multiplyAdd(left, load(rows[r] + k), even[r]);
            odd[r] = multiplyAdd(right, load(rows[r] + k + lanes), odd[r]);
        }
    }
    if (k < depth) {
        const Vector left = load(input + k);
        for (int r = 0; r < count; ++r) even[r] = multiplyAdd(left, load(rows[r] + k), even[r]);
    }
    for (int r = 0; r < count; ++r) out[r] = laneSum<Scalar>(even[r] + odd[r]);
}

/// See RowDots. Cost: count depth multiply-adds.
template <typename Scalar>
void dots(const RowDots<Scalar>& job) {
    std::ptrdiff_t r = 0;
    for (; r + 4 <= job.count; r += 4) dotsAtOnce<4>(job.input, job.rows + r, job.depth, job.out + r);
    switch (job.count - r) {
        case 3:
            return dotsAtOnce<3>(job.input, job.rows + r, job.depth, job.out + r);
        case 2:
            return dotsAtOnce<2>(job.input, job.rows + r, job.depth, job.out + r);
        case 1:
            return dotsAtOnce<1>(job.input, job.rows + r, job.depth, job.out + r);
        default:
            return;
    }
}

/// See ClockAdvance. A clock that is not a number has reached every key. Cost: kClasses depth multiply-adds.
template <typename Scalar>
std::uint32_t advanceClocks(const ClockAdvance<Scalar>& job) {
    Scalar moved[kClasses];
    dotsAtOnce<kClasses>(job.input, job.directions, job.depth, moved);
    double exact[kGroups];
    for (int g = 0; g < kGroups; ++g)
        exact[g] = job.stepSize * __builtin_fabs(static_cast<double>(moved[g / kGroupsPerClass]));
    const auto norm = broadcast(job.inputNorm);
    std::uint64_t waiting = 0;
    for (int g = 0; g < kGroups; g += static_cast<int>(kLanes<double>)) {
        const auto clock = load(job.clocks + g) + (load(exact + g) + norm * load(job.drifts + g));
        store(job.clocks + g, clock);
        waiting |= positive(load(job.earliest + g) - clock) << g;
    }
    return static_cast<std::uint32_t>(~waiting) & ((1U << kGroups) - 1);
}

/// Without its sign.
inline FloatVector magnitude(FloatVector v) {
    return reinterpret_cast<FloatVector>(reinterpret_cast<FloatBits>(v) & 0x7fffffff);
}

/// See KeyScan. A clock that is not a number has reached every finite key. Cost: count comparisons.
inline std::ptrdiff_t scanKeys(const KeyScan& job) {
    const auto infinity = broadcast(__builtin_inff());
    const auto clock = broadcast(job.clock);
    constexpr auto lanes = static_cast<std::ptrdiff_t>(kLanes<float>);
    auto lowest = infinity;
    std::ptrdiff_t found = 0;
    for (std::ptrdiff_t k = 0; k < job.count; k += lanes) {
        const auto key = magnitude(load(job.keys + k));
        const auto ahead = key - clock;
        const FloatBits isLater = ahead > FloatVector{};
        const auto later = reinterpret_cast<FloatVector>((isLater & reinterpret_cast<FloatBits>(key)) |
                                                         (~isLater & reinterpret_cast<FloatBits>(infinity)));
        lowest = atMost(later, lowest);
        const std::uint64_t finite = positive(infinity - key);
        for (std::uint64_t due = finite & ~positive(ahead); due != 0; due &= due - 1)
            job.expired[found++] = job.first + static_cast<std::uint32_t>(k + __builtin_ctzll(due));
    }
    float lanesOfLowest[kLanes<float>];
    store(lanesOfLowest, lowest);
    *job.lowest = lanesOfLowest[0];
    for (const float value : lanesOfLowest) *job.lowest = value < *job.lowest ? value : *job.lowest;
    return found;
}

/// A stretch of `vectors` vectors of a sum of rows, held in registers.
template <int vectors, typename Scalar>
inline void sumStretch(const RowSum<Scalar>& job, std::ptrdiff_t first) {
    typename Pack<Scalar>::Vector sum[vectors] = {};
    for (std::ptrdiff_t r = 0; r < job.count; ++r) {
        const auto coefficient = broadcast(job.coefficients[r]);
        for (int v = 0; v < vectors; ++v)
            sum[v] = multiplyAdd(coefficient, load(job.rows[r] + first + v * kLanes<Scalar>), sum[v]);
    }
    for (int v = 0; v < vectors; ++v) store(job.out + first + v * kLanes<Scalar>, sum[v]);
}

/// See RowSum. Cost: count depth multiply-adds.
template <typename Scalar>
void sumRows(const RowSum<Scalar>& job) {
    std::ptrdiff_t k = 0;
    for (; k + 4 * kLanes<Scalar> <= job.depth; k += 4 * kLanes<Scalar>) sumStretch<4>(job, k);
    for (; k < job.depth; k += kLanes<Scalar>) sumStretch<1>(job, k);
}

template <typename Scalar>
void addRow(Scalar coefficient, const Scalar* row, std::ptrdiff_t depth, Scalar* target) {
    const auto factor = broadcast(coefficient);
    for (std::ptrdiff_t k = 0; k < depth; k += kLanes<Scalar>)
        store(target + k, multiplyAdd(factor, load(row + k), load(target + k)));
}

template <bool hasOwn, typename Scalar>
inline void updateWith(const NeuronUpdate<Scalar>& job) {
    using Vector = typename Pack<Scalar>::Vector;
    const Vector scale = broadcast(job.scale), outputWeight = broadcast(job.outputWeight);
    Vector weightSquares{}, ownSquares{};
    for (std::ptrdiff_t k = 0; k < job.depth; k += kLanes<Scalar>) {
        Vector direction = load(job.shared + k);
        if constexpr (hasOwn) {
            const Vector own = load(job.own + k);
            direction += own;
            ownSquares = multiplyAdd(own, own, ownSquares);
        }
        const Vector weight = multiplyAdd(scale, direction, load(job.weights + k));
        store(job.weights + k, weight);
        store(job.weightedSum + k, multiplyAdd(outputWeight, weight, load(job.weightedSum + k)));
        weightSquares = multiplyAdd(weight, weight, weightSquares);
    }
    job.squares[0] = laneSum<Scalar>(weightSquares);
    job.squares[1] = laneSum<Scalar>(ownSquares);
}

/// See NeuronUpdate. Cost: a few passes over one row.
template <typename Scalar>
void updateNeuron(const NeuronUpdate<Scalar>& job) {
    if (job.own) {
        updateWith<true>(job);
    } else {
        updateWith<false>(job);
    }
}

}  // namespace featurescope::FEATURESCOPE_KERNELS
