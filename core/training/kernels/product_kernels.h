// Matrix products with small epilogues. Included only by the kernels.
#pragma once

#include "core/training/kernels/kernel_table.h"
#include "core/training/kernels/pack.h"

namespace featurescope::FEATURESCOPE_KERNELS {

/// Columns of a packed panel: two vectors.
template <typename Scalar>
inline constexpr std::ptrdiff_t kPanelWidth = 2 * kLanes<Scalar>;

inline constexpr std::ptrdiff_t kTileRows = FEATURESCOPE_TILE_ROWS;

/// Inner sums are cut into pieces of this length: rounding errors then grow with the piece, not with the sum.
inline constexpr std::ptrdiff_t kDepthPiece = 256;

/// A register tile: kTileRows rows times one panel.
template <typename Scalar>
struct Tile {
    using Vector = typename Pack<Scalar>::Vector;
    Vector left[kTileRows];
    Vector right[kTileRows];
};

/// The rows of a tile. Rows past the end repeat the last one; who uses the tile leaves them out.
template <typename Scalar>
struct TileRows {
    const Scalar* row[kTileRows];

    TileRows(const Scalar* first, std::ptrdiff_t stride, std::ptrdiff_t count) {
        for (std::ptrdiff_t r = 0; r < kTileRows; ++r) row[r] = first + (r < count ? r : count - 1) * stride;
    }
};

/// Rows times panel over the inner indices [from, to). Cost: 2 kTileRows fused multiply-adds per index.
template <typename Scalar>
inline Tile<Scalar> tilePiece(const TileRows<Scalar>& rows, const Scalar* panel, std::ptrdiff_t from,
                              std::ptrdiff_t to) {
    Tile<Scalar> sum{};
    for (std::ptrdiff_t k = from; k < to; ++k) {
        const auto left = load(panel + k * kPanelWidth<Scalar>);
        const auto right = load(panel + k * kPanelWidth<Scalar> + kLanes<Scalar>);
        for (std::ptrdiff_t r = 0; r < kTileRows; ++r) {
            const auto factor = broadcast(rows.row[r][k]);
            sum.left[r] = multiplyAdd(factor, left, sum.left[r]);
            sum.right[r] = multiplyAdd(factor, right, sum.right[r]);
        }
    }
    return sum;
}

/// Rows times panel over the whole depth.
template <typename Scalar>
inline Tile<Scalar> tileProduct(const TileRows<Scalar>& rows, const Scalar* panel, std::ptrdiff_t depth) {
    Tile<Scalar> sum = tilePiece(rows, panel, 0, depth < kDepthPiece ? depth : kDepthPiece);
    for (std::ptrdiff_t from = kDepthPiece; from < depth; from += kDepthPiece) {
        const Tile<Scalar> piece =
            tilePiece(rows, panel, from, depth - from < kDepthPiece ? depth : from + kDepthPiece);
        for (std::ptrdiff_t r = 0; r < kTileRows; ++r) {
            sum.left[r] += piece.left[r];
            sum.right[r] += piece.right[r];
        }
    }
    return sum;
}

/// Adds a_j relu(z) of a tile to the outputs of its panel and the signs of z to the activity words. Cost: two
/// vectors of multiply-adds, maxima and comparisons per row.
template <typename Scalar>
inline void activateTile(const Tile<Scalar>& z, const Scalar* outputWeights, std::ptrdiff_t count, int shift,
                         std::uint64_t* activity, Scalar* outputs) {
    const typename Pack<Scalar>::Vector zero{};
    auto left = load(outputs);
    auto right = load(outputs + kLanes<Scalar>);
    for (std::ptrdiff_t r = 0; r < count; ++r) {
        const auto a = broadcast(outputWeights[r]);
        left = multiplyAdd(a, atLeast(zero, z.left[r]), left);
        right = multiplyAdd(a, atLeast(zero, z.right[r]), right);
        const std::uint64_t bits = positive(z.left[r]) | positive(z.right[r]) << kLanes<Scalar>;
        activity[r] = (shift == 0 ? 0 : activity[r]) | bits << shift;
    }
    store(outputs, left);
    store(outputs + kLanes<Scalar>, right);
}

/// See ForwardBlock. Cost: 2 * 64 count depth flop; z itself never reaches memory.
template <typename Scalar>
void forward(const ForwardBlock<Scalar>& job) {
    for (std::ptrdiff_t j = 0; j < job.count; j += kTileRows) {
        const std::ptrdiff_t count = job.count - j < kTileRows ? job.count - j : kTileRows;
        const TileRows<Scalar> rows(job.weights + j * job.stride, job.stride, count);
        for (std::ptrdiff_t c = 0; c < kBlockSize; c += kPanelWidth<Scalar>) {
            const Tile<Scalar> z = tileProduct(rows, job.panels + c * job.depth, job.depth);
            if (count == kTileRows) {
                activateTile(z, job.outputWeights + j, kTileRows, static_cast<int>(c), job.activity + j,
                             job.outputs + c);
            } else {
                activateTile(z, job.outputWeights + j, count, static_cast<int>(c), job.activity + j,
                             job.outputs + c);
            }
        }
    }
}

/// Writes base + scale * values, `columns` of them.
template <typename Scalar>
inline void storeScaled(const Scalar* values, Scalar scale, const Scalar* base, std::ptrdiff_t columns,
                        Scalar* out) {
    for (std::ptrdiff_t c = 0; c < columns; ++c) out[c] = (base ? base[c] : Scalar(0)) + scale * values[c];
}

/// See ProductBlock. Cost: 2 columns count depth flop.
template <typename Scalar>
void product(const ProductBlock<Scalar>& job) {
    for (std::ptrdiff_t j = 0; j < job.count; j += kTileRows) {
        const std::ptrdiff_t count = job.count - j < kTileRows ? job.count - j : kTileRows;
        const TileRows<Scalar> rows(job.rows + j * job.stride, job.stride, count);
        for (std::ptrdiff_t c = 0; c < job.columns; c += kPanelWidth<Scalar>) {
            const Tile<Scalar> tile = tileProduct(rows, job.panels + c * job.depth, job.depth);
            const std::ptrdiff_t columns =
                job.columns - c < kPanelWidth<Scalar> ? job.columns - c : kPanelWidth<Scalar>;
            for (std::ptrdiff_t r = 0; r < count; ++r) {
                Scalar values[kPanelWidth<Scalar>];
                store(values, tile.left[r]);
                store(values + kLanes<Scalar>, tile.right[r]);
                storeScaled(values, job.scales ? job.scales[j + r] : Scalar(1),
                            job.base ? job.base + (j + r) * job.baseStride + c : nullptr, columns,
                            job.out + (j + r) * job.outStride + c);
            }
        }
    }
}

}  // namespace featurescope::FEATURESCOPE_KERNELS
