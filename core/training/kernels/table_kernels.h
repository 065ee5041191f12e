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
inline void fillGroup(const TableSources<Scalar>& sources, std::ptrdiff_t first, Scalar* entries) {
    constexpr std::ptrdiff_t width = vectors * kLanes<Scalar>;
    for (int v = 0; v < vectors; ++v) store(entries + v * kLanes<Scalar>, typename Pack<Scalar>::Vector{});
    for (int bit = 0; bit < bits && first + bit < sources.count; ++bit) {
        const std::ptrdiff_t i = first + bit;
        const ScaledSlab<Scalar, vectors> source(sources.rows + i * sources.stride, sources.coefficients[i],
                                                 sources.columns);
        const std::ptrdiff_t known = std::ptrdiff_t{1} << bit;
        for (std::ptrdiff_t e = 0; e < known; ++e) {
            for (int v = 0; v < vectors; ++v) {
                const std::ptrdiff_t at = e * width + v * kLanes<Scalar>;
                store(entries + known * width + at, load(entries + at) + source.value[v]);
            }
        }
    }
}

/// Groups whose entries are added in one go when their number is not known to the compiler.
inline constexpr int kGroupsAtOnce = 2;

/// The tables of all groups, and an empty one where kGroupsAtOnce needs it. Cost: 2^bits additions per group.
template <typename Scalar, int bits, int vectors>
inline void fillTables(const TableSources<Scalar>& sources, SumTables<Scalar, bits, vectors>& tables) {
    for (int g = 0; g < tables.groups && (g * bits < sources.count || g % kGroupsAtOnce != 0); ++g) {
        fillGroup<Scalar, bits, vectors>(sources, g * bits, tables.group(g));
    }
}

/// A slab of a sum.
template <typename Scalar, int vectors>
struct SlabSum {
    typename Pack<Scalar>::Vector value[vectors];
};

/// The entry of a group that the lowest activity bits choose.
template <typename Scalar, int bits, int vectors>
inline const Scalar* chosenEntry(const SumTables<Scalar, bits, vectors>& tables, std::ptrdiff_t group,
                                 std::uint64_t activity) {
    const std::uint64_t entry = activity & ((std::uint64_t{1} << bits) - 1);
    return tables.group(group) + static_cast<std::ptrdiff_t>(entry) * tables.width;
}

/// Adds to a slab one entry of each of `groups` groups from the group `first` on, chosen by the activity bits
/// from the lowest on. Cost: one addition per group.
template <int groups, typename Scalar, int bits, int vectors>
inline SlabSum<Scalar, vectors> withEntries(SlabSum<Scalar, vectors> sum,
                                            const SumTables<Scalar, bits, vectors>& tables,
                                            std::ptrdiff_t first, std::uint64_t activity) {
    FEATURESCOPE_UNROLL
    for (int g = 0; g < groups; ++g) {
        const Scalar* entry = chosenEntry(tables, first + g, activity >> (g * bits));
        for (int v = 0; v < vectors; ++v) sum.value[v] += load(entry + v * kLanes<Scalar>);
    }
    return sum;
}

/// Every group of a number that the compiler knows: it unrolls the sum.
template <typename Scalar, int bits, int vectors, int groups>
struct FixedGroups {
    const SumTables<Scalar, bits, vectors>& tables;

    SlabSum<Scalar, vectors> addTo(const SlabSum<Scalar, vectors>& sum, std::uint64_t activity) const {
        return withEntries<groups>(sum, tables, 0, activity);
    }
};

/// Any number of groups, two by two.
template <typename Scalar, int bits, int vectors>
struct SomeGroups {
    const SumTables<Scalar, bits, vectors>& tables;
    std::ptrdiff_t groups;

    SlabSum<Scalar, vectors> addTo(SlabSum<Scalar, vectors> sum, std::uint64_t activity) const {
        for (std::ptrdiff_t g = 0; g < groups; g += kGroupsAtOnce) {
            sum = withEntries<kGroupsAtOnce>(sum, tables, g, activity);
            activity >>= kGroupsAtOnce * bits;
        }
        return sum;
    }
};

/// Calls pass(groups) for tables of all sources; full words, and those of 60 bits, are known to the compiler.
template <int bits, int vectors, typename Scalar, typename Pass>
inline void withTables(const TableSources<Scalar>& sources, const Pass& pass) {
    SumTables<Scalar, bits, vectors> tables;
    fillTables(sources, tables);
    const std::ptrdiff_t groups = (sources.count + bits - 1) / bits;
    if (groups == tables.groups) {
        pass(FixedGroups<Scalar, bits, vectors, SumTables<Scalar, bits, vectors>::groups>{tables});
    } else if (groups == tables.groups - 1) {
        pass(FixedGroups<Scalar, bits, vectors, SumTables<Scalar, bits, vectors>::groups - 1>{tables});
    } else {
        pass(SomeGroups<Scalar, bits, vectors>{tables, groups});
    }
}

/// One slab of TableSum: fills the tables, then passes all neurons. Cost: 2^bits + count additions per group.
template <typename Scalar, int bits, int vectors>
inline void sumWithTables(const TableSum<Scalar>& job) {
    constexpr std::ptrdiff_t width = vectors * kLanes<Scalar>;
    // A copy of the job, which the compiler then knows not to be changed by the sums.
    withTables<bits, vectors>(job.sources, [job](const auto& groups) {
        for (std::ptrdiff_t j = 0; j < job.count; ++j) {
            Scalar* sums = job.sums + j * width;
            SlabSum<Scalar, vectors> sum;
            for (int v = 0; v < vectors; ++v) sum.value[v] = load(sums + v * kLanes<Scalar>);
            sum = groups.addTo(sum, job.activity[j]);
            for (int v = 0; v < vectors; ++v) store(sums + v * kLanes<Scalar>, sum.value[v]);
        }
    });
}

/// The dot product of a slab with a row.
template <typename Scalar, int vectors>
inline Scalar dotWithRow(const SlabSum<Scalar, vectors>& slab, const Scalar* row) {
    auto product = slab.value[0] * load(row);
    for (int v = 1; v < vectors; ++v) {
        product = multiplyAdd(slab.value[v], load(row + v * kLanes<Scalar>), product);
    }
    return laneSum<Scalar>(product);
}

/// One slab of TableDots. Cost: 2^bits + count additions per group, and `count` multiply-adds.
template <typename Scalar, int bits, int vectors>
inline void dotWithTables(const TableDots<Scalar>& job) {
    withTables<bits, vectors>(job.sources, [job](const auto& groups) {
        for (std::ptrdiff_t i = 0; i < job.count; ++i) {
            const Scalar* row = job.rows + i * vectors * kLanes<Scalar>;
            job.dots[i] += dotWithRow(groups.addTo({}, job.activity[i]), row);
        }
    });
}

template <int bits, typename Scalar, typename Pass>
inline void withVectors(const TableSources<Scalar>& sources, const Pass& pass) {
    if (sources.columns > kLanes<Scalar>) {
        pass.template operator()<bits, 2>();
    } else {
        pass.template operator()<bits, 1>();
    }
}

/// Calls pass<bits, vectors>() with the sources per table and the vectors per slab that the job asks for.
template <typename Scalar, typename Pass>
inline void withShape(const TableSources<Scalar>& sources, const Pass& pass) {
    switch (sources.groupBits) {
        case 4:
            return withVectors<4>(sources, pass);
        case 5:
            return withVectors<5>(sources, pass);
        default:
            return withVectors<6>(sources, pass);
    }
}

/// See TableSum. Cost with b bits per group: (count + 2^b) columns sources.count / b additions instead of
/// count columns sources.count multiply-adds.
template <typename Scalar>
void tableSum(const TableSum<Scalar>& job) {
    withShape(job.sources, [&job]<int bits, int vectors>() { sumWithTables<Scalar, bits, vectors>(job); });
}

/// See TableDots. Cost with b bits per group: (count + 2^b) columns sources.count / b additions.
template <typename Scalar>
void tableDots(const TableDots<Scalar>& job) {
    withShape(job.sources, [&job]<int bits, int vectors>() { dotWithTables<Scalar, bits, vectors>(job); });
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
