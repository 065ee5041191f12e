// Samples of the plane on a ring: a step in O(n + m). Included only by the kernels.
#pragma once

#include "core/training/kernels/activation_kernels.h"
#include "core/training/kernels/pack.h"
#include "core/training/kernels/ring_kernel_table.h"

namespace featurescope::FEATURESCOPE_KERNELS {

inline constexpr std::ptrdiff_t kDoubles = kLanes<double>;
/// Vectors in a row of the ring.
inline constexpr std::ptrdiff_t kRowVectors = kRingLanes / kDoubles;

/// See ArcCheck. Cost: 4 * 64 dot products of the plane.
inline std::uint64_t arcsInDoubt(const ArcCheck& check) {
    // Edges have components below 1, so that sums of products are off by less than 4 units in the last place
    // of |x| + |y|.
    const auto doubt = broadcast(4 * 2.220446049250313e-16);
    std::uint64_t sure = 0;
    for (std::ptrdiff_t j = 0; j < 64; j += kDoubles) {
        const auto x = load(check.x + j);
        const auto y = load(check.y + j);
        const auto bound = doubt * (atLeast(x, -x) + atLeast(y, -y));
        const auto along = [&](std::ptrdiff_t edge) {
            const double* direction = check.edges + 2 * edge * check.stride + j;
            return multiplyAdd(x, load(direction), y * load(direction + check.stride));
        };
        const auto active = positive(along(1) - bound) & positive(along(2) - bound);
        const auto inactive = positive(-bound - along(0)) & positive(-bound - along(3));
        sure |= (active & inactive) << j;
    }
    return ~sure;
}

/// The lane of a place; kRingLanes is a power of two.
inline std::ptrdiff_t laneOf(std::ptrdiff_t place) { return place & (kRingLanes - 1); }

/// Adds one neuron's three sums at a place, times `sign`.
inline void jump(double* jumps, std::ptrdiff_t place, const double (&sums)[kRingSums], double sign) {
    const std::ptrdiff_t lane = laneOf(place);
    double* at = jumps + (place - lane) * kRingSums + lane;
    for (std::ptrdiff_t k = 0; k < kRingSums; ++k) at[k * kRingLanes] += sign * sums[k];
}

/// See ArcJumps. Cost: 3 kRingSums additions per neuron.
inline void addJumps(const ArcJumps& job) {
    double wrapping[kRingSums] = {};
    for (std::ptrdiff_t j = 0; j < job.count; ++j) {
        const double a = job.outputWeights[j];
        const double sums[kRingSums] = {a * job.x[j], a * job.y[j], 1};
        const ArcPlaces& arc = job.arcs[j];
        jump(job.jumps, arc.begin, sums, 1);
        jump(job.jumps, arc.end, sums, -1);
        for (std::ptrdiff_t k = 0; k < kRingSums; ++k) wrapping[k] += arc.wraps * sums[k];
    }
    jump(job.jumps, 0, wrapping, 1);
}

/// See LaneSums. Cost: kRingSums additions per place.
inline void sumLanes(const LaneSums& job) {
    constexpr std::ptrdiff_t vectors = kRingSums * kRowVectors;
    DoubleVector sum[vectors];
    for (std::ptrdiff_t v = 0; v < vectors; ++v) sum[v] = load(job.sums + v * kDoubles);
    for (std::ptrdiff_t row = 0; row < job.rows; ++row) {
        const double* jumps = job.jumps + row * kRingSums * kRingLanes;
        for (std::ptrdiff_t v = 0; v < vectors; ++v) sum[v] += load(jumps + v * kDoubles);
    }
    for (std::ptrdiff_t v = 0; v < vectors; ++v) store(job.sums + v * kDoubles, sum[v]);
}

/// The sums that a vector of lanes carries along.
struct LaneWalk {
    DoubleVector active[kRingSums];
    DoubleVector slope[2];
};

/// One vector of RingWalk in one row; `lane` is its first lane.
template <typename Loss>
inline void walkRow(const RingWalk& job, std::ptrdiff_t row, std::ptrdiff_t lane, LaneWalk& sums) {
    double* jumps = job.jumps + row * kRingSums * kRingLanes + lane;
    for (std::ptrdiff_t k = 0; k < kRingSums; ++k) {
        sums.active[k] += load(jumps + k * kRingLanes);
        store(jumps + k * kRingLanes, DoubleVector{});
    }
    const double* input = job.inputs + 2 * row * kRingLanes + lane;
    const auto x = load(input);
    const auto y = load(input + kRingLanes);
    const auto f = wherePositive(sums.active[2], multiplyAdd(sums.active[0], x, sums.active[1] * y));
    store(job.outputs + row * kRingLanes + lane, f);
    const auto target = load(job.targets + row * kRingLanes + lane);
    const auto slope = Loss::template slope<VectorMath<double>>(f, target, broadcast(job.samples));
    double* before = job.slopesBefore + 2 * row * kRingLanes + lane;
    store(before, sums.slope[0]);
    store(before + kRingLanes, sums.slope[1]);
    sums.slope[0] = multiplyAdd(slope, x, sums.slope[0]);
    sums.slope[1] = multiplyAdd(slope, y, sums.slope[1]);
}

/// See RingWalk. Cost per place: one slope of the loss and about ten additions.
template <typename Loss>
void walk(const RingWalk& job) {
    LaneWalk sums[kRowVectors];
    for (std::ptrdiff_t v = 0; v < kRowVectors; ++v) {
        const std::ptrdiff_t lane = v * kDoubles;
        for (std::ptrdiff_t k = 0; k < kRingSums; ++k)
            sums[v].active[k] = load(job.activeSums + k * kRingLanes + lane);
        for (std::ptrdiff_t k = 0; k < 2; ++k) sums[v].slope[k] = load(job.slopeSums + k * kRingLanes + lane);
    }
    for (std::ptrdiff_t row = 0; row < job.rows; ++row) {
        for (std::ptrdiff_t v = 0; v < kRowVectors; ++v) walkRow<Loss>(job, row, v * kDoubles, sums[v]);
    }
    for (std::ptrdiff_t v = 0; v < kRowVectors; ++v) {
        const std::ptrdiff_t lane = v * kDoubles;
        for (std::ptrdiff_t k = 0; k < kRingSums; ++k)
            store(job.activeSums + k * kRingLanes + lane, sums[v].active[k]);
        for (std::ptrdiff_t k = 0; k < 2; ++k) store(job.slopeSums + k * kRingLanes + lane, sums[v].slope[k]);
    }
}

/// Sum of g x along one axis over the arc of a neuron.
inline double slopeOver(const ArcStep& job, const ArcPlaces& arc, std::ptrdiff_t axis) {
    const double* starts = job.laneStarts + axis * (kRingLanes + 1);
    const auto before = [&](std::ptrdiff_t place) {
        const std::ptrdiff_t lane = laneOf(place);
        return starts[lane] + job.slopesBefore[2 * (place - lane) + axis * kRingLanes + lane];
    };
    return before(arc.end) - before(arc.begin) + arc.wraps * starts[kRingLanes];
}

/// See ArcStep. Cost: about 12 flop per neuron.
inline void moveNeurons(const ArcStep& job) {
    for (std::ptrdiff_t j = 0; j < job.count; ++j) {
        const double factor = job.factor * job.outputWeights[j];
        job.x[j] += factor * slopeOver(job, job.arcs[j], 0);
        job.y[j] += factor * slopeOver(job, job.arcs[j], 1);
    }
}

}  // namespace featurescope::FEATURESCOPE_KERNELS
