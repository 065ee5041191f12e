// Signs of pre-activations by integers. Included only by the kernels.
#pragma once

#include "core/training/kernels/kernel_table.h"
#include "core/training/kernels/pack.h"
#include "core/training/kernels/sign_kernel_table.h"

namespace featurescope::FEATURESCOPE_KERNELS {

/// 32-bit sums that may wrap around, and therefore have no sign.
typedef std::uint32_t SumVector __attribute__((vector_size(FEATURESCOPE_VECTOR_BYTES)));
typedef std::int16_t ShortVector __attribute__((vector_size(FEATURESCOPE_VECTOR_BYTES)));

inline constexpr std::ptrdiff_t kSums = FEATURESCOPE_VECTOR_BYTES / 4;
inline constexpr std::ptrdiff_t kSignPanelWidth = 2 * kSums;

// A register tile: with as many rows as leave room for the products, which, unlike those of a multiply-add,
// need a register of their own. 6 rows of 16 registers are already too many.
#if defined(__AVX512F__)
inline constexpr std::ptrdiff_t kSignTileRows = 12;
#else
inline constexpr std::ptrdiff_t kSignTileRows = 4;
#endif

/// a_0 b_0 + a_1 b_1 for each pair of 16-bit integers.
#if defined(__AVX512F__)
inline SumVector pairProducts(SumVector a, SumVector b) {
    return reinterpret_cast<SumVector>(
        _mm512_madd_epi16(reinterpret_cast<__m512i>(a), reinterpret_cast<__m512i>(b)));
}
#elif defined(__AVX2__)
inline SumVector pairProducts(SumVector a, SumVector b) {
    return reinterpret_cast<SumVector>(
        _mm256_madd_epi16(reinterpret_cast<__m256i>(a), reinterpret_cast<__m256i>(b)));
}
#elif defined(__SSE2__)
inline SumVector pairProducts(SumVector a, SumVector b) {
    return reinterpret_cast<SumVector>(
        _mm_madd_epi16(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)));
}
#else
inline SumVector pairProducts(SumVector a, SumVector b) {
    const ShortVector left = reinterpret_cast<ShortVector>(a), right = reinterpret_cast<ShortVector>(b);
    SumVector products{};
    for (std::ptrdiff_t lane = 0; lane < kSums; ++lane) {
        products[lane] = static_cast<std::uint32_t>(left[2 * lane] * right[2 * lane] +
                                                    left[2 * lane + 1] * right[2 * lane + 1]);
    }
    return products;
}
#endif

/// Bit i says whether lane i of `a` is greater than that of `b`, as integers with sign.
inline std::uint64_t above(SumVector a, SumVector b) {
#if defined(__AVX512F__)
    return _mm512_cmpgt_epi32_mask(reinterpret_cast<__m512i>(a), reinterpret_cast<__m512i>(b));
#else
    return signs(
        reinterpret_cast<FloatVector>(reinterpret_cast<FloatBits>(a) > reinterpret_cast<FloatBits>(b)));
#endif
}

inline SumVector loadSums(const void* from) {
    SumVector v;
    __builtin_memcpy(&v, from, sizeof v);
    return v;
}

/// The same 32 bits in every lane.
inline SumVector spread(const void* from) {
    std::uint32_t bits;
    __builtin_memcpy(&bits, from, sizeof bits);
    return SumVector{} + bits;
}

struct SignTile {
    SumVector left[kSignTileRows];
    SumVector right[kSignTileRows];
};

/// Rows times panel. Rows past the end repeat the last one. Cost: 2 kSignTileRows products and additions of
/// vectors per pair.
inline SignTile signTile(const std::int16_t* rows, std::ptrdiff_t count, const std::int16_t* panel,
                         std::ptrdiff_t pairs) {
    const std::int16_t* row[kSignTileRows];
    for (std::ptrdiff_t r = 0; r < kSignTileRows; ++r)
        row[r] = rows + (r < count ? r : count - 1) * 2 * pairs;
    SignTile sum;
    // Not SignTile sum{}, for which g++ fills memory first.
    for (std::ptrdiff_t r = 0; r < kSignTileRows; ++r) sum.left[r] = sum.right[r] = SumVector{};
    for (std::ptrdiff_t k = 0; k < pairs; ++k) {
        const SumVector left = loadSums(panel + 2 * k * kSignPanelWidth);
        const SumVector right = loadSums(panel + 2 * k * kSignPanelWidth + 2 * kSums);
        for (std::ptrdiff_t r = 0; r < kSignTileRows; ++r) {
            const SumVector factors = spread(row[r] + 2 * k);
            sum.left[r] += pairProducts(factors, left);
            sum.right[r] += pairProducts(factors, right);
        }
    }
    return sum;
}

/// Writes the bits of columns c .. c + kSignPanelWidth - 1 for `count` rows from row j on. Cost: 4
/// comparisons of vectors per row.
inline void writeSigns(const SignTile& sums, const SignBlock& job, std::ptrdiff_t j, std::ptrdiff_t count,
                       std::ptrdiff_t c) {
    const SumVector leftSlack = loadSums(job.columnSlack + c);
    const SumVector rightSlack = loadSums(job.columnSlack + c + kSums);
    for (std::ptrdiff_t r = 0; r < count; ++r) {
        const SumVector slack = spread(job.rowSlack + j + r);
        const SumVector left = slack + leftSlack, right = slack + rightSlack;
        const std::uint64_t active = above(sums.left[r], left) | above(sums.right[r], right) << kSums;
        const std::uint64_t possible = above(sums.left[r], -left) | above(sums.right[r], -right) << kSums;
        job.activity[j + r] = (c == 0 ? 0 : job.activity[j + r]) | active << c;
        job.doubts[j + r] = (c == 0 ? 0 : job.doubts[j + r]) | (active ^ possible) << c;
    }
}

/// See SignBlock. Cost: 64 count pairs products of pairs.
inline std::ptrdiff_t signsOf(const SignBlock& job) {
    std::ptrdiff_t doubts = 0;
    for (std::ptrdiff_t j = 0; j < job.count; j += kSignTileRows) {
        const std::ptrdiff_t count = job.count - j < kSignTileRows ? job.count - j : kSignTileRows;
        for (std::ptrdiff_t c = 0; c < 64; c += kSignPanelWidth) {
            const SignTile sums =
                signTile(job.rows + 2 * j * job.pairs, count, job.panels + 2 * c * job.pairs, job.pairs);
            if (count == kSignTileRows) {
                writeSigns(sums, job, j, kSignTileRows, c);
            } else {
                writeSigns(sums, job, j, count, c);
            }
        }
        for (std::ptrdiff_t r = 0; r < count; ++r) {
            job.doubts[j + r] &= job.rowSlack[j + r] == 0 ? 0 : job.columns;
            doubts += __builtin_popcountll(job.doubts[j + r]);
        }
    }
    return doubts;
}

/// See SignKernels::transposeBits. Swaps the off-diagonal quarters of ever smaller squares. Cost: 6 * 32
/// swaps.
inline void transposeBits(const std::uint64_t* rows, std::ptrdiff_t count, std::uint64_t* columns) {
    for (std::ptrdiff_t j = 0; j < 64; ++j) columns[j] = j < count ? rows[j] : 0;
    std::uint64_t low = 0xffffffff;
    for (std::ptrdiff_t size = 32; size > 0; size /= 2) {
        for (std::ptrdiff_t square = 0; square < 64; square += 2 * size) {
            for (std::ptrdiff_t j = square; j < square + size; ++j) {
                const std::uint64_t swapped = (columns[j] >> size ^ columns[j + size]) & low;
                columns[j] ^= swapped << size;
                columns[j + size] ^= swapped;
            }
        }
        low ^= low << size / 2;
    }
}

/// a . b: four sums of vectors, then the rest one by one. Cost: `depth` multiply-adds.
template <typename Scalar>
inline Scalar dotProduct(const Scalar* a, const Scalar* b, std::ptrdiff_t depth) {
    constexpr std::ptrdiff_t parts = 4, step = parts * kLanes<Scalar>;
    typename Pack<Scalar>::Vector sum[parts] = {};
    std::ptrdiff_t k = 0;
    for (; k + step <= depth; k += step) {
        for (std::ptrdiff_t p = 0; p < parts; ++p) {
            const std::ptrdiff_t at = k + p * kLanes<Scalar>;
            sum[p] = multiplyAdd(load(a + at), load(b + at), sum[p]);
        }
    }
    Scalar rest = 0;
    for (; k < depth; ++k) rest += a[k] * b[k];
    return laneSum<Scalar>((sum[0] + sum[1]) + (sum[2] + sum[3])) + rest;
}

/// See DoubtBlock. Cost: `depth` multiply-adds per doubt.
template <typename Scalar>
void settleSigns(const DoubtBlock<Scalar>& job) {
    for (std::ptrdiff_t j = 0; j < job.count; ++j) {
        for (std::uint64_t open = job.doubts[j]; open != 0; open &= open - 1) {
            const int i = __builtin_ctzll(open);
            const Scalar z = dotProduct(job.weights + j * job.depth, job.inputs + i * job.depth, job.depth);
            job.activity[j] |= std::uint64_t{z > 0} << i;
        }
    }
}

}  // namespace featurescope::FEATURESCOPE_KERNELS
