// Sums over active samples by table look-up (the method of the Four Russians). Included only by the kernels.
#pragma once

#include "core/training/kernels/kernel_table.h"
#include "core/training/kernels/pack.h"

namespace featurescope::FEATURESCOPE_KERNELS {

/// All 2^bits partial sums of each group of `bits` sources, on a slab of `vectors` vectors: small enough for
/// the first-level cache.
template <typename Scalar, int bits, int vectors>
struct SumTables {
    static constexpr std::ptrdiff_t width = vectors * kLanes<Scalar>;
    static constexpr std::ptrdiff_t entries = std::ptrdiff_t{1} << bits;
    static constexpr int groups = (kBlockSize + bits - 1) / bits;

    alignas(64) Scalar sums[groups * entries * width];

    Scalar* group(std::ptrdiff_t g) { return sums + g * entries * width; }
    const Scalar* group(std::ptrdiff_t g) const { return sums + g * entries * width; }
};

/// A slab of one source row, times its coefficient; zero beyond `columns`.
template <typename Scalar, int vectors>
struct ScaledSlab {
    typename Pack<Scalar>::Vector value[vectors];

    ScaledSlab(const Scalar* source, Scalar coefficient, std::ptrdiff_t columns) {
        constexpr std::ptrdiff_t width = vectors * kLanes<Scalar>;
        Scalar row[width] = {};
        if (columns < width) {
            for (std::ptrdiff_t k = 0; k < columns; ++k) row[k] = source[k];
            source = row;
        }
        for (int v = 0; v < vectors; ++v)
            value[v] = broadcast(coefficient) * load(source + v * kLanes<Scalar>);
    }
};

/// Entry e of a group = sum of the sources whose bit is set in e. Cost: one addition per entry.
template <typename Scalar, int bits, int vectors>
inline void fillGroup(const TableSum<Scalar>& job, std::ptrdiff_t firstSource, Scalar* entries) {
    constexpr std::ptrdiff_t width = vectors * kLanes<Scalar>;
    for (int v = 0; v < vectors; ++v) store(entries + v * kLanes<Scalar>, typename Pack<Scalar>::Vector{});
    for (int bit = 0; bit < bits && firstSource + bit < job.sourceCount; ++bit) {
        const std::ptrdiff_t i = firstSource + bit;
        const ScaledSlab<Scalar, vectors> source(job.sources + i * job.sourceStride, job.coefficients[i],
                                                 job.columns);
        const std::ptrdiff_t known = std::ptrdiff_t{1} << bit;
        for (std::ptrdiff_t e = 0; e < known; ++e) {
            for (int v = 0; v < vectors; ++v) {
                const std::ptrdiff_t at = e * width + v * kLanes<Scalar>;
                store(entries + known * width + at, load(entries + at) + source.value[v]);
            }
        }
    }
}

/// The entry of a group that the activity bits choose.
template <typename Scalar, int bits, int vectors>
inline const Scalar* chosenEntry(const SumTables<Scalar, bits, vectors>& tables, int group,
                                 std::uint64_t activity) {
    const std::uint64_t entry = activity >> (group * bits) & ((std::uint64_t{1} << bits) - 1);
    return tables.group(group) + static_cast<std::ptrdiff_t>(entry) * tables.width;
}

/// Adds one entry per group to `sums`. Cost: one addition per group.
template <typename Scalar, int bits, int vectors>
inline void addEntries(const SumTables<Scalar, bits, vectors>& tables, int groups, std::uint64_t activity,
                       Scalar* sums) {
    typename Pack<Scalar>::Vector sum[vectors];
    for (int v = 0; v < vectors; ++v) sum[v] = load(sums + v * kLanes<Scalar>);
    FEATURESCOPE_UNROLL
    for (int g = 0; g < groups; ++g) {
        const Scalar* entry = chosenEntry(tables, g, activity);
        for (int v = 0; v < vectors; ++v) sum[v] += load(entry + v * kLanes<Scalar>);
    }
    for (int v = 0; v < vectors; ++v) store(sums + v * kLanes<Scalar>, sum[v]);
}

/// One slab: fills the tables, then passes all neurons. Cost: 2^bits + count additions per group.
template <typename Scalar, int bits, int vectors>
inline void sumWithTables(const TableSum<Scalar>& job) {
    SumTables<Scalar, bits, vectors> tables;
    const int groups = static_cast<int>((job.sourceCount + bits - 1) / bits);
    for (int g = 0; g < groups; ++g) fillGroup<Scalar, bits, vectors>(job, g * bits, tables.group(g));
    if (groups == tables.groups) {
        // The number of groups of a full block is known to the compiler, which unrolls the sum.
        for (std::ptrdiff_t j = 0; j < job.count; ++j) {
            addEntries(tables, tables.groups, job.activity[j], job.sums + j * tables.width);
        }
    } else {
        for (std::ptrdiff_t j = 0; j < job.count; ++j) {
            addEntries(tables, groups, job.activity[j], job.sums + j * tables.width);
        }
    }
}

template <typename Scalar, int bits>
inline void sumWithGroups(const TableSum<Scalar>& job) {
    if (job.columns > kLanes<Scalar>) {
        sumWithTables<Scalar, bits, 2>(job);
    } else {
        sumWithTables<Scalar, bits, 1>(job);
    }
}

/// See TableSum. Cost with b bits per group: (count + 2^b) columns sourceCount / b additions instead of
/// count columns sourceCount multiply-adds.
template <typename Scalar>
void tableSum(const TableSum<Scalar>& job) {
    switch (job.groupBits) {
        case 4:
            return sumWithGroups<Scalar, 4>(job);
        case 5:
            return sumWithGroups<Scalar, 5>(job);
        default:
            return sumWithGroups<Scalar, 6>(job);
    }
}

/// See SlabUpdate. Cost: count columns multiply-adds.
template <typename Scalar>
void slabUpdate(const SlabUpdate<Scalar>& job) {
    const std::ptrdiff_t width = job.columns > kLanes<Scalar> ? 2 * kLanes<Scalar> : kLanes<Scalar>;
    for (std::ptrdiff_t j = 0; j < job.count; ++j) {
        Scalar* target = job.targets + j * job.targetStride;
        const Scalar* sums = job.sums + j * width;
        const auto scale = broadcast(job.scales[j]);
        std::ptrdiff_t k = 0;
        for (; k + kLanes<Scalar> <= job.columns; k += kLanes<Scalar>) {
            store(target + k, multiplyAdd(scale, load(sums + k), load(target + k)));
        }
        for (; k < job.columns; ++k) target[k] += job.scales[j] * sums[k];
    }
}

}  // namespace featurescope::FEATURESCOPE_KERNELS
