#pragma once

#include <cstddef>
#include <cstdint>

#include "core/model/loss_list.h"

namespace featurescope {

// The hot loops, compiled once per instruction set. This header and everything the kernels include stays free
// of templates and inline functions shared with the rest of the program: the linker keeps one copy of those,
// and it might be the copy that an older processor cannot run.

/// Samples per block: one bit of a 64-bit activity word each.
inline constexpr std::ptrdiff_t kBlockSize = 64;
/// Chunks of neurons are multiples of this, and this is a multiple of the rows in every register tile.
inline constexpr std::ptrdiff_t kRowUnit = 12;

/// Forward pass of `count` neurons on one packed block of 64 samples.
template <typename Scalar>
struct ForwardBlock {
    const Scalar* weights;        ///< row-major, count x depth
    std::ptrdiff_t stride;        ///< between rows of `weights`
    std::ptrdiff_t count;         ///< neurons
    std::ptrdiff_t depth;         ///< d
    const Scalar* panels;         ///< depth x 64 samples in panels of KernelTable::panelWidth
    const Scalar* outputWeights;  ///< a_j, count
    std::uint64_t* activity;      ///< count words, written: bit i says z_ij > 0
    Scalar* outputs;              ///< 64, added to: sum_j a_j relu(z_ij)
};

/// out_jc = base_jc + scale_j * sum_k rows_jk columns_kc for some packed columns.
template <typename Scalar>
struct ProductBlock {
    const Scalar* rows;      ///< row-major, count x depth
    std::ptrdiff_t stride;   ///< between rows of `rows`
    std::ptrdiff_t count;    ///< rows
    std::ptrdiff_t depth;    ///< length of the inner sum
    const Scalar* panels;    ///< whole panels of depth x KernelTable::panelWidth that hold the columns
    std::ptrdiff_t columns;  ///< how many of them are wanted
    const Scalar* scales;    ///< count, or null for 1
    const Scalar* base;      ///< count x columns, or null for 0
    std::ptrdiff_t baseStride;
    Scalar* out;  ///< count x columns, written
    std::ptrdiff_t outStride;
};

/// Activity and partial outputs from the pre-activations of one panel.
template <typename Scalar>
struct ActivationPanel {
    const Scalar* preActivations;  ///< row-major, count x panelWidth, no gaps
    std::ptrdiff_t count;          ///< neurons
    const Scalar* outputWeights;   ///< a_j, count
    int firstBit;             ///< of the panel's samples in the activity words; the panel at 0 clears them
    std::uint64_t* activity;  ///< count words
    Scalar* outputs;          ///< panelWidth, written
};

/// Decides the pairs in doubt of some neurons and one block of 64 samples by their dot products.
template <typename Scalar>
struct DoubtBlock {
    const Scalar* weights;        ///< row-major, count x depth, no gaps
    std::ptrdiff_t count;         ///< neurons
    std::ptrdiff_t depth;         ///< d
    const Scalar* inputs;         ///< one row of `depth` numbers per sample, no gaps
    const std::uint64_t* doubts;  ///< count words: which samples are in doubt
    std::uint64_t* activity;      ///< count words; bits in doubt, 0 before, become z_ij > 0
};

/// One slab of columns of at most 64 vectors whose coefficient_i source_i are to be added up by tables.
template <typename Scalar>
struct TableSources {
    const Scalar* rows;  ///< row-major, count x columns
    std::ptrdiff_t stride;
    std::ptrdiff_t count;        ///< 1 .. 64
    const Scalar* coefficients;  ///< count
    std::ptrdiff_t columns;      ///< 1 .. 2 lanes
    int groupBits;               ///< 4, 5 or 6 sources per table
};

/// sums_j += sum over active i of coefficient_i source_i.
template <typename Scalar>
struct TableSum {
    Scalar* sums;                   ///< row-major, count x slabWidth(columns), no gaps
    std::ptrdiff_t count;           ///< neurons
    const std::uint64_t* activity;  ///< count words: which sources neuron j adds
    TableSources<Scalar> sources;   ///< samples
};

/// dots_i += sum over active j of coefficient_j source_j . row_i, on one slab of columns.
template <typename Scalar>
struct TableDots {
    Scalar* dots;                   ///< count
    std::ptrdiff_t count;           ///< samples
    const std::uint64_t* activity;  ///< count words: which sources sample i adds
    const Scalar* rows;  ///< row-major, count x one or two whole vectors, zero beyond sources.columns
    TableSources<Scalar> sources;  ///< neurons
};

/// target_j += scale_j * sums_j on one slab of columns.
template <typename Scalar>
struct SlabUpdate {
    const Scalar* sums;  ///< as TableSum::sums
    std::ptrdiff_t count;
    std::ptrdiff_t columns;  ///< 1 .. 2 lanes
    const Scalar* scales;    ///< count
    Scalar* targets;         ///< row-major, count x columns
    std::ptrdiff_t targetStride;
};

/// For one panel of pre-activations z: C += factor coefficients where z > 0, then z += scale_j sums_j.
template <typename Scalar>
struct PanelUpdate {
    const Scalar* sums;  ///< row-major, count x panelWidth, as TableSum::sums
    std::ptrdiff_t count;
    const Scalar* scales;        ///< count
    const Scalar* coefficients;  ///< panelWidth
    Scalar factor;
    Scalar* activeSums;      ///< C, row-major, count x panelWidth
    Scalar* preActivations;  ///< z, row-major, count x panelWidth
};

/// Inputs of few coordinates, one coordinate after the other: lanes are samples, nothing is stored between
/// the forward and the backward pass.
template <typename Scalar>
struct LowDimensionPass {
    const Scalar* inputs;   ///< d rows of `padded` samples, zero beyond n
    std::ptrdiff_t padded;  ///< multiple of KernelTable::lanes
    std::ptrdiff_t first;   ///< first sample of this call, multiple of KernelTable::lanes
    std::ptrdiff_t last;    ///< one past its last sample, multiple of KernelTable::lanes
    int dimension;          ///< 3 or 4
    Scalar* weights;        ///< row-major, count x d; the backward pass changes it
    std::ptrdiff_t count;
    const Scalar* factors;  ///< a_j (forward) or -alpha a_j (backward), count
    Scalar* sums;  ///< backward only: null to change the weights; else written, count x d: the sum of g_i x_i
                   ///< over the active i
    const Scalar* coefficients;  ///< g_i (backward only), padded
    Scalar* outputs;             ///< partial f (forward only), padded, written
};

/// f_i = sum of the partial outputs in their order; g_i = the slope of the mean loss by f_i, or the value of
/// sample i where the loss couples samples.
template <typename Scalar>
struct OutputSum {
    const Scalar* partials;  ///< parts x stride
    std::ptrdiff_t stride;
    std::ptrdiff_t parts;
    std::ptrdiff_t first;   ///< first sample, multiple of KernelTable::lanes
    std::ptrdiff_t last;    ///< one past the last sample, multiple of KernelTable::lanes
    const Scalar* targets;  ///< y_i, 0 beyond n, where f_i is 0 too: the slope of a loss is 0 there
    Scalar samples;         ///< n
    Scalar* outputs;        ///< f, written
    Scalar* coefficients;   ///< g, written
};

/// For a loss that couples samples: values v_i become slopes, g_i = (exp v_i / sum_k exp v_k) dv_i / df_i.
template <typename Scalar>
struct ExponentShares {
    std::ptrdiff_t samples;  ///< n, at least 1
    std::ptrdiff_t padded;   ///< n rounded up to whole vectors
    const Scalar* targets;   ///< as OutputSum::targets
    const Scalar* outputs;   ///< f, padded
    Scalar* coefficients;    ///< v, then g; padded
};

/// One instruction set's kernels.
template <typename Scalar>
struct KernelTable {
    std::ptrdiff_t lanes;       ///< numbers per vector
    std::ptrdiff_t panelWidth;  ///< columns per packed panel, 2 lanes; divides kBlockSize
    int mostGroupBits;          ///< largest TableSources::groupBits whose tables fit the first-level cache
    void (*forward)(const ForwardBlock<Scalar>&);
    void (*settleSigns)(const DoubtBlock<Scalar>&);
    void (*product)(const ProductBlock<Scalar>&);
    void (*activate)(const ActivationPanel<Scalar>&);
    void (*tableSum)(const TableSum<Scalar>&);
    void (*tableDots)(const TableDots<Scalar>&);
    void (*slabUpdate)(const SlabUpdate<Scalar>&);
    void (*panelUpdate)(const PanelUpdate<Scalar>&);
    void (*lowDimensionForward)(const LowDimensionPass<Scalar>&);
    void (*lowDimensionBackward)(const LowDimensionPass<Scalar>&);
    void (*sumOutputs[AllLosses::size])(const OutputSum<Scalar>&);     ///< in the order of Loss
    void (*shareOut[AllLosses::size])(const ExponentShares<Scalar>&);  ///< null where samples are not coupled
};

}  // namespace featurescope
